"""People are entered: many at once, from a file."""
