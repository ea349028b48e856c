"""What stands in the record of a person besides the facts: what may be public, and which other record is the same person."""
