"""Ground truth: the judged questions, their evidence found in the index, and what readers said of hits."""
