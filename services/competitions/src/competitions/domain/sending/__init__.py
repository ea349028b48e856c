"""What tablets send later than it was entered, and what becomes of it."""
