"""Calendars: what happened is read, what is due is written."""
