"""What a machine offers to keep a student's code in, and what is not protected without it."""

from __future__ import annotations

from dataclasses import dataclass

RESOURCES = "resource limits"
USER_NAMESPACE = "user namespace"
MOUNTS = "private files"
PROCESSES = "process namespace"
NETWORK = "network namespace"
IDENTITY = "another user"
LANDLOCK = "Landlock"
SCOPE = "Landlock signal scope"
SECCOMP = "seccomp"
PROCESS_COUNT = "process limit"
SANDBOX_EXEC = "sandbox-exec"
PRIVILEGES = "no new privileges"


@dataclass(frozen=True)
class Layer:
    """One wall.

    Attributes
    ----------
    active : it stands.
    detail : what it does, or why it does not stand.
    remedy : how to get it; empty if it stands or cannot be had.
    """

    name: str
    active: bool
    detail: str
    remedy: str = ""


# What is to be protected, and the layers of which one is enough.
PROTECTIONS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "students' code can read grades, other submissions and home folders",
        frozenset({MOUNTS, LANDLOCK, SANDBOX_EXEC}),
    ),
    ("students' code can use the network", frozenset({NETWORK, SECCOMP, SANDBOX_EXEC})),
    (
        "students' code can send signals to the grader's own processes",
        frozenset({PROCESSES, IDENTITY, SCOPE}),
    ),
    (
        "a process that detaches itself may outlive its session for a moment",
        frozenset({PROCESSES}),
    ),
    (
        "the number of a student's processes is not bounded",
        frozenset({PROCESS_COUNT}),
    ),
)


def gaps(layers: tuple[Layer, ...]) -> tuple[str, ...]:
    """Say in one line each what is not protected, given the layers that stand."""
    active = {layer.name for layer in layers if layer.active}
    return tuple(
        f"Not protected: {sentence} (needs {' or '.join(sorted(enough))})."
        for sentence, enough in PROTECTIONS
        if not active & enough
    )
