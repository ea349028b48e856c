"""People of the next championship who are asked by letter, and answer by its link."""
