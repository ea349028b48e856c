"""Records of people: which are probably of one person."""
