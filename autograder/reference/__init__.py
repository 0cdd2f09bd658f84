"""The course's own solutions: the one home of every solution body.

One module per assignment. The build copies the bodies into the source notebooks
and the checks compare with them; nothing of this package is ever released.
"""
