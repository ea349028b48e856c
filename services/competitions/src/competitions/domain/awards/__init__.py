"""Awards: somebody has earned what an organisation hands out."""
