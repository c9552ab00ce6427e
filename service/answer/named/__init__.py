"""Answers about what a question names: an initiative's own parts and times, a group's members, a word's meaning."""
