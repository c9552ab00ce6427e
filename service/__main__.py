"""The command line: ask, search, serve."""
