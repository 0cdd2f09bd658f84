"""Self-study: the full checks at once in one's own notebook, progress, a fresh start.

A notebook of the self-study edition begins with::

    from autograder.selfstudy import self_study
    check, progress, reset = self_study("optimization")

``check("relu")`` tells whether `relu` is right, and if not, why; ``progress()`` shows what is
done in all lessons; ``reset("relu")`` brings a fresh stub in a new cell below.
"""

from autograder.selfstudy.study import SelfStudy, self_study

__all__ = ["SelfStudy", "self_study"]
