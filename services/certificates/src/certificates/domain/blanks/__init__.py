"""Numbered sheets of paper that certificates are printed on."""
