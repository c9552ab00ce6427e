"""Finding: the first stage by vector and by word, the second that scores, and what all is weighed by."""
