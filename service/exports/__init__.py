"""Answers and tables as files to keep: a memo in Word, a sheet in Excel."""
