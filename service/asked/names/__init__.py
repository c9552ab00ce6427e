"""What a question names: initiatives, reports, themes, groups of regions, and words to be explained."""
