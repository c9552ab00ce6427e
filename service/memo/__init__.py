"""Answers, hits and lists as a memo that is carried into a meeting: a Word file with footnotes to pages."""
