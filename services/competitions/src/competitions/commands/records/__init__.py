"""The records of people: what follows for them from the answers about them."""
