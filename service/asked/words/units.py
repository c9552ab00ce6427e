"""In what a question wants its number: a share, an amount, how many of the women or of the men."""

import re

_MEASURE = r"(?:procent|kronor|miljoner|miljarder|ton|kg|kilo\w*|km|mil|meter|timmar|hektar|liter|[kmg]wh?)"
# What is measured in these is no number of initiatives.
_IN_MEASURES = re.compile(rf"\bhur många {_MEASURE}\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\bhur många procent\b|\bvilken andel\b|\bhur (?:stor|liten|hög) (?:andel|del|procent\w*)\b"
    r"|\b(?:what|which) (?:share|percentage|proportion)\b|\bhow many per ?cent\b",
    re.IGNORECASE,
)
# `Hur stor andel av insatserna rör integration?`: a part of the records, unlike `av projektens deltagare`.
_SHARE_OF_RECORDS = re.compile(
    r"\b(?:andel(?:en)?|procent|del|share|percentage|per ?cent) (?:av|of) (?:\w+ ){0,2}?"
    r"(?:insats(?:er|erna)|projekt(?:en)?|initiativ(?:en)?|åtgärd(?:er|erna)|satsning(?:ar|arna)|initiatives|projects)"
    r"(?: \w+){0,2}? (?:handlar|rör|gäller|avser|berör|faller|ligger|hör|är|finns|kommer|inom|från|om|i|concern|are"
    r"|about)\b",
    re.IGNORECASE,
)
# `26 av 33 kommuner` is a share as well.
_TELLS_SHARE = re.compile(
    r"[%‰]|\b(?:procent\w*|\w*del(?:en|ar)?|hälft\w*|halva\w*|majoritet\w*|flesta|av|alla|samtliga|varannan)\b",
    re.IGNORECASE,
)
# How many of some things there are is no per cent, which may tell how many of those named: `hur många av dem`.
_THINGS = re.compile(
    rf"\bhur många(?! (?:procent|av|utav|{_MEASURE})\b)|\bhow many(?! (?:per ?cent|of)\b)", re.IGNORECASE
)
_PER_CENT = re.compile(r"\D*\d+(?:[.,]\d+)?\s?(?:%|procent\w*|‰)\D*", re.IGNORECASE)
_SUM = re.compile(
    r"\D*\d[\d .,\u00a0]*(?:mil(?:j|jon\w*|jard\w*)\.? )?(?:kr|kronor|[mt]kr|mnkr|mdkr|m?sek|euro)\b\D*", re.IGNORECASE
)
_OPENS_AS_SHARE = re.compile(r"\D*\d+(?:[.,]\d+)?\s?(?:%|procent|‰)", re.IGNORECASE)
_MONEY = re.compile(r"\b(?:kr|kronor|milj(?:on\w*|ard\w*)?|[mt]kr|mnkr|m?sek|euro)\b|\d \d{3}\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\bhur mycket\b|\bhow much\b", re.IGNORECASE)
# A small whole number, alone or of persons and things: `15`, `100-talet personer`; an amount has a unit or is large.
_COUNTED = re.compile(r"\D*\d{1,3}(?:-talet)?(?: (?P<counted>[^\W\d_]+))?[\s.,;:)]*")
# What something costs is no share of it, which another amount beside it tells.
_COST = re.compile(
    r"^(?!.*\b(?:mycket av|much of)\b).*\b(?:kosta\w*|\w*budget\w*|belopp\w*|summa\w*|pengar|kronor|costs?)\b",
    re.IGNORECASE,
)
# How large something is, no share of it tells: `45 % av anslaget`.
_SIZE = re.compile(r"\bhur stor(?:t|a)?\b|\bhow (?:large|big)\b", re.IGNORECASE)
_SHARE_OF = re.compile(r"(?:%|\bprocent\w*)\s+av\b", re.IGNORECASE)
_UNIT = re.compile(
    rf"{_MEASURE}|milj(?:on|ard)?|kr|[mt]kr|mnkr|m?sek|euro|dag(?:ar)?|månad(?:er)?|veck(?:a|or)|år", re.I
)
# By the words that ask for either, those that tell of it.
_SEXES = {
    re.compile(r"(?:kvinn|tjej|flick|wom[ae]n|girl)\w*", re.IGNORECASE): re.compile(r"\b(?:kvinn|tjej|flick)", re.I),
    re.compile(r"män(?:nen)?|manliga|karlar(?:na)?|killar(?:na)?|pojkar(?:na)?|men|boys", re.IGNORECASE): re.compile(
        r"\b(?:män(?:nen|s)?\b|manlig|kill|pojk)", re.IGNORECASE
    ),
}
# Groups of people of whom one is told apart from the others; who is young is told by sex as well.
_GROUPS = {
    "women": re.compile(r"\b(?:kvinn|tjej|flick|wom[ae]n\b|girls?\b)", re.IGNORECASE),
    # English `men` is Swedish for but.
    "men": re.compile(r"\b(?:män(?:nen|s)?\b|manlig|karl(?:ar|arna)?\b|kill(?:e|ar)|pojk|boys?\b)", re.I),
    "born abroad": re.compile(
        r"\b(?:utrikes\s?född|utlandsfödd|utländsk|nyanländ|invandr|flykting|migrant)|\bfödda utanför|\bforeign",
        re.IGNORECASE,
    ),
    "young": re.compile(r"\b(?:unga?\b|ungdom|barn|elev|young|pupil|tjej|flick|kill(?:e|ar)|pojk)", re.IGNORECASE),
}
# Women or men are what is counted, and not what a project was for: `hur många kvinnor`, `hur många drivs av män?`.
_COUNTS = (
    re.compile(r"\bhur många(?: av)? (\w+)|\bhow many(?: of)?(?: the)? (\w+)", re.IGNORECASE),
    re.compile(
        r"\b(?:hur många|andel(?:en)?|del|how many|share)\b.*\b(?:är|var|blev|av|are|were|by) (\w+)\W*$",
        re.IGNORECASE,
    ),
)

