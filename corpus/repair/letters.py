"""Letters that a PDF program took apart: `foö r` for `för`, `OÄ rebro` for `Örebro`, `ideéer` for `idéer`."""

import re
from collections.abc import Sequence

# A broken letter is the base letter and the whole one after it.
_WHOLE = {"aö": "ä", "aå": "å", "oö": "ö", "AÄ": "Ä", "AÅ": "Å", "OÄ": "Ö", "eé": "é"}
_PAIR = re.compile("|".join(_WHOLE))
# One space after a pair was drawn inside the word and goes with it; of two, the second parts words and stays. No
# space is drawn after é.
_SPACED = "|".join(pair for pair in _WHOLE if pair != "eé")
_PAIR_AND_SPACE = re.compile(rf"({_SPACED}) ?|(eé)")
_WORD = re.compile(rf"(?:(?:{_SPACED}) (?=\w)|\w)+")
_SWEDISH = re.compile("[åäöéÅÄÖÉ]")

# In correct Swedish a pair stands where two words meet ("kameraövervakning"), hardly ever among a word's first letters.
_EARLY_PAIR = re.compile(rf"\b[^\W\d_]{{0,2}}(?:{_PAIR.pattern})")
MIN_PAIRS = 10
MIN_SHARE = 0.05


def is_damaged(text: str) -> bool:
    """Whether the letters of a text were taken apart: pairs such as `aö` begin words far more often than by chance.

    Returns:
        True for at least 10 pairs after two letters of a word or fewer that make up at least 5 % of all å, ä, ö and é.
    """
    pairs = len(_EARLY_PAIR.findall(text))
    return pairs >= MIN_PAIRS and pairs >= MIN_SHARE * len(_SWEDISH.findall(text))


def repair_letters(lines: Sequence[str]) -> list[str]:
    """Put the letters of a document together again; a document without the damage comes out as it is.

    Broken and whole letters may stand side by side in one document. A word stays as it is when it holds a whole å, ä
    or ö besides its pairs ("dataöverföring"), or when the nearest such words before and after it are whole.

    Args:
        lines: All lines of the document: what is by chance shows only in the whole.

    Returns:
        As many lines. A single space after a broken letter is gone; of two, one is left.
    """
    text = "\n".join(lines)
    if not is_damaged(text):
        return list(lines)
    words = [match for match in _WORD.finditer(text) if _SWEDISH.search(match.group())]
    broken = [_only_pairs(word.group()) for word in words]
    parts, end = [], 0
    for n, word in enumerate(words):
        if broken[n] and any(broken[max(n - 1, 0) : n] + broken[n + 1 : n + 2]):
            stop = _with_final_space(text, word.end())
            parts += [text[end : word.start()], _PAIR_AND_SPACE.sub(_whole, text[word.start() : stop])]
            end = stop
    return "".join([*parts, text[end:]]).split("\n")


def _only_pairs(word: str) -> bool:
    return _SWEDISH.search(_PAIR.sub("", word)) is None


def _with_final_space(text: str, end: int) -> int:
    """Where a word ends with the space drawn after its last letter, when that letter was broken."""
    return end + 1 if re.fullmatch(_SPACED, text[end - 2 : end]) and text[end : end + 1] == " " else end


def _whole(match: re.Match[str]) -> str:
    return _WHOLE[match[1] or match[2]]
