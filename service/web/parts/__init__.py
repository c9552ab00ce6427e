"""What pages are made of: the parts of an answer, the hits and their choices, counts and what was understood."""
