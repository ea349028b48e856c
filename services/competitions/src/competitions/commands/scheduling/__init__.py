"""When things take place, and the calendars that follow it."""
