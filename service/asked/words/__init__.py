"""The words of a question that tell something: its kind, what it counts, in what unit, when, and who does it."""
