"""The trusted end of a worker: start it, talk to it, believe none of it, end it."""
