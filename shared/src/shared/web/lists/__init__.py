"""Lists that people search, filter, sort, page through and take along."""
