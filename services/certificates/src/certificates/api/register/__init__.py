"""The register for programs: its entries, what is done with many of them, and the columns of its export."""
