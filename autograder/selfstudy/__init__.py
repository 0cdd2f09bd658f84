"""Self-study: the full checks at once in one's own notebook, progress, a fresh start.

A notebook of the self-study edition begins with::

    from autograder.selfstudy import checker
    check = checker("optimization")

and ``check("relu")`` then tells whether `relu` is right, and if not, why.
"""

from autograder.selfstudy.checker import Checker, checker

__all__ = ["Checker", "checker"]
