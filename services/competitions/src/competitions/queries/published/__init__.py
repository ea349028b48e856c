"""What everybody reads once the results are published."""
