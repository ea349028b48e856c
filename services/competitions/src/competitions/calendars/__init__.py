"""Schedules as files that calendar programs read (iCalendar, RFC 5545)."""
