"""Files that people present: what is in them to check. They come from anybody, so a process of its own reads them."""
