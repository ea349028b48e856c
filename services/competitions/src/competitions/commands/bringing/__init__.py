"""A championship that another installation held, brought here as history."""
