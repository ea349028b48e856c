"""Who hears what, on which channel, when, and in which words. Pure: the time and the texts' language are passed in."""
