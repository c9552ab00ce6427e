"""What each command of `python -m corpus` does."""
