"""Who is entered, as an organiser looks through them and as a file is read against them."""
