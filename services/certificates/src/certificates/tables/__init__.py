"""Tables that an officer brings: read apart, row by row, into what is to be done with entries of the register."""
