"""How the experts of a skill judge beside each other, and what they signed."""
