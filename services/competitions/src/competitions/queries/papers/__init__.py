"""What papers are drawn of."""
