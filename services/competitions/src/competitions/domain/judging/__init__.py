"""Who judges a skill: its jury and the marking teams."""
