"""Which column each unit of a row belongs to, learned from the table itself.

A row is read from left to right: name, outputs, effects, goals, each once or not at all. What a cell's words and first
words look like is not given but learned: first from rows whose cells open with the template's own phrases, then from
all rows as read with what was learned so far (hard expectation-maximisation over a left-to-right hidden Markov model,
Rabiner 1989, doi:10.1109/5.18626). The last reading gives each border its posterior probability.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from corpus.structure.units import TableLayout, Unit


class Column(IntEnum):
    """The columns of a theme table after the region, from left to right."""

    NAME = 0
    OUTPUTS = 1
    EFFECTS = 2
    GOALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """A column begins at the unit with this index; `certainty` is the posterior probability, 0 to 1."""

    unit: int
    column: Column
    certainty: float


# What speaks for a column before anything is learned: phrases of the template, tense and purpose.
_CUES = {
    Column.NAME: re.compile(
        r"(?i)\b(?:syft(?:ar|et|ade|e)|i syfte|ska|skall|är ett|är en|avser|samarbete mellan|projektägare|målgrupp\w*|"
        r"drivs|ägs|ärende-id|medfinansier\w+|finansieras|handlar om|består av|vill|innebär)\b"
    ),
    Column.OUTPUTS: re.compile(
        r"(?i)\b(?:prestationer|under (?:året|2023|hösten|våren)|har \w+(?:ts|tts|its)|genomför(?:d|da|des|ts|t)|"
        r"framta(?:gen|gna|get)|deltog|deltagare|deltagit|arrangera\w+|hållits|bevilja\w+|påbörja\w+|startat|"
        r"färdigställ\w+|fortlöper|pågår|uppstart|antal|stycken|träffar|möten|workshops?|seminari\w+|konferens\w*)\b"
    ),
    Column.EFFECTS: re.compile(
        r"(?i)\b(?:effekt(?:er|en)?|bedömning(?:en)?|bas(?:er|eras|erat|erad) på|"
        r"utvärdering\w*|på (?:kort|lång|medellång|längre)|sikt|"
        r"ökad[et]?|ökat|stärk(?:t|ta)|förbättra(?:d|de|t)|bättre|minskad[et]?|bidragit|lett till|gett|resulterat i|"
        r"förvänta\w+|skapat|förutsättningar|för tidigt|inte möjligt|upplev\w+|medvetenhet|samsyn|kunskaphöjning)\b"
    ),
    Column.GOALS: re.compile(
        r"\b(?:RUS\w*|RUFS|ERUF|ESF\+?|Agenda|[Mm]ål(?:et|en|område\w*|bild\w*)?|[Dd]elmål|[Ee]ffektmål|"
        r"[Pp]rioriter(?:ing|ingar|ingen|ade|at)|[Bb]idrar till|[Pp]rogram(?:område|mål)\w*|utvecklingsstrategin?|"
        r"[Ii]nsatsområde|[Rr]egionalfonds\w+)\b|\bska (?:vara|ha)\b"
    ),
}
# How a cell of a column often opens.
OPENERS = {
    Column.OUTPUTS: re.compile(
        r"(?i)(?:förväntade|uppnådda) (?:prestationer|resultat)|prestation|under (?:året|2023)|genomför|framta|"
        r"uppstart|påbörja|\d+ |antal |flertal|bidragit|ett påbörjat|projektet har"
    ),
    Column.EFFECTS: re.compile(
        r"(?i)(?:förväntade |uppnådda )?effekt|egen bedömning|utvärdering|bedömning|inte möjligt|för tidigt|svårt att|"
        r"(?:resultat)?(?:beskrivning)?(?:et|en)? ?bas(?:eras|erat|erad) på|inga effekter|"
        r"ökad|ökat|stärk|förbättra|bättre|fler |ny kunskap|"
        r"kunskapshöjning"
    ),
    Column.GOALS: re.compile(
        r"RUS|RUFS|ERUF|Agenda|(?i:mål\b|mål i|prioriter)|Bidrar till|Insats(?:en|erna) (?:ska bidra|bidrar) till|"
        r"Regionala? utvecklingsstrategi|Program(?:område|mål)?:"
    ),
}
_CUE_WEIGHT, _MOST_CUES, _OPENER_WEIGHT = 0.5, 4, 1.5
_ROUNDS = 2
_WORD_WEIGHT = 0.12  # Words of a cell hang together; taken as independent they would be far too sure of themselves.
_WORD_LIMIT = 2.0
_PRIOR = 8.0  # Imagined observations behind each learned share.
_WORD_PRIOR = 4000.0
_RARE = 3
_TOLD = (Column.NAME, Column.OUTPUTS, Column.EFFECTS)
_PHRASE = 4  # words
_REPEATED_WEIGHT = 2.0
_NEVER = -12.0
_GAP = -2.5
_BORDER = -0.5
_OPENING_WEIGHT = 0.7
_LAST = {Column.NAME: -8.0, Column.OUTPUTS: -5.0, Column.EFFECTS: -3.0, Column.GOALS: 0.0}
_TOKEN = re.compile(r"[^\W\d_]{2,}|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowUnits:
    """A row to be read: its units on one page, its region's code, and the layout of its table."""

    region: str
    layout: TableLayout
    units: Sequence[Unit]