# How many were granted something does not tell how many were not.
_REFUSED = re.compile(
    r"\b(?:avsl(?:ag|å|og)\w*|nek(?:a|as|at|ats|ad|ade|ades)\b|(?:får|fick|fått|säger|sa|sade|tacka\w*) (?:\S+ )?nej\b"
    r"|turned down|reject(?:ed|s)?\b|refused?\b)",
    re.IGNORECASE,
)


def counts_things(question: str) -> bool:
    """Tell whether a question asks how many there are of something, which is no share and no measure."""
    return bool(_THINGS.search(question))


def asks_share(question: str) -> bool:
    """Tell whether a question asks how large a part of something there is."""
    return bool(_SHARE.search(question))


def asks_share_of_records(question: str) -> bool:
    """Tell whether a question asks how large a part of the initiatives is of something."""
    return bool(_SHARE_OF_RECORDS.search(question))


def asks_in_measures(question: str) -> bool:
    """Tell whether a question asks how many of a measure there are, such as kilometres."""
    return bool(_IN_MEASURES.search(question))


def fits_unit(answer: str, sentence: str, question: str) -> bool:
    """Tell whether a number is told in what a question wants it in.

    Args:
        answer: The words that may answer.
        sentence: The one they stand in; it has to speak of women or of men itself where those are counted.
    """
    if _SHARE.search(question) and not _TELLS_SHARE.search(answer):
        return False
    if _THINGS.search(question) and (_PER_CENT.fullmatch(answer) or _SUM.fullmatch(answer)):
        return False
    asks_cost = _COST.search(question) and not _SHARE.search(question)
    if asks_cost and _OPENS_AS_SHARE.match(answer) and not _MONEY.search(answer):
        return False
    if _AMOUNT.search(question) and _is_counted(answer):
        return False
    if _SIZE.search(question) and not _SHARE.search(question) and _is_share_of(answer, sentence):
        return False
    counted = [word for counts in _COUNTS if (found := counts.search(question)) for word in found.groups() if word]
    told = [tells for asks, tells in _SEXES.items() if any(map(asks.fullmatch, counted))]
    return all(tells.search(sentence) for tells in told)


def _is_share_of(answer: str, sentence: str) -> bool:
    """Tell whether words end as a share of something does: `45 %`, `45`, before `procent av`."""
    start = sentence.find(answer)
    return start >= 0 and bool(_SHARE_OF.search(sentence, start, start + len(answer) + len(" procent av")))


def is_of_others(sentence: str, under: str, question: str) -> bool:
    """Tell whether a sentence tells a number of another group of people than the one that a question is about.

    Args:
        under: What the sentence stands under; whom that is about need not be named again.
    """
    asked, told = _groups(question), _groups(sentence)
    # Where both sexes are told, they are those of whoever is meant.
    is_one = bool(told) and not told >= {"women", "men"}
    return bool(asked) and is_one and asked.isdisjoint(told | _groups(under))


def tells_only_granted(sentence: str, question: str) -> bool:
    """Tell whether a question is about what was refused, of which a sentence says nothing."""
    return bool(_REFUSED.search(question)) and not _REFUSED.search(sentence)


def _groups(text: str) -> set[str]:
    return {group for group, tells in _GROUPS.items() if tells.search(text)}


def _is_counted(answer: str) -> bool:
    found = _COUNTED.fullmatch(answer)
    return found is not None and not _UNIT.fullmatch(found["counted"] or "")
