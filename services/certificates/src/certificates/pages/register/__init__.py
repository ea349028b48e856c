"""The register for its officers, and what they do with many of its entries at once."""
