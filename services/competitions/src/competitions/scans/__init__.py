"""Scans of what was signed on paper: looked at and written anew by a process of its own, since they come from anybody."""
