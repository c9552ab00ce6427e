"""Contact persons, e-mail addresses and telephone numbers hidden in whatever the service tells."""
