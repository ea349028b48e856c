"""Consents: what was answered, who has a say, and what it comes to."""
