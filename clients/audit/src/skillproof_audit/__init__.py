"""Checks an exported championship: whether what was marked is what was signed and published."""
