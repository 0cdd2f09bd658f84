"""Leave out one import that costs seconds at the start of every command."""

import sys


def skip_uri_checker() -> None:
    """Keep jsonschema from importing `rfc3987_syntax`, its optional checker of web addresses.

    Notebooks hold no field that it would check, and importing it takes more than two
    seconds, most of the start of nbformat and of nbgrader. Call this before importing either.
    """
    # An entry of None makes the import raise ImportError, which jsonschema expects.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
