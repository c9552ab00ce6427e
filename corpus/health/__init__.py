"""How well a document was read: what was counted in it, and what is doubtful."""
