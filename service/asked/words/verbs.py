"""Verbs told by their place in a question: the first of two that share a topic, which is no topic of its own."""

import re

from indexer.words.lexicon import lexicon
from service.spans import Span

_SUBJECT = (
    r"(?:regioner(?:na)?|region(?:en)?|län(?:en|et)?|landsting(?:en|et)?|vilka|vem|någon|några|nån|som|var|man|det"
    r"|regions?|counties|county|who|that)"
)
_ADVERB = r"(?:\s+(?:redan|nu|också|själva?|tidigare|just nu|både|antingen|already|now|both|either))*"
_JOIN = r"(?:\s*,\s*(?:och\s+|eller\s+)?|\s+(?:och/eller|eller|el|och|samt|or|and)\s+|/)"
# What a verb has beside it before its object: `tagit fram`, `tittat på`.
_BESIDE = (
    r"(?:\s+(?:fram|upp|ut|in|till|igång|i gång|om|med|på|av|för|efter|kring|inom|över|ihop|mot|i"
    r"|at|on|with|up|out|for|into)){0,2}"
)
# `planerar att bygga`: a verb may lead up to another.
_VERB = rf"\w+(?:\s+(?:att|to)\s+\w+)?{_BESIDE}"
_HAS = r"\b(?:har|hade|haft|have|has|had)\b"
_SHARING = re.compile(
    rf"\b{_SUBJECT}(?:\s+(?P<has>{_HAS}))?{_ADVERB}\s+(?P<verbs>{_VERB}(?:{_JOIN}{_VERB}){{0,3}}){_JOIN}"
    rf"(?:{_HAS}{_ADVERB}\s+)?(?P<last>\w+)(?=\s+\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_FINITE = re.compile(r"\w*(?:r|s|de|te)|ska|skall|vill|kan|drev|fick|gav|tog|plan|build|work|use|want", re.IGNORECASE)
# Supines that no rule leads back to the present, and that others are made of: `iordningställt`, `provkört`.
_STRONG = (
    *("tagit", "dragit", "slagit", "gjort", "haft", "lagt", "sagt", "valt", "sålt", "gett", "satt", "funnit"),
    *("vunnit", "bundit", "burit", "skurit", "brutit", "ställt", "kört"),
)


def find_first_verbs(question: str) -> Span:
    """Give where the verbs stand that share a topic with another after them, as in `har infört eller testat X`.

    A word is a verb by its place: right after the subject, or a supine after `har`. Nothing but what belongs to it
    stands between it and the word that joins it to the next verb. Where there are none, the span is empty.
    """
    for found in _SHARING.finditer(question):
        first = _WORD.search(found["verbs"])
        if first and _are_verbs(first.group(), found["last"], has=bool(found["has"])):
            return found.span("verbs")
    return 0, 0


def _are_verbs(first: str, last: str, *, has: bool) -> bool:
    is_last = bool(_FINITE.fullmatch(last)) or is_supine(last)
    return is_last and (is_supine(first) if has else True)


def is_supine(word: str) -> bool:
    """Tell whether a word is what follows `har` in a verb: `testat`, `infört`, `tagit`; nouns and adjectives are not.

    Its present, or the passive of one that ends in -r, is then a word that Swedish public administration writes.
    """
    form = word.casefold().removesuffix("s") if word.endswith("ts") else word.casefold()
    return form.endswith((*_STRONG, "ed")) or any(present in lexicon() for present in _presents(form))


def _presents(supine: str) -> list[str]:
    stem = supine[:-1]
    if not supine.endswith("t"):
        return []
    if supine.endswith("at"):
        return [f"{stem}r"]
    if supine.endswith("it"):
        return [f"{stem[:-1]}er"]
    if supine.endswith("tt"):
        return [f"{stem[:-1]}{ending}" for ending in ("r", "der", "ter", "djer")]
    return [f"{stem}s"] if stem.endswith("r") else [f"{stem}{ending}" for ending in ("er", "der", "jer")]
