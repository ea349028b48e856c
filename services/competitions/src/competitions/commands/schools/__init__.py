"""What the coordinator of a school does for its people."""
