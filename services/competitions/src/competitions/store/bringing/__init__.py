"""Packages that arrived, before they are brought in."""
