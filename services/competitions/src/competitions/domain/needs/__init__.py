"""What somebody needs in order to take part: asked for, answered, kept sealed."""
