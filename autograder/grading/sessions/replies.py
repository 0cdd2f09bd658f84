"""Read what a worker answers, trusting none of it."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from autograder.grading.worker.perform import CallError, Outcome
from autograder.grading.worker.wire import WireError

WORKER_ERRORS = frozenset({"missing", "unfinished", "raised", "unreadable", "timeout"})
MAX_TEXT = 2000
# JSON writes one character as at most six bytes, a pair of them as twelve.
JSON_BYTES = 12
SPARE_BYTES = 2**16
_RANDOM_WORDS = 624


def demand(met: bool, what: str) -> None:
    """Raise `WireError` if the reply is not as it must be."""
    if not met:
        raise WireError(f"the reply is malformed: {what}")


def read_error(value: Any) -> CallError | None:
    """Read the error that a worker reports."""
    if value is None:
        return None
    demand(isinstance(value, list) and len(value) == 4, "error")
    demand(all(isinstance(part, str) for part in value), "error")
    demand(value[0] in WORKER_ERRORS, "kind of error")
    return CallError(*(_clean(part)[:MAX_TEXT] for part in value))


def read_outcome(parts: list[Any]) -> Outcome:
    """Read the outcome of a call: its value, the arguments afterwards, and the error."""
    demand(len(parts) == 3, "length")
    value, arguments, error = parts
    demand(isinstance(arguments, tuple), "arguments")
    problem = read_error(error)
    return Outcome(error=problem) if problem else Outcome(value, arguments)


def read_random_state(value: Any) -> tuple[Any, ...]:
    """Read a state of NumPy's legacy generator, which it would take unchecked."""
    demand(isinstance(value, tuple) and len(value) == 5, "random state")
    name, words, position, has_gauss, gauss = value
    demand(isinstance(name, str) and name == "MT19937", "random state")
    demand(isinstance(words, np.ndarray) and words.dtype == np.uint32, "random state")
    demand(words.shape == (_RANDOM_WORDS,), "random state")
    demand(type(position) is int and 0 <= position <= _RANDOM_WORDS, "random state")
    demand(type(has_gauss) is int and has_gauss in (0, 1) and type(gauss) is float, "random state")
    return value


def read_outputs(value: Any, output_kb: int) -> tuple[dict[str, Any], ...]:
    """Read a cell's outputs and build them anew as valid notebook outputs."""
    demand(isinstance(value, np.ndarray) and value.dtype == np.uint8, "outputs")
    demand(value.size <= JSON_BYTES * 1000 * output_kb + SPARE_BYTES, "outputs")
    try:
        outputs = json.loads(value.tobytes())
    except (ValueError, RecursionError) as error:
        raise WireError("the outputs are not JSON") from error
    demand(isinstance(outputs, list), "outputs")
    return tuple(_output(output) for output in outputs)


def _output(output: Any) -> dict[str, Any]:
    demand(isinstance(output, dict), "output")
    kind = output.get("output_type")
    readers = {
        "stream": _stream,
        "error": _error,
        "display_data": _display,
        "execute_result": _result,
    }
    demand(isinstance(kind, str) and kind in readers, "kind of output")
    return {"output_type": kind, **readers[kind](output)}


def _stream(output: dict[str, Any]) -> dict[str, Any]:
    demand(output.get("name") in ("stdout", "stderr"), "stream")
    return {"name": output["name"], "text": _text(output.get("text"))}


def _error(output: dict[str, Any]) -> dict[str, Any]:
    lines = output.get("traceback")
    demand(isinstance(lines, list), "traceback")
    return {
        "ename": _text(output.get("ename")),
        "evalue": _text(output.get("evalue")),
        "traceback": [_text(line) for line in lines or ()],
    }


def _display(output: dict[str, Any]) -> dict[str, Any]:
    data, metadata = output.get("data"), output.get("metadata")
    demand(isinstance(data, dict) and isinstance(metadata, dict), "display")
    kept = {_clean(kind): _representation(kind, value) for kind, value in (data or {}).items()}
    return {"data": kept, "metadata": metadata}


def _result(output: dict[str, Any]) -> dict[str, Any]:
    count = output.get("execution_count")
    demand(type(count) is int, "execution count")
    return {**_display(output), "execution_count": count}


def _representation(kind: str, value: Any) -> Any:
    if kind == "application/json" or kind.endswith("+json"):
        return value
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "".join(value)
    return _text(value)


def _text(value: Any) -> str:
    demand(isinstance(value, str), "text")
    return _clean(value)


def _clean(text: str) -> str:
    # Half a surrogate pair could not be written to a file.
    return text.encode("utf-8", "replace").decode()