def read_borders(rows: Sequence[RowUnits]) -> list[list[Border]]:
    """Find where the columns begin in each row of a report's tables; the name column begins at unit 0."""
    repeated = _repeated_phrases(rows)
    seen = [_see(row, repeated) for row in rows]
    model = _Model(seen)
    for _ in range(_ROUNDS):
        paths = [_best_path(model, row) for row in seen]
        model.learn(zip(seen, paths, strict=True))
    return [_borders(model, row) for row in seen]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the model looks at in a unit: its words, its first words with and without the region, and fixed scores."""

    words: tuple[str, ...]
    openers: tuple[str, ...]
    widths: Counter[int]
    cues: tuple[float, ...]
    opening: tuple[float, ...]
    border: float
    has_gap: bool
    is_certain: bool
    needs_border_before: bool


def _repeated_phrases(rows: Sequence[RowUnits]) -> Counter[tuple[str, str]]:
    """Count in how many rows of a region each phrase stands: goals are told in the same words again and again."""
    phrases = ({phrase for unit in row.units for phrase in _phrases(unit)} for row in rows)
    return Counter((row.region, phrase) for row, in_row in zip(rows, phrases, strict=True) for phrase in in_row)


def _phrases(unit: Unit) -> list[str]:
    words = [word.strip(".,:;•”“") for word in unit.text.casefold().split()]
    return [" ".join(words[n : n + _PHRASE]) for n in range(max(1, len(words) - _PHRASE + 1))]


def _see(row: RowUnits, repeated: Counter[tuple[str, str]]) -> list[_Seen]:
    seen = []
    for n, unit in enumerate(row.units):
        phrases = _phrases(unit)
        share = sum(repeated[row.region, phrase] > 1 for phrase in phrases) / len(phrases)
        widths = unit.widths(row.layout) if len(row.layout.widths) > 1 else ()
        seen.append(_see_unit(unit, row.units[n - 1].text if n else "", row.region, share, widths))
    return seen


def _see_unit(unit: Unit, before: str, region: str, repeated: float, widths: Iterable[int]) -> _Seen:
    text = unit.text
    is_told = len(text.split()) < _PHRASE - 1 or any(_CUES[column].search(text) for column in _TOLD)
    words = tuple("0" if token[0].isdigit() else token.lower() for token in _TOKEN.findall(text))
    openers = [" ".join(words[:n]) for n in range(1, 1 + min(3, len(words)))]
    return _Seen(
        words=words,
        openers=(*openers, *(f"{region} {opener}" for opener in openers)),
        widths=Counter(widths),
        cues=tuple(
            _CUE_WEIGHT * min(_MOST_CUES, len(_CUES[column].findall(text)))
            + (_REPEATED_WEIGHT * repeated if column is Column.GOALS and not is_told else 0.0)
            for column in Column
        ),
        opening=tuple(_OPENER_WEIGHT * bool((o := OPENERS.get(column)) and o.match(text)) for column in Column),
        border=_border_score(unit, text, before),
        has_gap=unit.empties > 0,
        is_certain=unit.is_certain,
        needs_border_before=unit.needs_border_before,
    )


def _border_score(unit: Unit, text: str, before: str) -> float:
    """Say how far the marks before a unit speak for a border: a full line or an open sentence speaks against it."""
    if unit.is_certain:
        return 0.0
    stops = before.endswith((".", "!", "?", ")", "”"))
    # An item of a list is indented, so that it fills its lines sooner, and often ends without a stop.
    score = 0.0 if unit.is_broken else -2.5 if stops or before.startswith("•") else -7.0
    score -= 3.0 * before.endswith((":", ",")) + 0.5 * (not stops)
    score -= 1.5 * (text.startswith("•") and before.startswith("•")) + 0.5 * text.startswith("•")
    return score + 1.0 * (before.startswith("•") and not text.startswith("•"))


class _Model:
    """Shares learned from rows and their paths, asked for as log-likelihood ratios against any unit."""

    def __init__(self, rows: Sequence[Sequence[_Seen]]) -> None:
        self._any_word = _frequent(word for row in rows for unit in row for word in unit.words)
        self._any_opener = _frequent(opener for row in rows for unit in row for opener in unit.openers)
        self._n_words = sum(self._any_word.values())
        self._n_units = sum(len(row) for row in rows)
        self.learn(())

    def learn(self, read: Iterable[tuple[Sequence[_Seen], Sequence[Column]]]) -> None:
        """Count words and openers anew from rows and the columns of their units."""
        self._words: list[Counter[str]] = [Counter() for _ in Column]
        self._openers: dict[Column | None, Counter[str]] = {column: Counter() for column in (*Column, None)}
        self._starts: Counter[Column | None] = Counter()
        self._widths: list[Counter[int]] = [Counter() for _ in Column]
        for row, path in read:
            for n, (unit, column) in enumerate(zip(row, path, strict=True)):
                opened = column if n == 0 or path[n - 1] != column else None
                self._words[column].update(unit.words)
                self._widths[column].update(unit.widths)
                self._openers[opened].update(unit.openers)
                self._starts[opened] += 1
        self._totals = [sum(counter.values()) for counter in self._words]
        self._word_cache: dict[str, tuple[float, ...]] = {}

    def words(self, unit: _Seen) -> list[float]:
        """Say for each column how much likelier the unit's words are there than anywhere."""
        scores = list(unit.cues)
        for word in unit.words:
            for column, score in enumerate(self._word(word) if word in self._any_word else ()):
                scores[column] += score
        for width, count in unit.widths.items():
            for column in Column:
                scores[column] += count * self._width(width, column)
        return scores

    def _width(self, width: int, column: Column) -> float:
        """Say how much likelier a line of this width is in a column than anywhere; columns differ in their width."""
        total = sum(widths[width] for widths in self._widths)
        share = (total + 1.0) / (sum(map(Counter.total, self._widths)) + 2.0)
        return math.log((self._widths[column][width] + share) / (self._widths[column].total() + 1.0) / share)

    def _word(self, word: str) -> tuple[float, ...]:
        if word not in self._word_cache:
            share = self._any_word[word] / self._n_words
            ratios = [
                math.log((counter[word] + _WORD_PRIOR * share) / (total + _WORD_PRIOR) / share)
                for counter, total in zip(self._words, self._totals, strict=True)
            ]
            self._word_cache[word] = tuple(
                _WORD_WEIGHT * max(-_WORD_LIMIT, min(_WORD_LIMIT, ratio)) for ratio in ratios
            )
        return self._word_cache[word]

    def opening(self, unit: _Seen, column: Column | None) -> float:
        """Say how much likelier the unit's first words open this column (None: no column) than stand anywhere."""
        score = 0.0
        for opener in unit.openers:
            if opener not in self._any_opener:
                continue
            share = self._any_opener[opener] / self._n_units
            ratio = (self._openers[column][opener] + _PRIOR * share) / (self._starts[column] + _PRIOR) / share
            score = max(score, math.log(ratio), key=abs)
        return score


