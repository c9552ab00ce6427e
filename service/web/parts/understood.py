"""What was understood of a question: in plain words, and as chips, each with the question without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.regions import GROUPS, region_by_code
from corpus.themes import find_theme
from service.asked.telling import told_parts
from service.asked.understood import Kind, Understood
from service.web.parts.rephrasing import NEGATION, Shorter, without_limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One thing that was understood.

    Attributes:
        label: In the page's language; "" for what the question names and nothing was understood of.
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
    plain = plain_words(told) if told.topics and told.kind is not Kind.OUTSIDE else None
    chips = []
    for part in told_parts(told, words):
        for value in part.values or ("",):
            cut = shorter.pop((value or NEGATION if part.is_negation else value).casefold(), None)
            left = plain if part.is_form else cut.question if cut else None
            chips.append(Chip(label=part.label, value=value, in_swedish=not part.is_form, question=left))
    for named in shorter.values():
        chips = _with(chips, named)
    return tuple(chips)


def _with(chips: Sequence[Chip], named: Shorter) -> list[Chip]:
    """Add what else a question names: a group of regions in the place of its members, who stand in its brackets."""
    codes = next((group.members for group in GROUPS if group.name == named.limit), ())
    names = {region_by_code(code).name for code in codes}
    members = [chip for chip in chips if chip.value in names and not chip.question]
    if not members:
        return [*chips, Chip(label="", value=named.limit, in_swedish=True, question=named.question)]
    told = f"{named.limit} ({', '.join(chip.value for chip in members)})"
    group = replace(members[0], value=told, question=named.question)
    first = chips.index(members[0])
    return [*chips[:first], group, *(chip for chip in chips[first:] if chip not in members)]


def plain_words(told: Understood) -> str | None:
    """Give what a question is about with its places and years, as one asks when for no one kind of answer or aspect.

    None where it names no topic, theme or initiative.
    """
    named = [told.initiative] if told.initiative else []
    about = told.topics or [find_theme(theme).label for theme in told.themes] or named
    if not about:
        return None
    places = f"i {' och '.join(told.regions)}" if told.regions else ""
    return " ".join(filter(None, [" och ".join(about), places, *map(str, told.years)]))
