"""Structure: one module a kind of layout, each turns repaired pages into sections, initiatives and blocks."""
