"""Several questions in one sentence: parted where each has a question word of its own."""

import re

from corpus.regions.names import find_mentions
from service.asked.words.pieces import PREPOSITION

# `Vem är`, `när startade`: a verb behind the question word; `när de startade` and `vad som gjordes` ask nothing.
_VERB = (
    r"(?:är|ska|skall|skulle|kan|vill|ville|var|blev|fick|gick|stod|kom|låg|föll|höll|drog|tog|gav|såg|slog|steg|vann|skrev"
    r"|drev|is|was|were|are|did|does|[a-zåäö]{2,}(?:r|de|te|[aegnrv]s))"
)
_SOME = r"(?!(?:\s\w+){0,3}?\ssom\b)"
_ASKS = (
    rf"(?:(?:hur (?:många|mycket|stora?t?|länge|långt?|ofta|höga?t?)|how (?:many|much|long|large))\b{_SOME}"
    rf"|(?:vilk(?:en|et|a)|which)\b{_SOME}"
    rf"|(?:vad|vem|när|var|hur|varför|what|who|when|where|how|why)\s+{_VERB}\b"
    r"|who\s+[a-z]+s\b)"
)
_OPENS = re.compile(_ASKS, re.IGNORECASE)
_BETWEEN = re.compile(rf"(?:\s*[,;?]\s*(?:(?:och|samt|men|and)\s+)?|\s+(?:och|samt|and)\s+)(?={_ASKS})", re.IGNORECASE)
# Each is read and answered by itself, and that takes its time.
MAX_PARTS = 3
_PREPOSITION = rf"(?:{PREPOSITION}|med)"
# `Hur många i Sörmland`: the verb is that of the question before it.
_WITHOUT_VERB = re.compile(
    r"^(?:hur (?:många|mycket)|how (?:many|much)|vem|vilka|vad|när)\s+"
    rf"(?!(?:av|of) (?:de|dem|dom|dessa|them|these)\b)(?P<rest>(?P<with>{_PREPOSITION})\s.+)",
    re.IGNORECASE,
)
_WITH = re.compile(rf"\s(?P<with>{_PREPOSITION})\s", re.IGNORECASE)
_LEADS_UP = re.compile(rf"\s{_PREPOSITION}\s+(?:region\s+)?$", re.IGNORECASE)


def part_questions(text: str) -> tuple[str, ...]:
    """Give the questions that one sentence or two put, each with its verb; the text alone where it is one."""
    if not _OPENS.match(text):
        return (text,)
    cuts = list(_BETWEEN.finditer(text))
    begins, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(text)]
    parts = [text[begin:end].strip(" ?.,") for begin, end in zip(begins, ends, strict=True)]
    if not 1 < len(parts) <= MAX_PARTS:
        return (text,)
    return tuple(f"{told[0].upper()}{told[1:]}?" for told in (parts[0], *(_whole(p, parts[0]) for p in parts[1:])))


def _whole(part: str, first: str) -> str:
    """Give a part with the words before a like phrase of the first question, where it has no verb of its own."""
    found = _WITHOUT_VERB.match(part)
    end = _end_of_verb(first, found["rest"], found["with"]) if found else None
    return f"{first[:end]} {found['rest']}" if found and end else part


def _end_of_verb(first: str, rest: str, preposition: str) -> int | None:
    if _is_place(rest):
        phrases = [lead for place in find_mentions(first) if (lead := _LEADS_UP.search(first[: place.start]))]
        if phrases:
            return phrases[-1].start()
    phrases = list(_WITH.finditer(first))
    same = [phrase for phrase in phrases if phrase["with"].casefold() == preposition.casefold()]
    return next((phrase.start() for phrase in same or phrases), None)


def _is_place(phrase: str) -> bool:
    """Tell whether a phrase is a place and the preposition before it, and no more."""
    mentions = find_mentions(phrase)
    return len(mentions) == 1 and bool(_LEADS_UP.fullmatch(f" {phrase[: mentions[0].start]}"))
