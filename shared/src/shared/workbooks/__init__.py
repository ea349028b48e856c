"""Workbooks (.xlsx) that are handed out."""
