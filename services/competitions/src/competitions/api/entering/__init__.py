"""People are entered in skills: many at once, from a file or a list."""
