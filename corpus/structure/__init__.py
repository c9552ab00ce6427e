"""Structure: one module for each engine, which turns repaired pages into sections, initiatives and blocks by a form."""
