"""What is written once and sent many times."""
