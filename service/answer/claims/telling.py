"""The Swedish sentences that answer yes or no: what is said, what is denied, what is missing."""

import re
from collections.abc import Sequence

from corpus.document import Initiative
from corpus.swedish import listed
from service.answer import wording
from service.answer.claims.findings import Told
from service.answer.claims.words import Claim
from service.answer.draft import Desk
from service.asked.asked import Asked

# A longer name is told by what it opens with.
MAX_NAME = 120
# `Nådde projektet sitt mål?` is answered by the goal and by what came of it.
_REACHED = re.compile(
    r"\b(?:nådde|nått|uppnådde|uppnått|uppfyllde|uppfyllt|klarade|infriade)\w*\b.*\bmål", re.IGNORECASE
)
_PAST = re.compile(
    r"^(?:har|hade|fick|blev|var|höll\w*|gav\w*|tog\w*|drev\w*|deltog|ingick|bidrog|gick|kom|\w+(?:ade|ades|[dt]es?)"
    r"|did|has|had|have|was|were)\b",
    re.IGNORECASE,
)


def asks_reached(asked: Asked) -> bool:
    """Tell whether a question asks whether a goal was reached."""
    return bool(_REACHED.search(asked.text))


def asks_past(asked: Asked) -> bool:
    """Tell whether a question asks for what has been done."""
    return bool(_PAST.match(asked.sought))


def quoted(desk: Desk, told: Told) -> str:
    """Give a quote with the initiative that tells it and where it stands."""
    passage = told.passage
    initiative = desk.searcher.index.initiative(passage.initiative) if passage.initiative else None
    quote = wording.quoted(told.quote, passage, desk.searcher.document(passage.document))
    if initiative is None:
        return quote
    if told.quote == initiative.name:
        # No more than its name is told: where it stands says what it is about.
        return f"{quote}, under rubriken ”{passage.heading}”" if passage.heading else quote
    return f"{initiative.name if len(initiative.name) <= MAX_NAME else wording.named(initiative)}: {quote}"


def said(quote: str) -> str:
    """Say that it is told."""
    return f"Ja, det framgår.{wording.SHOWN_BY}{quote}"


def likely(quote: str) -> str:
    """Say that it is told in other words."""
    return f"Det talar för ett ja.{wording.SHOWN_BY}{quote}"


def undecided(quote: str) -> str:
    """Say that what tells it also denies something."""
    return f"Det går inte att säga ja eller nej av det som står.{wording.SHOWN_BY}{quote}"


def in_other_words(text: str) -> str:
    """Say that what is about a topic speaks for it."""
    return f"Det talar för ett ja, med andra ord än frågans. {text}"


def denied(quote: str) -> str:
    """Say that it is denied."""
    return f"Nej, dokumenten säger emot det.{wording.SHOWN_BY}{quote}"


def planned(quote: str) -> str:
    """Say that it is told as something to be done."""
    return f"Det står som något som ska ske, inte att det har skett.{wording.SHOWN_BY}{quote}"


def touched(quote: str, verbs: Sequence[str]) -> str:
    """Say that what a claim is about is told, but not with the words for what is done."""
    words = listed([f"”{word}”" for word in verbs])
    return f"Saken tas upp, men {words} står inte där.{wording.SHOWN_BY}{quote}"


def partly(quote: str, lacks: Sequence[str]) -> str:
    """Say which part is found, and what is missing."""
    return f"Bara en del är funnet; {_not_there(lacks)}{wording.SHOWN_BY}{quote}"


def about(text: str, lacks: Sequence[str]) -> str:
    """Say what the passages that are about a topic do not mention."""
    return f"Inget är funnet som säger just det; {_not_there(lacks)} {text}"


def not_found(initiative: Initiative | None, lacks: Sequence[str], nearest: str) -> str:
    """Say that nothing tells it, what is not mentioned, and what comes nearest."""
    where = f" i det som berättas om {wording.named(initiative)}" if initiative else ""
    missing = f"; {_not_there(lacks)}" if lacks else "."
    told = f"{wording.NEAREST}{nearest}." if nearest else ""
    return f"Inget är funnet{where} som säger det{missing}{told}"


def foremost(claim: Claim, told: Sequence[Told]) -> tuple[str, ...]:
    """Give what the best of what is told lacks: of what is done, nothing where something else is lacking."""
    lacks = told[0].lacks if told else ()
    return tuple(word for word in lacks if word not in claim.verbs) or lacks


def _not_there(lacks: Sequence[str]) -> str:
    return f"{listed([f'”{word}”' for word in lacks])} nämns inte där."
