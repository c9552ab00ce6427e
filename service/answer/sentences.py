"""The Swedish sentences of the kinds of answers that are made of records and sides, and of their limits."""

import re
from collections.abc import Callable, Sequence

from corpus.document import Document, Initiative, Status
from corpus.regions import Group, group_by_id, order_codes, region_by_code
from corpus.swedish import listed
from corpus.themes import find_theme
from indexer.passage import Passage
from service.answer import wording
from service.answer.answer import RegionAnswer, RegionStatus
from service.asked.asked import Asked, Join

_ONE = {
    "redovisade insatser": "redovisad insats",
    "föreslagna insatser": "föreslagen insats",
    "insatser": "insats",
}
_MANY = re.compile(rf"^(?:{'|'.join(_ONE)})\b")

NO_QUESTION = (
    "Det här är ingen fråga till regionernas rapporter. Insatskartan visar vad Sveriges 21 regioner har redovisat om"
    " regional utveckling, med citat och sida."
)
QUESTIONS = (
    "Vilka regioner arbetar med validering?",
    "Hur många insatser har Dalarna redovisat?",
    "Jämför Skåne och Halland om elförsörjning.",
)
NO_MORE = "Fler är inte funna."
OUTSIDE = f"{NO_QUESTION} Fråga till exempel: {' '.join(QUESTIONS)}"
UNCLEAR = (
    "Frågan verkar bygga på en tidigare fråga och går inte att läsa för sig. Skriv ut vad den gäller, till exempel"
    " ämnet och regionen."
)
NO_TOPIC = "Frågan säger inte vad den gäller. Skriv ut det, till exempel ämnet och regionen."
PROVES_NOTHING = (
    "Att inget är funnet visar inte att en region inte gör något: det säger bara att dokumenten inte berättar om det."
)
NO_CONTACT = "Ingen kontaktväg anges; de insatser som ligger närmast visas nedan, med den region som berättar om dem."
HIDDEN_CONTACT = "Kontaktuppgifter är dolda här; de står i dokumenten själva."
_STATUS = {Status.REPORTED: "redovisade", Status.PROPOSED: "föreslagna"}


def limits(asked: Asked) -> str:
    """Say which places, and what of the topic, were left out because the question says so."""
    names = [place.name for place in asked.excluded]
    places = f"{listed(names)} är {'utelämnade' if len(names) > 1 else 'utelämnat'}, som frågan säger." if names else ""
    return " ".join(filter(None, (places, left_out(asked))))


def left_out(asked: Asked) -> str:
    """Say what of the topic was left out because the question says so."""
    return f"Det som gäller {asked.left_out.topic} är utelämnat, som frågan säger." if asked.left_out else ""


def regions(answers: Sequence[RegionAnswer], groups: Sequence[str], join: Join | None) -> str:
    """Say which regions have evidence, and where there are several topics, of how many of them."""
    text = wording.regions(answers, groups)
    if join is Join.AND:
        return f"{text} Bara regioner med belägg för vart och ett av ämnena räknas."
    return f"{text} En region räknas om den har belägg för något av ämnena." if join is Join.OR else text


def regions_without(lacking: Sequence[RegionAnswer], asked_of: Sequence[RegionAnswer]) -> str:
    """Name the regions without evidence, and say what that is worth."""
    with_documents = [a for a in asked_of if a.status is not RegionStatus.NO_DOCUMENTS]
    if not lacking:
        return f"Ingen region saknar belägg: alla {len(with_documents)} med dokument i urvalet har det."
    names = wording.region_names(lacking)
    return (
        f"För {len(lacking)} av {len(asked_of)} regioner är inget belägg funnet i dokumenten: {names}. {PROVES_NOTHING}"
    )


_NAMING_IS_NO_WORK = "Att en region nämner något visar inte att den arbetar med det."


def naming(name: str, holds: Sequence[RegionAnswer], asked_of: Sequence[RegionAnswer], groups: Sequence[str]) -> str:
    """Say which regions name something in their own texts, and which groups of regions do."""
    years = wording.years(year for answer in holds for shown in answer.evidence for year in shown.passage.years)
    of_regions = f"{len(holds)} av {len(asked_of)} regioner nämner ”{name}” i sina texter"
    told = f"{of_regions} ({years}): {wording.region_names(holds)}." if holds else f"Ingen region nämner ”{name}”."
    names = [group_by_id(group).name for group in groups]
    of_groups = f"Gemensamma dokument nämner det för {listed(names)}." if names else ""
    return " ".join(filter(None, (told, of_groups, _NAMING_IS_NO_WORK)))


def naming_without(name: str, lacking: Sequence[RegionAnswer], asked_of: Sequence[RegionAnswer]) -> str:
    """Say which regions do not name something."""
    if not lacking:
        return f"Alla {len(asked_of)} regioner nämner ”{name}”."
    return f"{len(lacking)} av {len(asked_of)} regioner nämner inte ”{name}”: {wording.region_names(lacking)}."


