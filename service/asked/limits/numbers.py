"""How many initiatives a question wants regions to have: `färre än 20 insatser`, `minst fem projekt`."""

import re

from corpus.swedish import NUMBERS, either
from service.asked.asked import NumberLimit
from service.asked.words.pieces import REGIONS, REGIONS_IN_ENGLISH
from service.asked.words.telling_words import THINGS

_NUMBERS = {word: number for number, word in enumerate(NUMBERS[1:], start=1)}
_NUMBERS |= {"ett": 1, "trettio": 30, "fyrtio": 40, "femtio": 50}
_NUMBER = rf"(?P<number>\d{{1,4}}|{either(tuple(_NUMBERS))})"
# By what stands before the number, what is added to it: the least and the most there may be.
_LIMITS = {
    r"(?:färre|mindre|fewer|less) (?:än|than)|under": (None, -1),
    r"(?:flera?|mera?|more) (?:än|than)|över|over": (1, None),
    r"minst|åtminstone|at least": (0, None),
    r"högst|max|maximalt|som mest|upp till|at most|up to": (None, 0),
    r"exakt|precis|bara|endast|enbart|blott|exactly|only|just": (0, 0),
}
_OF_THINGS = rf"{_NUMBER} (?:redovisade |föreslagna |reported )?(?P<things>{THINGS})\b"
_PATTERNS = {re.compile(rf"\b(?:{words}) {_OF_THINGS}", re.IGNORECASE): limits for words, limits in _LIMITS.items()}
# `Hur många företag fick stöd av mer än två projekt?` counts no regions.
_OTHERS = re.compile(
    rf"\b(?:hur många|how many) (?!(?:\w+ ){{0,2}}?(?:{REGIONS}|{REGIONS_IN_ENGLISH})\b)",
    re.IGNORECASE,
)


def take_out_number(question: str) -> tuple[str, NumberLimit | None]:
    """Give a question without the number of initiatives it limits to, which stay in it, and that limit."""
    for pattern, (least, most) in _PATTERNS.items():
        found = pattern.search(question)
        if found and not _OTHERS.search(question):
            written = found["number"].casefold()
            number = int(written) if written.isdecimal() else _NUMBERS[written]
            limit = NumberLimit(
                least=0 if least is None else number + least, most=None if most is None else number + most
            )
            return f"{question[: found.start()]}{found['things']}{question[found.end() :]}", limit
    return question, None
