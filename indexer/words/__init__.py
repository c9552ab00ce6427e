"""Swedish words: taken apart, spelled right, and found by an index of them."""
