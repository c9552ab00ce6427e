"""Answers, one module a kind: what is found, put into words made of quotes and counts."""
