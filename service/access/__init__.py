"""Who may ask: tokens, signing in, and where the service may listen."""
