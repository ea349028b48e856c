"""Everything that is of who is signed in."""
