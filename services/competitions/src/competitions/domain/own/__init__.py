"""What people do for themselves: a team of theirs."""
