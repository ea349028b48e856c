"""What takes place, as it is planned and told: items, calendars, letters."""
