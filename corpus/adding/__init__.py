"""Adding a document to a collection, changing it and taking it out."""
