"""What the pictures of the guides show beside the gallery."""
