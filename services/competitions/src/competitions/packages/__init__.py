"""Exported championships: checked by a process of their own, and read back into what they were made of."""
