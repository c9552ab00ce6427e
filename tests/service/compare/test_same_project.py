"""One project told by several regions has its own name; a kind of programme that every region has is no project."""

from dataclasses import replace

import pytest

from corpus.document import Initiative
from service.compare.same_project import is_same_project
from tests.service.samples import make_index

SAMPLE = make_index().initiatives()[0]


def told(region: str, name: str, text: str = "") -> Initiative:
    return replace(SAMPLE, id=f"{region}-{name}", region=region, name=name, text=f"{name} {text}", also_in=())


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("ReDriv", "Deltagande och finansiering av projektet ReDriv (plattform för laddning)"),
        ("Kompetenskompassen, Handelskammaren", "Stöd till Kompetenskompassen som vägleder unga"),
        ("Solsken Business Arena", "Solsken Business Arena 2023–2026"),
        ("Effektprognoserna inom SVOX – södra samarbetet", "Effektprognoserna – analysarbete"),
    ],
)
def test_a_name_of_its_own_makes_one_project(name: str, other: str) -> None:
    assert is_same_project(told("08", name), told("20", other), is_alike=True)
    assert is_same_project(told("20", other), told("08", name), is_alike=True)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Regionalt serviceprogram", "Framtagande av regionalt serviceprogram (RSP)"),
        ("Regional Cykelplan", "Arbete med ny Cykelplan"),
        ("Strukturer för validering", "Regionala strukturer för validering"),
        ("Öppna data", "Förstudie Öppna data"),
        ("Glasögat Halland", "Glasögat"),
    ],
)
def test_a_kind_of_work_and_a_regions_own_edition_are_comparable_only(name: str, other: str) -> None:
    assert not is_same_project(told("08", name), told("20", other), is_alike=True)
    assert not is_same_project(told("20", other), told("08", name), is_alike=True)


def test_plain_names_are_one_project_where_both_name_the_group_they_act_in() -> None:
    name, told_of = "Strukturer för validering", "Regionerna i Östra Mellansverige samverkar."
    assert is_same_project(told("18", name, told_of), told("19", name, told_of), is_alike=True)
    assert not is_same_project(told("18", name, told_of), told("19", name), is_alike=True)
    # Gävleborg is no part of Östra Mellansverige: it only names it.
    assert not is_same_project(told("18", name, told_of), told("21", name, told_of), is_alike=True)


def test_a_name_that_goes_on_is_that_of_another() -> None:
    gothenburg = told("14", "International House Gothenburg (IHG) tar emot talanger")
    assert not is_same_project(gothenburg, told("22", "International House, Sundsvalls kommun"), is_alike=True)
    assert not is_same_project(told("22", "International House"), gothenburg, is_alike=True)


def test_like_names_of_unlike_things_are_not_one_project() -> None:
    assert not is_same_project(told("08", "ReDriv"), told("20", "ReDriv"), is_alike=False)
