"""What the worker does by itself when a day has come."""
