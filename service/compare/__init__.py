"""Comparable initiatives, and the same project told again elsewhere."""
