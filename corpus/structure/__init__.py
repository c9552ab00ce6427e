"""Structure: one module an engine, each turns repaired pages into sections, initiatives and blocks as a form says."""
