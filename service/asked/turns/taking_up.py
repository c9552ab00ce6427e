"""A question that speaks of the one before by a pronoun or by nothing: written out as one that stands alone."""

import re

from corpus.regions.names import find_mentions
from corpus.swedish import YEAR
from service.asked.words.counted import counts_other_things
from service.asked.words.plain_words import ENGLISH, PLAIN, SWEDISH
from service.spans import Span

_PEOPLE = r"(?:dem|dom|dessa|these|them|those)"
# `Av de mindre kommunerna` has an article and no pronoun.
_THEY = r"de(?=\W*$|\s+(?:i|på|från|inom|som|med|är|var|har|hade|fick|kan|ska)\b)"
_OF_THEM = re.compile(rf"\b(?:av|bland|of|among) (?:{_PEOPLE}\b|{_THEY})", re.IGNORECASE)
# `Bara de i Norrland`: they are all that is asked for.
_ONLY_THEM = re.compile(
    rf"^(?:(?:och|men|and|but)\s+)?(?:bara|endast|enbart|only)\s+(?:{_PEOPLE}\b|{_THEY}|the ones\b)", re.IGNORECASE
)
_PRONOUN = re.compile(
    rf"(?<!finns )(?<!fanns )\b(?:(?:det|den|de)(?: här| där)?|detta|denna|it|this|they|{_PEOPLE})\b", re.IGNORECASE
)
_THING = re.compile(
    r"\b(?:(?:det|den|detta|denna|the|this)\s+)?(?:projektet|insatsen|satsningen|initiativet|åtgärden"
    r"|project|initiative)\b",
    re.IGNORECASE,
)
# Behind a pronoun that points forward: `det som`, `är det någon som`, `kostar det att`.
_FORWARD = re.compile(r"\b(?:som|att|för|that|who|which)\b", re.IGNORECASE)
# Behind a thing that is told which one it is: `projektet om vätgas`.
_SPECIFIED = re.compile(r"^\s*(?:om|för|med|kring|kallat|som|av|about|for|on|called)\b|^\s+(?:[A-ZÅÄÖ\d]|[\"”“#])")
_CAPITAL = re.compile(r"\b[A-ZÅÄÖ]")
_OPEN_END = re.compile(
    r"\b(?:(?:är|var|blev) med|(?:finns|fanns) det|ingår|ingick|delt(?:ar|og)|medverka(?:r|de)|took part)\W*$"
    r"|^(?:och |men )?hur många (?:är|var|blev) de som\b",
    re.IGNORECASE,
)
# `Hur många kvinnor?` says what is counted, and not of what.
_COUNTS_ONLY = re.compile(
    r"^\W*(?:(?:och|men|varav|and|but)\s+)?(?:hur många|how many)\s+\w+(?:\s+(?:då|var det|blev det|is it))?\W*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:och|men|and|but)\s+", re.IGNORECASE)
