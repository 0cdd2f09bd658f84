"""What the example students write: real functions, read as text and put into their notebooks."""
