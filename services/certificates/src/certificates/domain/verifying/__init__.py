"""What somebody shows to be checked, and the answer."""
