"""Formats of signed data: each module knows one, none knows the database or HTTP."""
