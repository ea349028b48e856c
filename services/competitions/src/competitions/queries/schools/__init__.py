"""What the coordinator of a school sees: the own people, and nobody else's."""
