"""What a question that wants yes or no is answered with: what says so, what denies it, or what of it is missing."""
