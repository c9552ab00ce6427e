"""Whether extracted text is legible, or the gibberish that a font without a character map leaves behind."""

import re

# Names or numbers of glyphs in place of letters (`/g31/g32`, `(cid:12)`), letters of private use, and lost ones.
_GLYPHS = re.compile(
    r"(?:/[A-Za-z]{1,7}[0-9]{1,5}(?![0-9])){2,}|\(cid:[0-9]+\)|[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]"
)
_MAX_GLYPHS = 0.1
# In so many words of Swedish or English at least one of the commonest stands, unless letters are swapped for others.
_MANY_WORDS = 60
_COMMON = frozenset(
    {"och", "i", "att", "det", "som", "en", "på", "är", "av", "för", "med", "till", "den", "har", "de", "inte", "om"}
    | {"ett", "men", "var", "från", "vi", "kan", "under", "eller", "sig", "hos", "vid", "inom"}
    | {"the", "of", "and", "to", "in", "is", "that", "with", "on"}
)
# Every fourth word of Swedish has one of these letters; a font that does not name them loses them all.
_LETTERS = frozenset("åäöÅÄÖ")
_MIN_WITH_LETTERS = 0.02
_SWEDISH = frozenset({"och", "att", "det", "som", "en", "av", "med", "till", "den", "har", "inte", "om", "ett", "vid"})
_MIN_SWEDISH = 0.05
_WORD = re.compile(r"[^\W\d_]+")


def is_unreadable(text: str) -> bool:
    """Whether a tenth of a text is glyphs without a letter, or none of its many words is a common one."""
    letters = "".join(text.split())
    if sum(map(len, _GLYPHS.findall(text))) > _MAX_GLYPHS * len(letters):
        return True
    words = _WORD.findall(text.casefold())
    return len(words) >= _MANY_WORDS and _COMMON.isdisjoint(words)


def lacks_letters(text: str) -> bool:
    """Whether the Swedish letters å, ä and ö are gone from a text whose commonest words are Swedish."""
    words = _WORD.findall(text)
    n_swedish = sum(word.casefold() in _SWEDISH for word in words)
    if len(words) < _MANY_WORDS or n_swedish < _MIN_SWEDISH * len(words):
        return False
    return sum(not _LETTERS.isdisjoint(word) for word in words) < _MIN_WITH_LETTERS * len(words)
