"""The history of marks as a chain: what was written cannot be changed unseen."""
