"""People are entered, many at once from a file, too; their entries become others; and what a kill left half done."""
