"""What is shown of entries that came too late."""
