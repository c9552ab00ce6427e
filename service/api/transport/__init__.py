"""How requests and replies travel: the server, its own refusals, sub-paths, tags, zipping and headers."""
