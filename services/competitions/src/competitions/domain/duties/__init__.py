"""Who may do what in an organisation or a championship, as the product keeps it."""
