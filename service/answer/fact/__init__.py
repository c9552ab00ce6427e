"""One fact: found in a text, a row of a table or under a label, and whom to call about it."""
