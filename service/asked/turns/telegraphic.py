"""Searches in a few words that ask for a number, an amount or an owner, put as the question they stand for."""

import re

from service.asked.asked import Expected
from service.asked.words.cues import expected_answer

MAX_WORDS = 8
# `antal kommuner` does not say of what.
MIN_COUNTED = 2
_ASKS = {
    re.compile(r"\bantal(?:et)?\b", re.IGNORECASE): "Hur många {rest}?",
    re.compile(r"\bandel(?:en)?\b", re.IGNORECASE): "Hur stor andel {rest}?",
    re.compile(r"\bbudget(?:en)?\b", re.IGNORECASE): "Hur stor budget har {rest}?",
    re.compile(r"\bkostnad(?:en|er)?\b", re.IGNORECASE): "Hur mycket kostar {rest}?",
    re.compile(r"\b(?:projekt)?ägaren?\b", re.IGNORECASE): "Vem äger {rest}?",
}


def whole_question(text: str) -> str | None:
    """Give the question that a few words stand for; None where they ask for none of these."""
    if "?" in text or len(text.split()) > MAX_WORDS or expected_answer(text) is not Expected.ANY:
        return None
    for word, asks in _ASKS.items():
        found = word.search(text)
        # What is counted follows the word, where it was counted stands before it.
        rest = f"{text[found.end() :]} {text[: found.start()]}".split() if found else []
        if len(rest) >= (MIN_COUNTED if asks.startswith("Hur många") else 1):
            return asks.format(rest=" ".join(rest))
    return None