# `Hur många?` and `vilka?` ask of what was asked before.
_BARE = re.compile(
    r"^\W*(?:(?:och|men|and|but)\s+)?(?:hur många|hur mycket|vilka|vilken|vilket|vem|när|var|varför|how many|how much"
    r"|which|who|when|where|why)(?:\s+(?:då|så|det|so|not))*\W*$",
    re.IGNORECASE,
)
# More of what was found: `finns det fler?`, `några andra exempel?`.
_MORE = re.compile(
    r"^\W*(?:(?:och|men|and|but)\s+)?"
    r"(?:(?:finns(?: det)?|vilka|har ni|hittar du|visa|ge (?:mig|oss)|any|are there)\s+)?"
    r"(?:(?:några|nåt|något|ngt|nån|någon|any)\s+)?(?:fler|flera|mer|mera|andra|annat|more|others)"
    r"(?:\s+(?:exempel|insatser|projekt|träffar|regioner|län|sådana|liknande|av (?:samma|det) (?:sort\w*|slag\w*)"
    r"|som gör det|än (?:så|de|dessa|dem)|examples|projects|such|like (?:this|that|it)))*"
    r"\W*$",
    re.IGNORECASE,
)
# `Jämför med Halland`: sets another place beside that of the question before.
_BESIDE = re.compile(
    r"^\W*(?:(?:och|men|and)\s+)?(?:jämför|jämfört|jfr|jmf|i jämförelse|compare|compared)\b"
    r"(?:\s+(?:det|den|de|dem|detta|it|that|them))?\s+(?:med|mot|with|to)\b",
    re.IGNORECASE,
)
_SMALL = {"två": 2, "tre": 3, "fyra": 4, "two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_NUMBER = "|".join(_SMALL)
# Of those before, and of nothing else: `de två första åren` says of what.
_FIRST = re.compile(
    rf"\b(?:de|dom|the) (?:(?P<before>{_NUMBER}) (?:första|översta)|(?:första|översta|first|top) (?P<behind>{_NUMBER}))"
    r"(?: (?:regionerna|länen|insatserna|projekten|initiativen|träffarna|regions|initiatives|projects|hits))?\W*$",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"\b{YEAR}\b")
_OTHER_YEAR = (
    (re.compile(r"\b(?:år(?:et)? (?:innan|före|dessförinnan)|föregående år|(?:the )?(?:year before|previous year))\b",
                re.IGNORECASE), -1),
    (re.compile(r"\b(?:år(?:et)? (?:efter|därpå|därefter)|(?:the )?(?:year after|following year|next year))\b",
                re.IGNORECASE), 1),
)  # fmt: skip


def asked_first(question: str) -> int | None:
    """Give how many of the first that the answer before named a question asks about: `jämför de två första`."""
    found = _FIRST.search(question)
    return _SMALL[(found["before"] or found["behind"]).casefold()] if found else None


def is_bare(question: str) -> bool:
    """Tell whether a question is no more than its question word."""
    return bool(_BARE.search(question))


def asks_for_more(question: str) -> bool:
    """Tell whether a question asks for more of what the one before did."""
    return bool(_MORE.search(question))


def sets_beside(question: str) -> bool:
    """Tell whether a question compares what the one before asked about with something else."""
    return bool(_BESIDE.search(question))


def narrows(question: str) -> bool:
    """Tell whether a question asks about some of those that the answer before named."""
    return bool(_OF_THEM.search(question) or _ONLY_THEM.search(question))


def opens_as_next(question: str) -> bool:
    """Tell whether a question begins as one that goes on: `och Halland?`, `men hur gick det?`."""
    return bool(_GOES_ON.search(question))


def ends_openly(question: str) -> bool:
    """Tell whether a question does not say in what: `hur många deltog?`, `vilka är med?`, `hur många kvinnor?`."""
    counts_only = bool(_COUNTS_ONLY.search(question)) and counts_other_things(question)
    return bool(_OPEN_END.search(question)) or counts_only


def stands_for(question: str) -> Span | None:
    """Give where a question has words that stand for what the one before was about; None where it has none.

    In `finns det företag?`, `är det någon som` and `det regionala näringslivet` the word stands for nothing before.
    """
    of_them = _OF_THEM.search(question)
    if of_them:
        return of_them.span()
    thing = next((t for t in _THING.finditer(question) if not _SPECIFIED.search(question[t.end() :])), None)
    pronoun = next((p for p in _PRONOUN.finditer(question) if _is_subject(question, p)), None)
    found = [match for match in (thing, pronoun) if match]
    return min(found, key=lambda match: match.start()).span() if found else None


def _is_subject(question: str, pronoun: re.Match[str]) -> bool:
    following = re.findall(r"[\w-]+", question[pronoun.end() :])
    is_article = (
        len(following) > 1
        and following[0].casefold() not in SWEDISH | ENGLISH
        and following[0].endswith(("a", "e"))
        and any(word.casefold() not in PLAIN for word in following[1:])
    )
    return not is_article and not _FORWARD.search(question[pronoun.end() :])


def with_name(question: str, name: str) -> str:
    """Give a question with a name in the place of what stands for it; at its end where nothing does."""
    place = stands_for(question)
    if place is None:
        told = _GOES_ON.sub("", question).rstrip("?. ").removesuffix(" då")
        return f"{told} i {name}?"
    start, end = place
    told = question[start:end]
    if _OF_THEM.fullmatch(told):
        instead = f"{told} {'in' if told.startswith(('of', 'among')) else 'i'} {name}"
    else:
        instead = f"{told} {name}" if _THING.fullmatch(told) else name
    return f"{_GOES_ON.sub('', question[:start])}{instead}{question[end:]}"


def called(topic: str) -> str | None:
    """Give what a question's topic calls by a name of its own, from its first capital on; None without a name."""
    places = [range(mention.start, mention.end) for mention in find_mentions(topic)]
    capitals = (found.start() for found in _CAPITAL.finditer(topic))
    begin = next((start for start in capitals if not any(start in place for place in places)), None)
    return topic[begin:] if begin is not None else None


def tells_other_year(question: str) -> bool:
    """Tell whether a question asks for the year before or after that of the one before."""
    return any(pattern.search(question) for pattern, _ in _OTHER_YEAR)


def of_other_year(question: str, before: str) -> str | None:
    """Give the question before asked of the year before or after its own; None where that is not asked for."""
    step = next((step for pattern, step in _OTHER_YEAR if pattern.search(question)), None)
    if step is None or not _YEAR.search(before):
        return None
    return _YEAR.sub(lambda year: str(int(year.group()) + step), before)
