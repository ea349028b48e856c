"""Checks of what people present: pure, with what is known handed in. `queries/verification.py` asks the store for it."""
