"""How entries are looked for."""
