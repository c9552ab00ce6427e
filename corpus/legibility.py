"""Whether extracted text can be read, or is what a font without names for its letters leaves behind."""

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
_WORD = re.compile(r"[^\W\d_]+")


def is_unreadable(text: str) -> bool:
    """Whether a tenth of a text is glyphs without a letter, or none of its many words is a common one."""
    letters = "".join(text.split())
    if sum(map(len, _GLYPHS.findall(text))) > _MAX_GLYPHS * len(letters):
        return True
    words = _WORD.findall(text.casefold())
    return len(words) >= _MANY_WORDS and _COMMON.isdisjoint(words)
