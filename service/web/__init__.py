"""The web page, in Swedish, rendered on the server."""
