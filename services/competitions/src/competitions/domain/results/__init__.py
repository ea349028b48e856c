"""From the signed marks of a skill to its results: scale scores, medals, places."""
