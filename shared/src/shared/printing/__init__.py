"""What papers are printed with. The letters are known to every service, so that a name is refused where it is entered; typst is there
for those that take the extra `printing`."""
