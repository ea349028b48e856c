"""What the furniture of the gallery is made of."""
