"""Who may do what: people are invited to a duty, programs let in, and both taken back."""
