"""A course, whose certificates another organisation hands out."""
