"""What a named initiative tells of one thing about it: its effects, its goals and how far they were reached."""

import re
from collections.abc import Callable, Sequence

from corpus.document import Field, Initiative
from indexer.passage import Passage
from service.answer import sentences
from service.answer.draft import Desk, Draft, Quoted, numbered
from service.answer.overviews import SURE, passages_of_initiative
from service.asked.asked import Asked, Aspect, Expected
from service.asked.cues import asks_which_regions, tells_of
from service.asked.expected import find_answers
from service.asked.named import find_all_named
from service.read.quotes import telling_stretches, without_name
from service.results import AnswerStatus, Kind

MAX_QUOTES = 4
_TOLD = (Field.OUTPUTS, Field.EFFECTS, Field.ROW, Field.DESCRIPTION, Field.PROSE)
# What tells an aspect where the initiative has no field of that name.
_TELLING = {
    Aspect.GOALS: re.compile(r"\b(?:del|effekt|projekt)?mål(?:et|en|sättning\w*)?\b", re.IGNORECASE),
    Aspect.LESSONS: re.compile(
        r"\blär(?:dom|ande|t sig|de sig)\w*|\berfarenheter\b|\binsikter\b|\bslutsats\w*|\bvisa\w* sig\b"
        r"|\bsvår(?:t|are|ighet\w*)?\b|\butmaning(?:en|ar|arna)?\b|\bhinder\b|\bframgångsfaktor\w*"
        r"|\bsynliggjort\b|\böverföras\b",
        re.IGNORECASE,
    ),
    Aspect.PROBLEMS: re.compile(
        r"\bproblem\w*|\bhind(?:er|rat|rade)\b|\bsvår(?:t|are|ighet\w*)?\b|\butmaning(?:en|ar|arna)?\b|\bbrist\w*"
        r"|\bförsena\w*",
        re.IGNORECASE,
    ),
    Aspect.COST: re.compile(
        r"\b(?:med)?finansier\w*|\bbudget\w*|\bkostnad\w*|\d (?:kr|kronor|mnkr|mkr|tkr)\b|\bmiljon(?:er)? kr"
        r"|\bbevilja\w*",
        re.IGNORECASE,
    ),
    Aspect.WHO: re.compile(
        r"\bprojektägar\w*|\bled ?partner\b|\blead ?partner\b|\bägs\b|\bägts\b|\bdrivs\b|\bdrivits\b|\bdriver\b"
        r"|\bleder\b|\bleds\b|\bstår bakom\b|\bgenomförs av\b|\bi (?:samverkan|samarbete) med\b|\btillsammans med\b"
        r"|\bsamverkanspart\w*",
        re.IGNORECASE,
    ),
}
# Who runs it, or takes part: not who somebody is that is asked for by a title.
_RUNS = re.compile(
    r"\b(?:driv(?:er|s|it|its)|drevs?|äg(?:er|s|t|ts|are|aren)|ägdes?|led(?:er|s|des?|t|ts)|står? bakom|stod bakom"
    r"|ansvarar|genomför\w*|medverka\w*|samverka\w*|samarbeta\w*|delt(?:ar|og)|projektägar\w*|lead ?partner\w*"
    r"|partner\w*|runs?|leads?|owns?|partners?)\b",
    re.IGNORECASE,
)
_OUTCOMES = (Aspect.RESULTS, Aspect.EFFECTS)
# `Nådde projektet sitt mål?` is answered by the goal and by what came of it.
_REACHED = re.compile(
    r"\b(?:nådde|nåddes|nått|nåtts|uppnådde|uppnåddes|uppnått|uppnåtts|uppfyllde|uppfylldes|uppfyllt|klarade|infriade)\b",
    re.IGNORECASE,
)
# `anslag 1:1` is a name, `Ärende-id 20357607` too.
_NO_COUNT = re.compile(r":|\d{6}")
# Such questions are first read for their fact, which is told more shortly.
_READ_FIRST = (Aspect.COST, Aspect.WHO)


