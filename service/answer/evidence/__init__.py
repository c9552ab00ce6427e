"""What shows that a region works with a topic, and what shows that it does not."""
