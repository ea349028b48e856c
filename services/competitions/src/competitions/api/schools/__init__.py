"""What the coordinator of a school does by program: the commands and refusals of the pages."""
