"""What was understood of a question, as callers and officers are told it."""

from collections.abc import Mapping

from corpus.regions import order_codes, region_by_code
from corpus.themes import find_theme
from service.asked.asked import Asked
from service.results import Kind, Understood

# What is told of a question: its kind, its aspect, and the parts that a chip opens with.
SWEDISH_CHIPS: Mapping[str, str] = {
    Kind.REGIONS: "vilka regioner",
    Kind.FACT: "en uppgift",
    Kind.PASSAGES: "vad som sägs",
    Kind.COMPARE: "jämförelse",
    Kind.COUNT: "antal",
    Kind.OVERVIEW: "översikt",
    Kind.SIMILAR: "liknande insatser",
    Kind.OUTSIDE: "ingen fråga till rapporterna",
    "results": "resultat",
    "effects": "effekter",
    "goals": "mål",
    "cost": "kostnad",
    "time": "tid",
    "who": "vem",
    "contact": "kontakt",
    "lessons": "lärdomar",
    "definition": "förklaring",
    "method": "arbetssätt",
    "participants": "deltagare",
    "problems": "hinder",
    "about": "om",
    "and": "och",
    "or": "eller",
    "region": "region",
    "but": "utom",
    "negated": "de som inte gör det",
    "year": "år",
    "theme": "tema",
    "aspect": "gäller",
    "initiative": "insats",
}


def understood(asked: Asked, initiative: str | None) -> Understood:
    """Give what was understood, by names."""
    return Understood(
        kind=asked.kind,
        topics=asked.topics,
        join=asked.join,
        regions=_names(asked.codes),
        excluded_regions=_names(asked.excluded_codes),
        years=asked.years,
        themes=asked.themes,
        aspect=asked.aspect,
        initiative=initiative,
        negated=asked.negated,
        language=asked.language,
    )


def chips(told: Understood, words: Mapping[str, str] = SWEDISH_CHIPS) -> tuple[str, ...]:
    """Give what was understood as short labels.

    Args:
        words: The labels in another language, under the same keys.
    """
    join = f" {words[told.join]} " if told.join else ", "
    found = [words[told.kind]]
    found += [f"{words['about']}: {join.join(told.topics)}"] if told.topics else []
    found += [f"{words['region']}: {', '.join(told.regions)}"] if told.regions else []
    found += [f"{words['but']}: {', '.join(told.excluded_regions)}"] if told.excluded_regions else []
    found += [words["negated"]] if told.negated else []
    found += [f"{words['year']}: {', '.join(map(str, told.years))}"] if told.years else []
    found += [f"{words['theme']}: {find_theme(theme).label}" for theme in told.themes]
    found += [f"{words['aspect']}: {words[told.aspect]}"] if told.aspect else []
    found += [f"{words['initiative']}: {told.initiative}"] if told.initiative else []
    return tuple(found)


def _names(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(region_by_code(code).name for code in order_codes(codes))
