"""Several topics in one question: parted where each can be judged by itself."""

import re
from collections.abc import Sequence

from service.asked.asked import Join
from service.asked.names.themes import theme_by_name
from service.asked.words.pieces import PREPOSITION

_LISTS = re.compile(
    r"\s*(?:,\s*(?:och|eller|samt|and|or)?|(?<!-)\s+(?:och|eller|samt|el|or|and|resp\.?|respektive|&)|/)\s+|(?<=\w)/(?=\w)",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:både|såväl|dels|both)\s+", re.IGNORECASE)
_AND = re.compile(r"\s+(?:och|samt|som|and|dels)\s+|\s*,\s*", re.IGNORECASE)
_EITHER = re.compile(r"\s+(?:eller|el|or)\s+", re.IGNORECASE)
# What tells more of the topic before it, and of verbs that share an object: these are no topics of their own.
_EXPLAINS = re.compile(
    r"\b(?:till exempel|t\.? ?ex\b|exempelvis|såsom|så kallad\w*|det vill säga|dvs|for example|such as|so-called)"
    r"|,\s*(?:som|vilka|vilket|där|when|where|which)\b"
    r"|\b(?:att|to)\s+\w+(?:\s*,|\s+(?:och|eller|and|or))\s+\w",
    re.IGNORECASE,
)
_WHERE = re.compile(rf"{PREPOSITION}\s", re.IGNORECASE)
# A longer part is a sentence of its own and no topic in a list.
MAX_WORDS = 7


def split_topics(question: str, tokens: Sequence[re.Match[str]]) -> tuple[tuple[str, ...], Join | None]:
    """Give the topics of a question in its own words, and how they belong together.

    `både X och Y` asks for both; a list with commas, or `X eller Y`, for any. `X och Y` alone is one topic.

    Args:
        tokens: The words that carry the topic, where they stand in the question.
    """
    if not tokens:
        return (), None
    phrase = question[tokens[0].start() : tokens[-1].end()]
    if theme_by_name(phrase):
        return (phrase,), None
    offset = tokens[0].start()
    both = _BOTH.search(question)
    if both and both.end() <= tokens[-1].start():
        phrase, offset = question[both.end() : tokens[-1].end()], both.end()
        parts = _parts(_AND, phrase, offset, tokens)
        if len(parts) > 1:
            return parts, Join.AND
    if _EXPLAINS.search(phrase):
        return (phrase,), None
    parts = _alternatives(question, phrase, offset, tokens)
    return (parts, Join.OR) if len(parts) > 1 else ((phrase,), None)


def _alternatives(question: str, phrase: str, offset: int, tokens: Sequence[re.Match[str]]) -> tuple[str, ...]:
    """Give the topics any of which is asked for; at most one where the phrase is one."""
    has_comma, has_either = "," in phrase, bool(_EITHER.search(phrase))
    is_list = has_either or (has_comma and re.search(r"\b(?:och|samt|and|or|resp)\b", phrase))
    if not is_list or re.search(r"\bvarken\b", phrase):
        return ()
    leading = "".join(question[:offset].casefold().split()[-1:])
    return _parts(_LISTS if has_comma else _EITHER, phrase, offset, tokens, leading)


def _parts(
    pattern: re.Pattern[str], phrase: str, offset: int, tokens: Sequence[re.Match[str]], leading: str = ""
) -> tuple[str, ...]:
    """Give the parts, or nothing where one of them carries no topic, says where, or is too long to be one.

    Args:
        leading: The word right before the phrase.
    """
    parts: list[str] = []
    start = 0
    for found in [*pattern.finditer(phrase), None]:
        end = found.start() if found else len(phrase)
        held = [t for t in tokens if start <= t.start() - offset < end]
        part = phrase[start:end].strip(" ,;")
        # `på leder` behind another topic says where, unless the first is led up to by the same word.
        if not held or (parts and _says_where(part, leading, parts[0])) or len(part.split()) > MAX_WORDS:
            return ()
        parts.append(part)
        start = found.end() if found else end
    return tuple(parts)


def _says_where(part: str, leading: str, first: str) -> bool:
    opening = part.casefold().split()[0]
    return bool(_WHERE.match(part)) and opening not in (leading, first.casefold().split()[0])
