"""The pages, a module a family: each takes an address and gives a page."""
