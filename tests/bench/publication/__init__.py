"""A publication from the results to the last letter, beside the same pipeline on bare drivers."""
