"""What a named initiative tells of one thing about it: its effects, its goals and how far they were reached."""

import re
from collections.abc import Callable, Sequence

from corpus.document import Field, Initiative
from corpus.regions.speakers import speaks_for
from indexer.passage import Passage
from indexer.words.analysis import stems_of
from service.answer import sentences
from service.answer.answer import AnswerStatus
from service.answer.draft import SURE, Desk, Draft, Quoted, numbered, silent
from service.answer.evidence.aspect_words import TELLING
from service.answer.initiative_passages import passages_of_initiative
from service.answer.named.called_by_topic import find_called_by_topic
from service.asked.asked import Asked, Aspect, Expected
from service.asked.names.initiative_names import is_own_word, name_words
from service.asked.names.spelt_out import find_spelt_out
from service.asked.understood import Kind
from service.asked.words.cues import asks_for_set, asks_which_regions
from service.asked.words.expected import find_answers
from service.asked.words.telling_words import tells, tells_aspect
from service.read.quotes import telling_stretches, without_name

MAX_QUOTES = 4
_TOLD = (Field.OUTPUTS, Field.EFFECTS, Field.ROW, Field.DESCRIPTION, Field.PROSE)
# What something is for is seldom called its goal.
_PURPOSE = re.compile(r"\b(?:syft\w*|avser att|bidra(?:r|it)? till att|ändamål\w*)\b", re.IGNORECASE)
_ASKS_PURPOSE = re.compile(r"\bsyft\w*|\baims?\b|\bpurpose\b", re.IGNORECASE)
_ASKS_REASON = re.compile(r"^\W*(?:varför|why)\b", re.IGNORECASE)
# Why something is done is told by what it is for; why it came late, or what people think of it, is not.
_ASKS_WHY = re.compile(
    r"^\W*varför\s+(?:görs|gjord|genomför|starta|inled|driv|drev|satsa|behöv|finns|fanns|bilda|skapa|inrätta)\w*\b"
    r"|^\W*why\s+(?:was|were|is|are|did)\b.*\b(?:start|launch|creat|found|set up|done|made|needed)",
    re.IGNORECASE,
)
# What came of it, or that it is too early to tell, where neither field nor figure says so.
_CAME = re.compile(
    r"\b(?:effekt(?:en|er|erna)?|resulta(?:t|tet|ten|de|rat)|lett till|ledde till|bidragit till|uppstart\w*"
    r"|för tidigt)\b",
    re.IGNORECASE,
)
# An organisation behind a name, up to its number or what is told of it.
_OWNER = re.compile(
    r", (?=[A-ZÅÄÖ])(?:[\w-]+ ){0,4}?(?:Region [A-ZÅÄÖ][\w ]*|AB\b"
    r"|[\w-]*(?:kommun|rådet|kammaren|sällskapet|styrelsen|klubb|förening|universitetet|högskolan|stiftelsen)\b)"
    r"(?= [A-ZÅÄÖ]?\w*-id| ?\(|,|$)",
)
# Who takes part, by name; not how many, nor whom it was for.
_TAKE_PART = re.compile(
    r"^(?:vilka|vem|who)\b.*\b(?:(?:är|var) med|delt(?:ar|og|agit)|medverka\w*|samarbeta\w*|samverka\w*|ingår|ingick"
    r"|partner\w*|participate\w*)\b",
    re.IGNORECASE,
)
# Asked for in words of their own, and told by no other words.
_OPEN = (Aspect.LESSONS, Aspect.PROBLEMS, Aspect.NEXT)
# What is wished for tells neither what was learnt nor what was hard, nor what is to be done.
_NO_GOALS = (*_OPEN, Aspect.PARTICIPANTS)
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
_READ_FIRST = (Aspect.COST, Aspect.WHO, Aspect.PARTICIPANTS)
# One thing that is not what is told of the topic: `I vilket land har lärdomarna spridits?`
_ONE_THING = re.compile(r"\bvilke[nt] (\w+)", re.IGNORECASE)


def draft_of_named(desk: Desk, asked: Asked) -> Draft | None:
    """Tell of a named initiative what it says itself of the aspect asked for; None where it says nothing of it."""
    aspect = _aspect(asked)
    named = find_asked_of(desk, asked) if aspect and _may_be_of_named(asked, aspect) else []
    if not named and aspect and _may_be_called_by_topic(asked, aspect):
        named = find_called_by_topic(desk, asked)
    quotes = aspect_quotes(desk, named[0], asked, aspect) if aspect and len(named) == 1 else []
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


def draft_silent_of_named(desk: Desk, asked: Asked) -> Draft | None:
    """Say that nothing is said where a named initiative tells nothing of what it is asked for; None where it may.

    What else it says, and what others say, answers neither what was learnt nor what was hard nor what comes next. A
    name of everyday words alone may be a topic, of which others may tell.
    """
    is_fact = asked.kind is Kind.FACT and asked.expected in (Expected.NAME, Expected.ANY)
    is_open = asked.kind is Kind.PASSAGES or (is_fact and not _ASKS_REASON.search(asked.text))
    aspect = _aspect(asked)
    if not is_open or aspect not in _OPEN or not tells(asked.text, aspect):
        return None
    named = find_asked_of(desk, asked)
    if len(named) != 1:
        return None
    own = {stem for stem, term in name_words(named[0].name).items() if is_own_word(term, named[0].name)}
    is_called = not own.isdisjoint(stems_of(asked.text))
    return silent(asked.kind, 1 - SURE) if is_called else None