def named_by_none(name: str) -> str:
    """Say that no region names something."""
    return f"”{name}” nämns inte i regionernas texter."


def no_region(*names: str) -> str:
    """Say that something is none of the regions that report here; "" where nothing is."""
    none = "inga" if len(names) > 1 else "ingen"
    return f"{listed(names)} är {none} av Sveriges 21 regioner." if names else ""


def nothing_of_other(name: str) -> str:
    """Say that nothing tells of whom a question is asked of, who is no region."""
    return f"Inget som handlar om frågan nämner {name}."


def nothing_of_local(name: str, region: str) -> str:
    """Say that nothing about a question names a municipality, and in which region it lies."""
    return f"Inget som handlar om frågan nämner {name}, som ligger i {region}."


def lies_in(name: str, region: str) -> str:
    """Say in which region a part of a county lies that was asked of as that region."""
    return f"{name} ligger i {region}."


def other_years(asked: Asked, years: Sequence[int]) -> str:
    """Say that no document is about the years asked for, and which years there are."""
    wanted = wording.years(asked.years)
    return f"Inget dokument gäller {wanted}. De år som finns är {wording.years(years)}."


def further(n: int, n_shown: int, quote: str) -> str:
    """Say how many more of those about a question follow, the first of them quoted."""
    return f"{n_shown} till av de {n} insatser eller avsnitt som handlar om frågan.{wording.NEAREST}{quote}"


def tells_part(n: int, n_about: int, what: str, quote: str) -> str:
    """Say how many of those about a question's topic tell what is asked of it, the nearest quoted."""
    return f"Av {_about(n_about)} som handlar om ämnet berättar {n} {what}.{wording.NEAREST}{quote}"


def tells_no_part(n_about: int, what: str) -> str:
    """Say that none of those about a question's topic tells what is asked of it."""
    return f"Av {_about(n_about)} som handlar om ämnet berättar ingen {what}."


def _about(n: int) -> str:
    return "1 insats eller avsnitt" if n == 1 else f"{n} insatser eller avsnitt"


def like_told(name: str, teller: Initiative, words: Sequence[str], n: int, quote: str) -> str:
    """Say where a name stands, what of it is looked for elsewhere, and quote the nearest of what is found."""
    found = "1 insats" if n == 1 else f"{n} insatser"
    where = f"{name} nämns i {wording.named(teller)}. {found} i andra regioner handlar om det som sägs om den"
    return f"{where}: {' '.join(words)}.{wording.NEAREST}{quote}"


def counting_records(themes: Sequence[str]) -> str:
    """Say that what is reported within themes counts as evidence of them."""
    return f"Det som redovisas inom {labels(themes)} räknas som belägg." if themes else ""


def labels(themes: Sequence[str]) -> str:
    """Name themes as they are shown."""
    return listed([f"”{find_theme(theme).label}”" for theme in themes])


def what(asked: Asked, status: Status) -> str:
    """Name what is counted: initiatives of places and themes."""
    of_themes = f" inom {labels(asked.themes)}" if asked.themes else ""
    of_places = f" från {listed([place.name for place in asked.places])}" if asked.places else ""
    return f"{_STATUS[status]} insatser{of_themes}{of_places}"


def so_many(n: int, noun: str) -> str:
    """Say so many initiatives, one of them in the singular."""
    return f"{n} {_MANY.sub(lambda many: _ONE[many.group()], noun) if n == 1 else noun}"


def none_counted(asked: Asked, status: Status) -> str:
    """Say that no record is as asked for."""
    return f"Inga {what(asked, status)} finns i samlingen."


def overview_of(
    initiative: Initiative, quotes: Sequence[tuple[str, Passage]], document: Callable[[str], Document]
) -> str:
    """Sum up one initiative by what it says of itself."""
    status = " (föreslagen)" if initiative.status is Status.PROPOSED else ""
    told = " ".join(wording.quotation(quote) for quote, _ in quotes)
    source = wording.source(quotes[0][1], document(quotes[0][1].document))
    return f"{wording.named(initiative)}{status}: {told} ({source})"


def member_names(group: Group) -> list[str]:
    """Name a group's regions, in the order officers list them."""
    return [region_by_code(code).name for code in order_codes(group.members)]


def members(group: Group, quote: str) -> str:
    """Say how many regions a group has and which, as a quote names them."""
    names = member_names(group)
    return f"{group.name} är {len(names)} regioner: {listed(names)}. {quote}."


def counts_as(group: Group) -> str:
    """Say which regions a question about a group is taken to ask for, where no document tells its members."""
    return f"En fråga om {group.name} läses här som en fråga om {listed(member_names(group))}."


def lacks(words: Sequence[str]) -> str:
    """Say which words of a question a passage does not have."""
    return f"nämner inte {listed(list(words))}"


def all_lack(words: Sequence[str]) -> str:
    """Say which words of a question nothing that was found has."""
    return f"Inget av det som kommer närmast nämner {listed(list(words), 'eller')}."
