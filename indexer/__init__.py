"""What can be searched: passages, Swedish analysis, vectors, words; one index folder."""
