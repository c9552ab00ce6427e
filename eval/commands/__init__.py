"""The commands of `python -m eval`, by subject."""