def draft_of_named(desk: Desk, asked: Asked) -> Draft | None:
    """Tell of a named initiative what it says itself of the aspect asked for; None where it says nothing of it."""
    aspect = _aspect(asked)
    if aspect is None or not _may_be_of_named(asked, aspect):
        return None
    named = find_all_named(asked.sought, desk.searcher.index.initiatives(), asked.codes)
    if len(named) != 1:
        return None
    quotes = aspect_quotes(desk, named[0], asked, aspect)
    if not quotes:
        return None
    return Draft(
        kind=Kind.PASSAGES if asked.kind is Kind.REGIONS else asked.kind,
        status=AnswerStatus.ANSWERED,
        confidence=SURE,
        text=sentences.overview_of(named[0], quotes, desk.searcher.document),
        citations=numbered(quotes),
        initiative=named[0].name,
    )


def is_read_first(asked: Asked) -> bool:
    """Tell whether a question asks for what the reader may find in fewer words."""
    return asked.kind is Kind.FACT and _aspect(asked) in _READ_FIRST


def _aspect(asked: Asked) -> Aspect | None:
    """Give what is asked about; who pays, and how something is paid for, is a matter of money."""
    if asked.aspect in (None, Aspect.WHO, Aspect.METHOD) and tells_of(asked.text, Aspect.COST):
        return Aspect.COST
    return Aspect.WHO if asked.aspect is None and tells_of(asked.text, Aspect.WHO) else asked.aspect


def _may_be_of_named(asked: Asked, aspect: Aspect) -> bool:
    # `Vilka driver ReDriv?` may ask for regions; their goals are no regions.
    if asked.kind is Kind.REGIONS:
        return aspect is not Aspect.WHO and not asks_which_regions(asked.text)
    if asked.expected in (Expected.NUMBER, Expected.DATE, Expected.MONEY) or (
        aspect is Aspect.WHO and not _RUNS.search(asked.text)
    ):
        return False
    return asked.kind in (Kind.FACT, Kind.PASSAGES)


def aspect_quotes(desk: Desk, initiative: Initiative, asked: Asked, aspect: Aspect) -> list[Quoted]:
    """Quote what an initiative tells of one thing about it, the most telling first; nothing where it tells nothing."""
    told = _Told(passages_of_initiative(desk, initiative), initiative)
    effects = told.those(bool, Field.EFFECTS)
    if aspect in (Aspect.GOALS, *_OUTCOMES) and _REACHED.search(asked.text):
        goals = told.those(_TELLING[Aspect.GOALS].search) or told.those(bool, Field.GOALS)[:1]
        return _first([*goals, *told.those(_is_counted), *effects])
    if aspect is Aspect.GOALS:
        return _first([*told.those(_TELLING[aspect].search), *told.those(bool, Field.GOALS)])
    if aspect in _OUTCOMES:
        counted = told.those(_is_counted)
        ordered = [*effects, *counted] if aspect is Aspect.EFFECTS else [*counted, *effects]
        return _first(ordered or told.those(bool, Field.OUTPUTS))
    return _first(told.those(_TELLING[aspect].search, *_TOLD, Field.GOALS)) if aspect in _TELLING else []


class _Told:
    """What an initiative tells, sentence by sentence."""

    def __init__(self, passages: Sequence[Passage], initiative: Initiative) -> None:
        self._passages = [(passage, without_name(passage.text, initiative.name)) for passage in passages]

    def those(self, tells: Callable[[str], object], *fields: Field) -> list[Quoted]:
        """Quote the sentences of some fields that tell, those that follow each other together."""
        return [
            (stretch, passage)
            for field in fields or _TOLD
            for passage, text in self._passages
            if passage.field is field
            for stretch in telling_stretches(text, tells)
        ]


def _is_counted(sentence: str) -> bool:
    """Tell whether a sentence holds a figure: what came of a project is counted where no cell says what it was."""
    spans = find_answers(sentence, Expected.NUMBER, "")
    return any(
        sentence[start].isdigit() and not _NO_COUNT.search(sentence[max(0, start - 1) : end + 1])
        for start, end in spans
    )


def _first(quotes: Sequence[Quoted]) -> list[Quoted]:
    return list(dict.fromkeys(quotes))[:MAX_QUOTES]
