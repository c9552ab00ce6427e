"""The Swedish sentences of answers that are counted."""

from collections.abc import Sequence

from corpus.document import Status
from corpus.regions import region_by_code
from corpus.swedish import listed
from service.answer import wording
from service.answer.counting.standings import told_order
from service.answer.sentences import limits, so_many, what
from service.asked.asked import Asked

DISTINCT = "En insats som en region berättar om i flera dokument räknas en gång."


def counted(n: int, asked: Asked, status: Status, years: Sequence[int]) -> str:
    """Say how many initiatives there are."""
    text = f"{so_many(n, what(asked, status))} ({wording.years(years)})."
    return " ".join(filter(None, (text, limits(asked), DISTINCT)))


def share(n: int, total: int, whole: str, *, at_least: bool = False) -> str:
    """Say how large a part of a whole so many are; "" where that they are less than one per cent may be untrue."""
    percent = round(100 * n / total)
    if at_least:
        return f"Det är minst {percent} procent av {total} {whole}." if percent else ""
    told = "mindre än 1" if n and not percent else str(percent)
    return f"Det är {told} procent av {total} {whole}."


def counted_pages(pages: Sequence[tuple[str, int]]) -> str:
    """Say how many pages there are, and how many of them each document has."""
    each = listed([f"{title} ({n})" for title, n in pages])
    total = sum(n for _, n in pages)
    return f"{total} sidor i {len(pages)} dokument: {each}." if len(pages) > 1 else f"{total} sidor: {pages[0][0]}."


def counted_names(one: str, many: str, names: Sequence[str]) -> str:
    """Say how many there are, and name them."""
    return f"{len(names)} {one if len(names) == 1 else many}: {listed(names)}." if names else f"0 {many}."


def ranked(named: Sequence[tuple[str, int]], asked: Asked, status: Status, years: Sequence[int]) -> str:
    """Say who has the place in the order that is asked for, who stands before and who comes next."""
    noun = f"{what(asked, status)} ({wording.years(years)})"
    return " ".join(filter(None, (told_order(named, asked.standing, noun), limits(asked))))


def parted(n: int, named: Sequence[tuple[str, int]], asked: Asked, status: Status, years: Sequence[int]) -> str:
    """Say how many initiatives there are, and how many of them each has."""
    each = listed([f"{name} ({of_it})" for name, of_it in named])
    text = f"{so_many(n, what(asked, status))} ({wording.years(years)}): {each}."
    return " ".join(filter(None, (text, limits(asked))))


def ranked_topic(named: Sequence[tuple[str, int]], asked: Asked) -> str:
    """Say who has the place asked for by the initiatives that were read on a topic."""
    text = told_order(named, asked.standing, f"insatser om {asked.topic}, av dem som lästs")
    return " ".join(filter(None, (text, limits(asked))))


def within_number(
    ranked: Sequence[tuple[str, int]], asked: Asked, noun: str, years: Sequence[int] = ()
) -> tuple[str, list[str]]:
    """Name the regions, by their county codes, that have so many as asked for; and give their codes."""
    within = [(code, n) for code, n in ranked if asked.number is None or asked.number.admits(n)]
    who = f"{len(within) or 'Ingen'} av {len(ranked)} regioner har {_span(asked, noun)}"
    when = f" ({wording.years(years)})" if years else ""
    names = [f"{region_by_code(code).name} ({n})" for code, n in within]
    text = f"{who}{when}{f': {listed(names)}' if names else ''}."
    return " ".join(filter(None, (text, limits(asked)))), [code for code, _ in within]


def number_of(asked: Asked) -> str:
    """Name the number of initiatives that is asked for."""
    return _span(asked, "insatser")


def _span(asked: Asked, noun: str) -> str:
    least, most = (asked.number.least, asked.number.most) if asked.number else (0, None)
    if most is None:
        return f"minst {so_many(least, noun)}"
    return f"högst {so_many(most, noun)}" if least != most else f"precis {so_many(least, noun)}"


def counted_topic(n: int, asked: Asked) -> str:
    """Say how many of the initiatives that were read are about a topic."""
    number = "Minst 1 insats" if n == 1 else f"Minst {n} insatser"
    of_places = f" från {listed([place.name for place in asked.places])}" if asked.places else ""
    text = f"{number}{of_places} handlar om {asked.topic}. Fler kan finnas: bara de närmast frågan har lästs."
    return " ".join(filter(None, (text, limits(asked))))
