"""How the static model is trained: one vector for each token, learned from pairs of texts."""
