"""A passage that says that nothing was done is no evidence that its region works with the topic."""

from dataclasses import replace

import pytest

from service.answer.answer import RegionStatus
from service.answer.evidence.denying import only_denies
from service.answer.evidence.region_evidence import answer_regions
from service.asked.reading import read_question
from service.search.query import NO_FILTERS
from service.search.searcher import Searcher
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index, make_passages


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("Sörmland har inte deltagit i eller drivit några projekt med finansiering från programmet.", True),
        ("Uppsala har inte fått in några ansökningar som riktat sig till programmet.", True),
        ("Under 2023 har Jönköping inte avsatt finansiering till programmen.", True),
        ("Regionen redovisar inga insatser i tabellform.", True),
        ("Skåne arbetar inte med filmstöd.", True),
        ("Skåne arbetar inte bara med filmstöd.", False),
        ("Regionen har inte minst arbetat med film.", False),
        ("Projektet har inte startat ännu.", False),
        ("Skåne har arbetat med film. Regionen har inte arbetat med dans.", False),
        ("Stödet till film har ökat och fler unga deltar, men Skåne har inte arbetat med dans.", False),
        ("", False),
    ],
)
def test_what_denies(text: str, denies: bool) -> None:
    assert only_denies(text) is denies


@pytest.mark.parametrize(
    ("text", "is_evidence"),
    [
        ("Fonden har stöttat sju filminspelningar.", True),
        ("Fonden har inte stöttat några filminspelningar.", False),
        ("Fonden har inte arbetat med dans. Den har stöttat filminspelningar.", True),
    ],
)
def test_a_region_that_only_tells_that_it_did_nothing_has_no_evidence(text: str, is_evidence: bool) -> None:
    of_film = next(passage for passage in make_passages() if "filminspelningar" in passage.text)
    own = replace(of_film, id="film-i-dalarna", region="20", text=text, mentioned=())
    searcher = Searcher(make_index([own]), ranking=replace(BUCKET_RANKING, beside_best=0.0))
    found = answer_regions(searcher, read_question("Vilka regioner stöttar film?"), NO_FILTERS)
    shown = {answer.region.name for answer in found.regions if answer.status is RegionStatus.EVIDENCE}
    assert ("Dalarna" in shown) is is_evidence
    assert shown >= {"Skåne", "Gävleborg"}
