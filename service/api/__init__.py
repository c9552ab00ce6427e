"""The HTTP API, version 1, and the application that serves it."""
