"""Juries: who is on them, who is asked, and who marks what."""
