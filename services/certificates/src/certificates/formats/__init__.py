"""Formats of signed data and documents: each module knows one, none knows the database or HTTP."""
