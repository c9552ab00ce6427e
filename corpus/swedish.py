"""Swedish words and patterns to parse texts with: words that end no phrase, months, numbers, amounts; and lists."""

from collections.abc import Sequence

# A name that seems to end on one of these goes on.
NEVER_LAST_IN_NAMES = frozenset(
    {"av", "den", "eller", "en", "ett", "för", "i", "inom", "med", "mellan", "och", "om", "på", "samt", "till", "vid"}
)
# So does a sentence, a heading or a cell.
NEVER_LAST = NEVER_LAST_IN_NAMES | frozenset(
    {"att", "de", "det", "enligt", "från", "genom", "hos", "mot", "som", "under", "via"}
)
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november"),
    "december",
)
# As a report tells it; a regular expression, without edges.
YEAR = r"(?:19|20)\d\d"
# From 0, as they are written in words.
NUMBERS = (
    *("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    *("tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo"),
)

# What stands after a number of money, or of hundredths.
AMOUNTS = (
    *("kr", "kronor", "tkr", "mkr", "mnkr", "mdkr", "sek", "msek", "euro"),
    *("milj", "miljon", "miljoner", "miljard", "miljarder", "procent"),
)


# å, ä and ö are the last letters of the alphabet, in this order; by code point they are not.
_ALPHABET = str.maketrans({"å": "{", "ä": "|", "ö": "}", "”": None, "“": None, '"': None})


def either(words: frozenset[str] | tuple[str, ...]) -> str:
    """Give a regular expression that matches any one of these words, without a group around it."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def listed(names: Sequence[str], last: str = "och") -> str:
    """List names as a sentence does."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def alphabetical(name: str) -> str:
    """Give what names are put in the alphabet's order by, without quotation marks."""
    return name.casefold().translate(_ALPHABET)
