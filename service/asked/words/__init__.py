"""The words of a question that tell something: of what kind it is, what it counts, in what unit, when, and who does it."""
