"""An example class: who hands in what, and the command that grades it."""
