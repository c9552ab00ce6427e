"""The retriever: the base model taught to bring a question near the passage that answers it."""
