"""Entries that come in batches from tablets, and those that came too late."""
