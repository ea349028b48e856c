"""The mail server that keeps letters, and its pages."""
