"""How an address finds its route."""