def find_asked_of(desk: Desk, asked: Asked) -> list[Initiative]:
    """Give what is named; what is asked of its results or the like is also called by everyday words alone.

    What only other places than those asked of call so tells nothing of them: others may tell of it there.
    """
    named = desk.named(asked) or find_spelt_out(asked.sought, desk.searcher.index.called(asked.sought), asked.codes)
    return [each for each in named if not asked.codes or not set(asked.codes).isdisjoint(speaks_for(each))]


def is_read_first(asked: Asked) -> bool:
    """Tell whether a question asks for what the reader may find in fewer words."""
    one = _ONE_THING.search(asked.text)
    asks_other = one is not None and not tells_aspect(one[1])
    asks_one = _aspect(asked) in _READ_FIRST or asks_other or bool(_ASKS_WHY.search(asked.text))
    return asked.kind is Kind.FACT and asks_one


def _aspect(asked: Asked) -> Aspect | None:
    """Give what is asked about; who pays, and how something is paid for, is a matter of money."""
    if asked.aspect in (None, Aspect.WHO, Aspect.METHOD) and tells(asked.text, Aspect.COST):
        return Aspect.COST
    if asked.aspect is None and _TAKE_PART.search(asked.text):
        return Aspect.PARTICIPANTS
    if asked.aspect is None and _ASKS_WHY.search(asked.text):
        return Aspect.GOALS
    return Aspect.WHO if asked.aspect is None and tells(asked.text, Aspect.WHO) else asked.aspect


def _may_be_of_named(asked: Asked, aspect: Aspect) -> bool:
    if aspect is Aspect.PARTICIPANTS:
        # Which the 16 partners are is not told by a sentence that counts them.
        asks_others = asks_which_regions(asked.text) or asks_for_set(asked.text)
        return bool(_TAKE_PART.search(asked.text)) and not asks_others
    # `Vilka driver ReDriv?` may ask for regions; their goals are no regions.
    if asked.kind is Kind.REGIONS:
        return aspect is not Aspect.WHO and not asks_which_regions(asked.text)
    if asked.expected in (Expected.NUMBER, Expected.DATE, Expected.MONEY) or (
        aspect is Aspect.WHO and not _RUNS.search(asked.text)
    ):
        return False
    # What is asked of one taken up from the question before is summed up only where it asks nothing in particular.
    is_taken_up = asked.kind is Kind.OVERVIEW and asked.taken_up is not None and tells(asked.text, aspect)
    return asked.kind in (Kind.FACT, Kind.PASSAGES) or is_taken_up


def _may_be_called_by_topic(asked: Asked, aspect: Aspect) -> bool:
    """Tell whether what is asked of a topic may be told by one initiative on it: its goals stand in its records."""
    is_of_goals = aspect is Aspect.GOALS and bool(asked.places) and _may_be_of_named(asked, aspect)
    return is_of_goals or (aspect in _OUTCOMES and asked.kind is Kind.PASSAGES)


def aspect_quotes(desk: Desk, initiative: Initiative, asked: Asked, aspect: Aspect) -> list[Quoted]:
    """Quote what an initiative tells of one thing about it, the most telling first; nothing where it tells nothing."""
    told = _Told(passages_of_initiative(desk, initiative), initiative)
    effects = told.those(bool, Field.EFFECTS)
    if aspect in (Aspect.GOALS, *_OUTCOMES) and _REACHED.search(asked.text):
        goals = told.those(TELLING[Aspect.GOALS].search) or told.those(bool, Field.GOALS)[:1]
        return _first([*goals, *told.those(_is_counted), *effects])
    if aspect is Aspect.GOALS and _ASKS_WHY.search(asked.text):
        return _first(told.those(_PURPOSE.search))
    if aspect is Aspect.GOALS and _ASKS_PURPOSE.search(asked.text) and (purpose := told.those(_PURPOSE.search)):
        return _first([*purpose, *told.those(TELLING[aspect].search)])
    if aspect is Aspect.GOALS:
        return _first([*told.those(TELLING[aspect].search), *told.those(bool, Field.GOALS)])
    if aspect in _OUTCOMES:
        counted = told.those(_is_counted)
        ordered = [*effects, *counted] if aspect is Aspect.EFFECTS else [*counted, *effects]
        return _first(ordered or told.those(bool, Field.OUTPUTS) or told.those(_CAME.search))
    fields = _TOLD if aspect in _NO_GOALS else (*_TOLD, Field.GOALS)
    owner = told.owner() if aspect is Aspect.WHO else []
    return _first([*owner, *told.those(TELLING[aspect].search, *fields)]) if aspect in TELLING else []


class _Told:
    """What an initiative tells, sentence by sentence."""

    def __init__(self, passages: Sequence[Passage], initiative: Initiative) -> None:
        self._name = initiative.name
        self._passages = [(passage, without_name(passage.text, initiative.name)) for passage in passages]

    def owner(self) -> list[Quoted]:
        """Quote the name where an organisation stands behind it, whose the initiative is: `Game Village, X kommun`."""
        owner = _OWNER.search(self._name)
        called = self._name[: owner.end()] if owner else ""
        return [(called, passage) for passage, _ in self._passages if owner and passage.text.startswith(called)][:1]

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
