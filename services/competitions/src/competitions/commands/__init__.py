"""What people do: load, decide, save. The rules are in `domain`; a command is one write."""
