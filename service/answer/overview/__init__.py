"""Overviews: of a region, a theme, a report, and sides beside each other."""
