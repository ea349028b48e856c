"""Entries that came too late, beside the sheets."""
