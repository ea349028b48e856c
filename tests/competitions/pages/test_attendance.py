"""Marking a competitor absent on the skill's page, in both languages."""
