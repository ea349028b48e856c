"""Who competes with whom: groups by age and by what people are, as the ruleset has them."""
