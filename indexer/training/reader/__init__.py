"""How the reader is trained: a question and a passage in, the span that answers and two judgements out."""
