"""What an organisation keeps about consents, and whose data goes by itself."""
