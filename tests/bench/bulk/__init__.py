"""A table of awards from its file to the register, beside bare drivers that write and tell as much."""
