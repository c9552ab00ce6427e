"""Passages read by the model: whether one answers a question, with which words, and how far it is about a topic."""
