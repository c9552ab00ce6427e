"""What was understood of a question, as callers and officers are told it."""

from corpus.regions import order_codes, region_by_code
from corpus.themes import find_theme
from service.asked.asked import Asked
from service.results import Kind, Understood

KIND_LABELS = {
    Kind.REGIONS: "vilka regioner",
    Kind.FACT: "en uppgift",
    Kind.PASSAGES: "vad som sägs",
    Kind.COMPARE: "jämförelse",
    Kind.COUNT: "antal",
    Kind.OVERVIEW: "översikt",
    Kind.SIMILAR: "liknande insatser",
    Kind.OUTSIDE: "ingen fråga till rapporterna",
}
ASPECT_LABELS = {
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


def chips(told: Understood) -> tuple[str, ...]:
    """Give what was understood as short Swedish labels."""
    join = {"and": " och ", "or": " eller "}.get(told.join or "", ", ")
    found = [KIND_LABELS[told.kind]]
    found += [f"om: {join.join(told.topics)}"] if told.topics else []
    found += [f"region: {', '.join(told.regions)}"] if told.regions else []
    found += [f"utom: {', '.join(told.excluded_regions)}"] if told.excluded_regions else []
    found += ["de som inte gör det"] if told.negated else []
    found += [f"år: {', '.join(map(str, told.years))}"] if told.years else []
    found += [f"tema: {find_theme(theme).label}" for theme in told.themes]
    found += [f"gäller: {ASPECT_LABELS[told.aspect]}"] if told.aspect else []
    found += [f"insats: {told.initiative}"] if told.initiative else []
    return tuple(found)


def _names(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(region_by_code(code).name for code in order_codes(codes))
