"""How far an initiative has come, where its own text says so."""

import re
from enum import StrEnum

from corpus.document import Initiative, Status


class Progress(StrEnum):
    """Planned, ongoing, finished, or finished and evaluated."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    FINISHED = "finished"
    EVALUATED = "evaluated"


# What is planned, goes on or ended must be the initiative, and not a course that it held or a road that it looked into.
_IT = (
    r"(?:projektet|(?:för|pilot)studien|insatsen|satsningen|initiativet|programmet|uppdraget|arbetet|"
    r"genomförandet|åtgärden)"
)
_NOT = r"(?!\s+(?:inte|ej|ännu inte|aldrig))"
_SAYS = {
    Progress.PLANNED: (
        rf"{_IT} (?:planeras|ska (?:starta|påbörjas)|beräknas (?:starta|påbörjas)|startar under 20\d\d)\b",
        rf"{_IT} är (?:ännu )?inte (?:startat|startad|påbörjat|påbörjad)\b",
    ),
    Progress.ONGOING: (
        rf"{_IT} (?:pågår|fortgår|fortlöper|fortsätter|löper (?:vidare|fram till|till och med))\b{_NOT}",
        r"\bpågående (?:projekt|insats|arbete)\b",
        r"\b(?:insats|projekt|arbete) pågår\b",
    ),
    Progress.FINISHED: (
        rf"{_IT} (?:avslutades|slutfördes|slutrapporterades)\b{_NOT}",
        rf"{_IT} (?:är|har|blev|är nu|har nu) (?:avsluta(?:ts?|t|d)|slutför(?:ts?|d)|slutrapportera(?:ts?|d))\b",
        r"\bavslutat 20\d\d-\d\d-\d\d\b",
        r"\bprojektet är genomfört\b",
    ),
    Progress.EVALUATED: (
        rf"{_IT} (?:har|är) utvärder(?:ats?|at|ad)\b",
        rf"{_IT} utvärderades\b{_NOT}",
        r"\b(?:slut)?utvärdering(?:en)? (?:av (?:projektet|insatsen|satsningen|programmet) )?"
        r"(?:visar|visade|har visat|har genomförts|genomfördes)\b",
        r"\ben extern utvärdering av \S+ (?:har genomförts|genomfördes|visar)\b",
    ),
}
_PATTERNS = {progress: re.compile("|".join(words), re.IGNORECASE) for progress, words in _SAYS.items()}


def progress_of(initiative: Initiative) -> Progress | None:
    """Give how far an initiative has come; None where its text does not say, or says that it both ended and goes on."""
    if initiative.status is Status.PROPOSED:
        return Progress.PLANNED
    text = " ".join((initiative.name, initiative.description, initiative.outputs, initiative.effects))
    said = [progress for progress, pattern in _PATTERNS.items() if pattern.search(text)]
    has_ended = Progress.FINISHED in said
    if has_ended and (Progress.ONGOING in said or Progress.PLANNED in said):
        return None
    if Progress.EVALUATED in said and not has_ended:
        return next((one for one in said if one is not Progress.EVALUATED), Progress.EVALUATED)
    return said[-1] if said else None
