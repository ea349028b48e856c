"""What officers do with entries of the register, one or many at once."""
