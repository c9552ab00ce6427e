"""The words of the pages, one resource a language: `sv.toml` and `en.toml`, with the same keys."""
