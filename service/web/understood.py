"""What was understood of a question as chips, each with the question without it where that leaves something to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.asked.telling import told_parts
from service.results import Kind, Understood
from service.web.rephrasing import NEGATION, Shorter, without_limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One thing that was understood.

    Attributes:
        label: In the page's language; "" where the question names a group and its members were understood.
        value: As the question or the reports have it; "" where the label says all.
        in_swedish: Whether the value is Swedish whatever the language of the page is.
        question: The question without it; None where nothing would be left, or it cannot be cut out.
    """

    label: str
    value: str
    in_swedish: bool
    question: str | None


def understood_chips(
    question: str, told: Understood, years: Sequence[int], words: Mapping[str, str]
) -> tuple[Chip, ...]:
    """Give what was understood of a question, a chip for each value.

    Args:
        years: Those that the collection reports on.
        words: The labels in the page's language, as `telling.SWEDISH_CHIPS` has them.
    """
    found = without_limits(
        question,
        years,
        told.topics if len(told.topics) > 1 else (),
        themes=told.themes,
        initiative=told.initiative,
        negated=told.negated,
    )
    shorter = {each.limit.casefold(): each for each in found}
    plain = _plain(told)
    chips = []
    for part in told_parts(told, words):
        for value in part.values or ("",):
            cut = shorter.pop((value or NEGATION if part.is_negation else value).casefold(), None)
            left = plain if part.is_form else cut.question if cut else None
            chips.append(Chip(label=part.label, value=value, in_swedish=not part.is_form, question=left))
    return (*chips, *(_named(each) for each in shorter.values()))


def _named(shorter: Shorter) -> Chip:
    return Chip(label="", value=shorter.limit, in_swedish=True, question=shorter.question)


def _plain(told: Understood) -> str | None:
    """Give the topics with their places and years alone, as one asks when for no one kind of answer or aspect."""
    if not told.topics or told.kind is Kind.OUTSIDE:
        return None
    places = f"i {' och '.join(told.regions)}" if told.regions else ""
    return " ".join([" och ".join(told.topics), places, *map(str, told.years)]).replace("  ", " ").strip()
