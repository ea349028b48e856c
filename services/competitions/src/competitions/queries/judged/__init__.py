"""How the experts of a skill judge beside each other, what they signed, and one aspect as each of them may see it."""
