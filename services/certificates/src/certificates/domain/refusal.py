class Refusal(Exception):
    """A rule said no. Each kind carries the facts that its explanation needs; words for people are made outside."""
