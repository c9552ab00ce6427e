"""An index on disk: its records, its manifest, and how a new one takes over."""
