"""Known mistakes: what each computes, and the sentence that puts it right.

For each function there is one flawed version, which takes a predicate `flaw` and computes
what the student computes who makes the mistakes for which ``flaw(name)`` is true. So two
mistakes made at once can be looked for as well as one. Mistakes that can be made in any
function, such as a forgotten return, are in `generic`; what cannot be computed but leaves a
sign, such as an error about a list, is recognised by that sign.
"""
