"""Whether a question counts or lists what the collection itself holds: its documents, pages, regions or themes."""

import re

from corpus.regions.names import find_mentions
from service.asked.asked import Holding
from service.asked.turns.taking_up import narrows
from service.asked.words.plain_words import plain_words

_COUNTED = {
    Holding.DOCUMENTS: r"dokument(?:en)?|rapporter(?:na)?|documents|reports",
    Holding.PAGES: r"sidor(?:na)?|pages",
    Holding.REGIONS: r"regioner(?:na)?|län(?:en)?|regions|counties",
    Holding.THEMES: r"teman(?:a)?|temaområden(?:a)?|themes",
}
_ASKED = (
    r"(?:hur många|antal(?:et)?|vilka|lista|visa|how many|number of|which|list)(?: (?:olika|alla|av|of))?"
    r"(?: (?:de|the))?"
)
_PATTERNS = {holding: re.compile(rf"\b{_ASKED} (?:{words})\b", re.IGNORECASE) for holding, words in _COUNTED.items()}
# Words for the collection or a report, and for being part of it: `vilka regioner gör något liknande?` has others.
_COLLECTION = plain_words("""
    det den de som i på om av från för till och ni du man vi hade har alla insatser projekt rapport rapporten
    rapporterna dokument dokumentet dokumenten återrapporteringen villkorsrapporterna is are there in the of do
    does you we have all är med ingår ingick finns omfattar omfattas täcks täcker rymmer innehåller består
    bygger redovisas rapporterat redovisat lämnat lång långt långa material materialet underlag underlaget
    samling samlingen sammanställning sammanställningen tjänsten tjänst databasen systemet insatskartan källor
    källorna beslut beslutet beslutsunderlaget bilder bildspel bildspelet presentationen tabell tabeller
    tabellerna här totalt sammanlagt egentligen indelad indelat indelade delas delats uppdelad uppdelat
    nationella regionernas included covered cover covers contain contains collection total altogether service
""")
_WORD = re.compile(r"\w+")


def asked_holding(question: str) -> Holding | None:
    """Give what of the collection a question counts or lists; None where it asks for something else, or of a topic.

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
    return not narrows(rest) and _COLLECTION.issuperset(words)
