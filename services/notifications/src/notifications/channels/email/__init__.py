"""The channel e-mail: how a message becomes a letter, and how the letter reaches the mail server."""