def _step(before: Column, column: Column, unit: _Seen) -> float:
    """Score one column following another: an empty cell between leaves a space, and without one there is none."""
    is_skip = column > before + 1
    return 0.0 if is_skip == unit.has_gap else -4.0 if is_skip else -1.0


def _frequent(items: Iterable[str]) -> Counter[str]:
    """Count items; one that is seen once or twice teaches nothing but the reading it was seen in."""
    return Counter({item: count for item, count in Counter(items).items() if count > _RARE})


# States of a unit: in column c as its first unit (c), or as a later one (c + 4).
_N = len(Column)
Scores = list[list[float]]


def _arcs(model: _Model, row: Sequence[_Seen]) -> tuple[Scores, list[Scores]]:
    """Score every state of every unit by its words, and every step between states of neighbouring units."""
    words = [model.words(unit) * 2 for unit in row]
    words[-1] = [score + _LAST[Column(state % _N)] for state, score in enumerate(words[-1])]
    return words, [_unit_arcs(model, unit) for unit in row[1:]]


def _unit_arcs(model: _Model, unit: _Seen) -> Scores:
    """Score the steps into a unit, by state before and state."""
    opening = [_BORDER + unit.border + unit.opening[c] + _OPENING_WEIGHT * model.opening(unit, c) for c in Column]
    inside = _OPENING_WEIGHT * model.opening(unit, None) + (
        _NEVER if unit.is_certain else _GAP if unit.has_gap else 0.0
    )
    arcs = [[-math.inf] * (2 * _N) for _ in range(2 * _N)]
    for state in range(2 * _N):
        before = Column(state % _N)
        arcs[state][before + _N] = inside
        if unit.needs_border_before and state >= _N:
            continue
        for column in Column:
            if column > before:
                arcs[state][column] = opening[column] + _step(before, column, unit)
    return arcs


