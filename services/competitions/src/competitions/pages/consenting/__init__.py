"""The form of consents, wherever it is filled in."""
