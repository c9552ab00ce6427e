"""How the static model is trained: a vector a token, learned from pairs of texts."""
