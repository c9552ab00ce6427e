"""An index on disk: its records, its manifest, and how a new build takes over."""
