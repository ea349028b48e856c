"""What people do for themselves: enter, answer what they are asked, ask for erasure."""
