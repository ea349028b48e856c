"""What takes place, as pages, programs and calendars want to know it."""
