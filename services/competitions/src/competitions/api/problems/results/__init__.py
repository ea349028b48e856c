"""Refusals on the way from marks to results, here and elsewhere."""
