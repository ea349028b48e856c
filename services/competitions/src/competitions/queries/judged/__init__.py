"""How the experts of a skill judge beside each other."""
