"""How results become public, and what holds them up."""
