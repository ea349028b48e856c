"""What the service does: load, decide, save. One function a command."""
