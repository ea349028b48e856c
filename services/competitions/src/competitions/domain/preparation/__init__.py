"""What an organiser prepares before the first mark."""
