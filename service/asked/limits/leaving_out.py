"""How a question leaves something out: words that always say so, and the question that remains."""

import re

# Before a place as before a topic.
EXCEPT = (
    r"utom|förutom|bortsett från|frånsett|med undantag (?:av|för)|exklusive|exkl\.?|except(?: for)?|excluding"
    r"|apart from|aside from"
)


def tidy(text: str) -> str:
    """Put spaces and commas right where words were taken out."""
    text = re.sub(r"\s+([,;.?!:])", r"\1", " ".join(text.split()))
    text = re.sub(r"^[\s,;:]+|[\s,;:]+(?=[?!.]?$)|,(?=,)", "", text)
    return text.strip()
