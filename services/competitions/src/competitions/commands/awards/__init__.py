"""Granting: one by one, and from tables."""
