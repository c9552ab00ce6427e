"""Sweden's 21 counties as outlines that the pages draw."""
