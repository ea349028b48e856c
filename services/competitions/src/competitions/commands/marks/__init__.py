"""What is done about marks beside entering them: cards that lie face down, and on how many devices a team judges."""
