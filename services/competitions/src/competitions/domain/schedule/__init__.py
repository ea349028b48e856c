"""When and where what takes place."""
