"""Search: the first stage by vector and by word, the second stage that scores, and probabilities."""
