"""What people look at, put together from several stores. Nothing here changes anything."""
