"""Answers that are counted: initiatives, who has most or so many of them, and what the collection holds."""
