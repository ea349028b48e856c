"""What an SVG draws: read as a tree, styled by its own sheet, and checked for what it refers to."""
