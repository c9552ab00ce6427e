"""Adding documents to a collection, replacing them and removing them."""
