"""What certificates can be printed with: known to every service, so that a name is refused where it is entered."""
