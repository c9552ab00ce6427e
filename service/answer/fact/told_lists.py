"""Several things told in a row, all of which a question asks for: `I fyra kommuner: Alnö, Berga, Djurö och Ekby`."""

import re

from corpus.swedish import YEAR
from service.read.quotes import sentence_span
from service.spans import Span

# `Vilka` asks for several, `vilken` and `vilket` for one.
_SEVERAL = re.compile(r"\bvilka\b|\bvad (?:heter|hette|kallas|kallades) de\b|\bwhich\b.*\bare\b", re.IGNORECASE)
_JOINT = r"(?:, (?:och |samt )?| och | samt | & )"
_TELLING_ON = r"\b(?:som|har|hade|är|var|ska|skall|kan|blir|blev|fick|får|vilket|att|deltog|deltar|genom|under)\b"
# Between two names a word in small letters is the end of the first: `Norra kraftnät och Sjöbolaget`.
_NAME = (
    rf"(?:(?:år )?{YEAR}\b|[A-ZÅÄÖ][\w&.+-]*(?: [A-ZÅÄÖ0-9][\w&.+-]*){{0,4}}"
    r"(?: (?:kommun(?:er)?|län|stad|universitet|(?:yrkes)?högskola|folkhögskola|museum)\b"
    rf"| (?!{_TELLING_ON})[a-zåäö]\w+(?={_JOINT}[A-ZÅÄÖ]))?)"
)
_NAMES = re.compile(rf"{_NAME}(?:{_JOINT}{_NAME})+")
# What stands behind a colon, up to its sentence's end; a verb or `som` tells on, and it is no list alone.
_ANNOUNCED = re.compile(rf": (?P<list>[^:;•]+?{_JOINT}[^:;•]*)$")
_TELLS_ON = re.compile(_TELLING_ON, re.IGNORECASE)


def whole_list(question: str, text: str, marked: Span) -> Span:
    """Give the whole list that a marked part of it stands in, where a question asks for several; else what is marked.

    A list is names in a row, or what a colon announces up to the end of its sentence.
    """
    if not _SEVERAL.search(question) or not text[slice(*marked)].strip():
        return marked
    # What a reader marks may begin with the blank before a sentence.
    start, end = marked[1] - len(text[slice(*marked)].lstrip()), marked[1]
    lists = _lists(text, *sentence_span(text, start))
    around = [(first, last) for first, last in lists if first <= start and end <= last]
    return min(around, key=lambda span: span[0], default=marked)


def _lists(text: str, start: int, end: int) -> list[Span]:
    last = start + len(text[start:end].rstrip(" .!?"))
    lists = [match.span() for match in _NAMES.finditer(text, start, last)]
    announced = _ANNOUNCED.search(text, start, last)
    if announced and not _TELLS_ON.search(announced["list"]):
        lists.append(announced.span("list"))
    return lists
