"""A question understood, as one value."""

from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.regions import Group, Region, members
from service.asked.understood import Kind


class Expected(StrEnum):
    """What kind of words the answer to a fact question holds."""

    MONEY = "money"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    ANY = "any"


class Join(StrEnum):
    """How several topics belong together: any of them will do, or each must be there."""

    OR = "or"
    AND = "and"


class Aspect(StrEnum):
    """What about a topic is asked for."""

    RESULTS = "results"
    EFFECTS = "effects"
    GOALS = "goals"
    COST = "cost"
    TIME = "time"
    WHO = "who"
    CONTACT = "contact"
    LESSONS = "lessons"
    DEFINITION = "definition"
    METHOD = "method"
    PARTICIPANTS = "participants"
    PROBLEMS = "problems"
    NEXT = "next"


class Holding(StrEnum):
    """What the collection holds that can be counted, its initiatives aside."""

    DOCUMENTS = "documents"
    PAGES = "pages"
    REGIONS = "regions"
    THEMES = "themes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A place in an order: 1 for who has most or, where it is told, least."""

    place: int
    is_least: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A topic that a question leaves out.

    Attributes:
        is_denied: Who works with it is left out (`men inte jordbruk`), and not only what tells of it (`utom jordbruk`).
    """

    topic: str
    is_denied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLimit:
    """So many there are at least, and so many at most; None where there is no end."""

    least: int
    most: int | None

    def admits(self, number: int) -> bool:
        """Tell whether a number lies within."""
        return self.least <= number and (self.most is None or number <= self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query or question, read.

    Attributes:
        text: As it was asked.
        sought: The question without its limits (places left out, a negation, years): what is searched for and read.
        kind: What it asks for.
        sureness: Probability that it is of that kind, 0 to 1.
        may_be_fact: Probability that it asks for a fact, whatever its kind.
        expected: What a fact question's answer holds.
        language: "sv", "en" or None where no word tells.
        places: The regions and groups it names and does not leave out, in order.
        excluded: The regions and groups it leaves out.
        left_out: The topic it leaves out; None where it leaves none out.
        negated: It asks for those who do not.
        years: The reporting years it is limited to.
        number: How many initiatives the regions it asks for may have; None for any number.
        standing: The place in the order of most or least that it asks for; None where it asks for none.
        holding: What of the collection itself it counts or lists; None where it asks for anything else.
        themes: Slugs of themes named as such.
        aspect: What about its topic is asked for; None where nothing in particular.
        words: Those that carry its topic: no question words, generic words or limits; all when nothing else is left.
        topics: Its topics in the question's own words; several only where they are to be judged each by itself.
        join: How several topics belong together; None for one.
        is_claim: It wants to be told whether something is so; years are then part of that, and limit nothing.
        asks_members: It asks which regions a group is made of, or how many, and nothing else.
        sides: Ids of the initiatives that it compares, where the answer to the question before tells which.
        follow_up: It makes sense only after another question.
        taken_up: Name of the initiative which alone it asks about, taken up from the question before or from few words
            that name it; None where there is none.
    """

    text: str
    sought: str
    kind: Kind
    sureness: float
    may_be_fact: float
    expected: Expected
    language: str | None
    places: tuple[Region | Group, ...]
    excluded: tuple[Region | Group, ...]
    left_out: LeftOut | None
    negated: bool
    years: tuple[int, ...]
    number: NumberLimit | None
    standing: Standing | None
    holding: Holding | None
    themes: tuple[str, ...]
    aspect: Aspect | None
    words: tuple[str, ...]
    topics: tuple[str, ...]
    join: Join | None
    is_claim: bool
    asks_members: bool
    sides: tuple[str, ...]
    follow_up: bool
    taken_up: str | None

    @property
    def topic(self) -> str:
        """Its words in order, as a query."""
        return " ".join(self.words)

    @property
    def whole(self) -> str:
        """The question as it is asked in whole: the text of one that goes on from another says too little."""
        return " ".join((self.sought, *map(str, self.years))) if self.follow_up else self.text

    @property
    def codes(self) -> tuple[str, ...]:
        """County codes of the places it asks for."""
        left_out = set(self.excluded_codes)
        named = dict.fromkeys(code for place in self.places for code in members(place))
        return tuple(code for code in named if code not in left_out)

    @property
    def excluded_codes(self) -> tuple[str, ...]:
        """County codes of the places it leaves out."""
        return tuple(dict.fromkeys(code for place in self.excluded for code in members(place)))

    def of_topic(self, topic: str, words: tuple[str, ...]) -> "Asked":
        """Give the same question asked about one of its topics."""
        return replace(self, sought=topic, words=words, topics=(topic,), join=None)
