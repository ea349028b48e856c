"""Who may do what in an organisation or a championship."""
