"""Before the routes: who is let in, when, and with how large a body."""
