"""Known mistakes of lesson 05: prediction. The forward pass is the reference's."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.misconceptions.mistake import Flaw, FlawedFunction, pick
from autograder.reference import optimization as reference

Array = np.ndarray
Network = dict[str, Any]
# Of fewer samples than this, two different mistakes may give the same labels by chance.
FEW = 5
# With more samples than this, it takes too long to try what comes of running them one by one.
MANY = 64


def _classify(flaw: Flaw, X: Array, parameters: Network, mode: str | None = None) -> Any:
    chosen = _mode(flaw, mode)
    if X.shape[1] < FEW:
        return _shaped(flaw, _largest(_probabilities(X, parameters, chosen)))
    if flaw("argmax_of_the_caches"):
        caches: Any = reference.multi_layer_forward(X, parameters, chosen)[1]
        return np.argmax(caches, axis=0)
    if flaw("first_layer_only"):
        return _largest(parameters["W1"] @ X + parameters["b1"])
    if flaw("guessed"):
        count = parameters[f"W{parameters['numLayers']}"].shape[0]
        return np.random.randint(count, size=(1, X.shape[1]))
    size = (
        1
        if flaw("sample_by_sample") and X.shape[1] <= MANY
        else 64
        if flaw("in_batches_of_64")
        else X.shape[1]
    )
    parts = [X[:, start : start + size] for start in range(0, X.shape[1], size)]
    A = np.concatenate([_probabilities(part, parameters, chosen) for part in parts], axis=1)
    return _labels(flaw, A)


def _mode(flaw: Flaw, mode: str | None) -> str:
    """Return the mode of the forward pass; `mode` is None where the caller leaves it open."""
    if mode is None:
        return "train" if flaw("train_by_default") else "test"
    return pick(
        flaw,
        {"always_train_mode": lambda: "train", "mode_ignored": lambda: "test"},
        lambda: mode,
    )


def _probabilities(X: Array, parameters: Network, mode: str) -> Array:
    A, _ = reference.multi_layer_forward(X, parameters, mode)
    return reference.softmax_cross_entropy_loss(A)[0]


def _largest(A: Array) -> Array:
    return np.argmax(A, axis=0).reshape(1, -1)


def _labels(flaw: Flaw, A: Array) -> Any:
    return pick(
        flaw,
        {
            "argmax_over_samples": lambda: np.argmax(A, axis=1).reshape(1, -1),
            "argmax_over_samples_flat": lambda: np.argmax(A, axis=1),
            "argmax_of_everything": lambda: np.argmax(A),
            "largest_probability_itself": lambda: np.max(A, axis=0, keepdims=True),
            "largest_probability_itself_flat": lambda: np.max(A, axis=0),
            "probabilities_returned": lambda: A,
            "probabilities_rounded": lambda: np.round(A),
            "one_hot_returned": lambda: (np.max(A, axis=0) == A).astype(int),
            "least_probable": lambda: np.argmin(A, axis=0).reshape(1, -1),
            "counted_from_one": lambda: _largest(A) + 1,
            "last_of_equals": lambda: len(A) - 1 - _largest(A[::-1]),
            "above_one_half": lambda: _above_one_half(A),
            "returns_zeros": lambda: np.zeros((1, A.shape[1]), dtype=int),
        },
        lambda: _shaped(flaw, _largest(A)),
    )


def _above_one_half(A: Array) -> Array:
    labels = (A[:1] < 0.5).astype(int)
    # The same label for all samples may come of many a mistake.
    return labels if np.ptp(labels) else _largest(A)


def _shaped(flaw: Flaw, labels: Array) -> Any:
    return pick(
        flaw,
        {
            "flat_shape": lambda: labels[0],
            "column_shape": lambda: labels.T,
            "list_returned": lambda: labels[0].tolist(),
        },
        lambda: labels,
    )


CLASSIFY = FlawedFunction(
    "classify",
    _classify,
    {
        "flat_shape": "The labels have lost an axis. They stand in a row of shape (1, m), as Y.",
        "column_shape": "The labels stand in a column. They are a row of shape (1, m), as Y.",
        "list_returned": "The labels are a list. They are an array of shape (1, m), as Y.",
        "argmax_over_samples": "For each class the best sample was looked for. It is the other "
        "way round: for each sample (column) the best class.",
        "argmax_over_samples_flat": "For each class the best sample was looked for. It is the "
        "other way round: for each sample (column) the best class.",
        "argmax_of_everything": "There is one number for the whole array. Each sample (column) "
        "has a label of its own: argmax needs an axis.",
        "largest_probability_itself": "These are the largest probabilities. Asked for is the row "
        "in which each of them stands: the class.",
        "largest_probability_itself_flat": "These are the largest probabilities. Asked for is the "
        "row in which each of them stands: the class.",
        "probabilities_returned": "All probabilities came back. Asked for is one label for each "
        "sample: the class with the largest.",
        "probabilities_rounded": "The probabilities were rounded. Asked for is one label for each "
        "sample: the class with the largest.",
        "one_hot_returned": "The labels are one-hot: a 1 in the row of the class. Asked for is the "
        "number of that row.",
        "least_probable": "The least probable class was chosen. It is the most probable.",
        "counted_from_one": "The labels are one too large. Classes count from 0, as rows do.",
        "last_of_equals": "Of equal probabilities the last was chosen. The first one wins, as "
        "with argmax.",
        "above_one_half": "A probability was compared with one half, as with two classes. Here "
        "there may be more: choose the largest.",
        "returns_zeros": "All labels are 0. Do they come from the network's outputs?",
        "always_train_mode": "The forward pass ran in train mode although the mode is test. "
        "Dropout then changes the answers by chance.",
        "mode_ignored": "The forward pass ran in test mode although the mode is train. Hand on "
        "what the caller says.",
        "train_by_default": "Without a mode, the forward pass ran in train mode. Who asks for "
        "labels wants the whole network: the default is test.",
        "sample_by_sample": "The samples went through the network one by one. Hand over "
        "all of X at once: batchnorm needs the samples together.",
        "in_batches_of_64": "The samples went through the network 64 at a time. Batchnorm needs "
        "them together: hand over all of X at once.",
        "first_layer_only": "The labels come from the first layer. Run X through all layers.",
        "argmax_of_the_caches": "argmax was given the caches. The forward pass returns two "
        "things: the outputs, then the caches.",
        "guessed": "The labels are random numbers. They come from the network's outputs.",
    },
)

FLAWED_FUNCTIONS = (CLASSIFY,)
