"""Who holds a certificate, under which name, and what of them is public."""
