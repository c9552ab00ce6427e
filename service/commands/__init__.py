"""What each command of `python -m service` does."""
