"""What may be granted, what was, and how far a table is."""
