"""What is chosen on the tune half: weights, regressions, the classifier of questions, and what each part is worth."""
