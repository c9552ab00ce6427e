"""A question understood: what it asks for, of whom, and what it leaves out."""