def _best_path(model: _Model, row: Sequence[_Seen]) -> list[Column]:
    """Give the likeliest column of each unit (Viterbi)."""
    return [Column(state % _N) for state in _best_states(*_arcs(model, row))]


def _best_states(words: Scores, arcs: Sequence[Scores]) -> list[int]:
    scores = [words[0][0]] + [-math.inf] * (2 * _N - 1)
    pointers: list[list[int]] = []
    for own, arc in zip(words[1:], arcs, strict=True):
        best = [max(range(2 * _N), key=lambda b, s=s: scores[b] + arc[b][s]) for s in range(2 * _N)]  # type: ignore[misc]
        scores = [scores[b] + arc[b][s] + own[s] for s, b in enumerate(best)]
        pointers.append(best)
    states = [max(range(2 * _N), key=scores.__getitem__)]
    for best in reversed(pointers):
        states.append(best[states[-1]])
    return states[::-1]


def _borders(model: _Model, row: Sequence[_Seen]) -> list[Border]:
    """Give the borders of the likeliest path with their posterior probabilities (forward-backward)."""
    words, arcs = _arcs(model, row)
    states = _best_states(words, arcs)
    forward = [[words[0][0]] + [-math.inf] * (2 * _N - 1)]
    for own, arc in zip(words[1:], arcs, strict=True):
        last = forward[-1]
        forward.append([own[s] + _log_sum(last[b] + arc[b][s] for b in range(2 * _N)) for s in range(2 * _N)])
    backward = [[0.0] * (2 * _N)]
    for own, arc in zip(reversed(words[1:]), reversed(arcs), strict=True):
        nxt = backward[-1]
        backward.append([_log_sum(arc[b][s] + own[s] + nxt[s] for s in range(2 * _N)) for b in range(2 * _N)])
    total = _log_sum(forward[-1])
    return [
        Border(unit=n, column=Column(state), certainty=math.exp(forward[n][state] + backward[-1 - n][state] - total))
        for n, state in enumerate(states)
        if state < _N
    ]


def _log_sum(values: Iterable[float]) -> float:
    values = list(values)
    top = max(values)
    return top if top == -math.inf else top + math.log(sum(math.exp(value - top) for value in values))
