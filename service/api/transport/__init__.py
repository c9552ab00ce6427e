"""How requests and replies travel: the server, its own refusals, sub-paths, entity tags, compression and headers."""
