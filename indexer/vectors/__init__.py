"""Texts as vectors: the models that make them and the search among them."""
