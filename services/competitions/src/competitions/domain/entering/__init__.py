"""People are entered in skills: places, who waits for them, and what is done with many at once."""
