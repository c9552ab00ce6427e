"""Questions in context: with those before them, what their answers showed, and others in the same text."""
