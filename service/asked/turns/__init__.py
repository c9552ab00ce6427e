"""Questions that hang together: one that goes on from another, several in one sentence, a search in a few words."""
