"""Whether a question counts what the collection itself holds: its documents, pages, regions or themes."""

import re

from corpus.regions.names import find_mentions
from service.asked.asked import Holding
from service.asked.plain_words import DENIALS, PLAIN, plain_words
from service.asked.taking_up import narrows

_COUNTED = {
    Holding.DOCUMENTS: r"dokument(?:en)?|rapporter(?:na)?|documents|reports",
    Holding.PAGES: r"sidor(?:na)?|pages",
    Holding.REGIONS: r"regioner(?:na)?|län(?:en)?|regions|counties",
    Holding.THEMES: r"teman(?:a)?|temaområden(?:a)?|themes",
}
_HOW_MANY = r"(?:hur många|antal(?:et)?|how many|number of)(?: (?:olika|av|of))?(?: (?:de|the))?"
_PATTERNS = {holding: re.compile(rf"\b{_HOW_MANY} (?:{words})\b", re.IGNORECASE) for holding, words in _COUNTED.items()}
# Words for the collection or a report, and for being part of it.
_COLLECTION = plain_words("""
    är med ingår ingick finns har omfattar omfattas täcks täcker rymmer innehåller består består bygger
    redovisas rapporterat redovisat lämnat lång långt långa material materialet underlag underlaget samling
    samlingen sammanställning sammanställningen tjänsten tjänst databasen systemet insatskartan källor källorna
    beslut beslutet beslutsunderlaget bilder bildspel bildspelet presentationen tabell tabeller tabellerna här
    totalt sammanlagt egentligen indelad indelat indelade delas delats uppdelad uppdelat nationella regionernas
    included covered cover covers contain contains collection total altogether service
""")
_WORD = re.compile(r"\w+")


def asked_holding(question: str) -> Holding | None:
    """Give what of the collection a question counts; None where it counts something else, or of a topic.

    `Hur många regioner är med?` counts the regions there are; `Hur många regioner är med i Debuting?` and `Hur många
    regioner arbetar med validering?` do not.
    """
    for holding, pattern in _PATTERNS.items():
        found = pattern.search(question)
        if found:
            return holding if _says_only(f"{question[: found.start()]} {question[found.end() :]}") else None
    return None


def _says_only(rest: str) -> bool:
    for mention in reversed(find_mentions(rest)):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    words = _WORD.findall(rest.casefold())
    return (
        DENIALS.isdisjoint(words) and not narrows(rest) and all(word in PLAIN or word in _COLLECTION for word in words)
    )
