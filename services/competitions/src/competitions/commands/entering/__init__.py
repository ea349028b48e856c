"""Entries that become others, and what a kill left of entering half done."""
