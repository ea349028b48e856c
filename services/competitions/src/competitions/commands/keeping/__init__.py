"""What an organisation keeps about consents: the texts that it wrote, and scans of what was signed."""
