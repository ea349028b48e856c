"""What people need is asked for, answered by named readers, and gone in time."""
