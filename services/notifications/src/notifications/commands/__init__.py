"""What the service does: load, decide, save."""
