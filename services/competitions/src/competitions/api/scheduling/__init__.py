"""What takes place when and where, and what does not take place."""
