"""What people need, as they, named readers and the venue see it."""
