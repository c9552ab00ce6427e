"""How texts are marked, cut and referred to on the pages."""

import pytest

from corpus.pages import Page
from service.answer.answer import ShortAnswer
from service.answer.references import reference, years_label
from service.live import LiveIndex
from service.search.hits import Highlight
from service.web.marking import EXCERPT, OPENING, excerpt, highlighted, mark_passage, matched, opening, quoted
from tests.service.markup import text_of


def test_highlights_are_marked_and_all_else_is_escaped() -> None:
    marked = highlighted("<b> & el", [Highlight(start=6, end=8)])
    assert marked == "&lt;b&gt; &amp; <mark>el</mark>"


def test_a_short_text_is_its_own_excerpt() -> None:
    assert excerpt("Kort text", [Highlight(start=0, end=4)]) == "<mark>Kort</mark> text"


def test_an_excerpt_holds_the_stretch_with_most_highlights() -> None:
    text = "ord " * 200 + "elnät elnät elnät " + "slut " * 200
    first = text.index("elnät")
    marks = [Highlight(start=0, end=3), *(Highlight(start=first + 6 * n, end=first + 6 * n + 5) for n in range(3))]
    shown = excerpt(text, marks)
    assert shown.count("<mark>elnät</mark>") == 3
    assert shown.startswith("…\N{NO-BREAK SPACE}ord ord")
    assert shown.endswith("slut\N{NO-BREAK SPACE}…")
    assert len(text_of(shown)) <= EXCERPT + 4


def test_an_excerpt_without_highlights_is_the_beginning() -> None:
    assert excerpt("ord " * 200, []) == ("ord " * 80).strip() + "\N{NO-BREAK SPACE}…"


def test_an_excerpt_does_not_tell_the_name_above_it_again() -> None:
    marks = [Highlight(start=0, end=5), Highlight(start=12, end=17)]
    assert excerpt("Elnät norr. Elnät <byggs>", marks, "Elnät norr") == "<mark>Elnät</mark> &lt;byggs&gt;"
    assert excerpt("Elnätet byggs", [], "Elnät") == "Elnätet byggs"
    assert excerpt("Elnät norr.", [], "Elnät norr") == "Elnät norr."


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("Elnät norr. Det <byggs>.", "”Det &lt;byggs&gt;.”"),
        ("Elnät norr 26 kommuner är med", "”26 kommuner är med” …"),
        ("Elnät norr syftar till mer el.", "”Elnät norr syftar till mer el.”"),
        ("Elnät norra.", "”Elnät norra.”"),
        ("Elnät norr", "”Elnät norr”"),
        ("Det byggs.", "”Det byggs.”"),
    ],
)
def test_a_quote_does_not_tell_the_name_above_it_again(quote: str, shown: str) -> None:
    assert quoted(quote, "Elnät norr") == shown


def test_the_words_that_answer_are_marked_where_they_stand() -> None:
    quote = "Elnät norr. Det byggs 26 mil"
    answer = ShortAnswer(text="26 mil", citation=1, start=quote.index("26"), end=len(quote))
    assert quoted(quote, "", answer) == "”Elnät norr. Det byggs <mark>26 mil</mark>” …"
    assert quoted(quote, "Elnät norr", answer) == "”Det byggs <mark>26 mil</mark>” …"
    named = ShortAnswer(text="Elnät norr", citation=1, start=0, end=10)
    assert quoted(quote, "Elnät norr", named) == "”<mark>Elnät norr</mark>. Det byggs 26 mil” …"


def test_an_excerpt_of_one_long_word_is_cut_inside_it() -> None:
    assert excerpt("å" * 1000, []) == "å" * EXCERPT + "\N{NO-BREAK SPACE}…"


def test_a_passage_is_marked_where_its_lines_are_broken_otherwise() -> None:
    page = "Först.\nRegionen <har>\nbyggt elnät.\nSist."
    marked = mark_passage(page, "Regionen <har> byggt elnät.")
    assert marked == 'Först.\n<mark id="passage">Regionen &lt;har&gt;\nbyggt elnät.</mark>\nSist.'
    assert mark_passage("a < b", "") == "a &lt; b"
    assert mark_passage("a < b", "c") == "a &lt; b"


def test_a_quote_is_marked_inside_its_passage() -> None:
    page = "Först.\nRegionen <har>\nbyggt elnät.  Det\ngick bra. Sist."
    passage = "Regionen <har> byggt elnät. Det gick bra."
    start = passage.index("byggt")
    marked = mark_passage(page, passage, start, passage.index(" Det"))
    assert marked == (
        'Först.\n<span class="passage">Regionen &lt;har&gt;\n<mark id="passage">byggt elnät.</mark>  Det\ngick bra.'
        "</span> Sist."
    )


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 10_000), (8, 9)])
def test_offsets_that_mark_nothing_leave_the_whole_passage_marked(start: int, end: int) -> None:
    passage = "Regionen har byggt."
    assert mark_passage(passage, passage, start, end) == f'<mark id="passage">{passage}</mark>'


def test_a_reference_names_publisher_title_year_and_pages(live: LiveIndex) -> None:
    document = live.backend().index.documents()[0]
    first, last = [page(document.id, number, printed) for number, printed in ((61, 64), (62, 65))]
    title = "Regionernas återrapportering av villkorsbeslut 2023: sammanställning"
    issuer = "Sveriges 21 regioner (nationell sammanställning)"
    assert reference(document, first) == f"{issuer}, {title}, 2023, s.\N{NO-BREAK SPACE}64."
    assert reference(document, first, last).endswith("s.\N{NO-BREAK SPACE}64–65.")
    assert reference(document, first, page(document.id, 62, None)).endswith("2023, sida 61–62 i filen.")


def page(document: str, number: int, printed: int | None) -> Page:
    return Page(document=document, page=number, printed_page=printed, text="", received="", repairs=())


def test_years_are_one_or_a_span() -> None:
    assert years_label((2023,)) == "2023"
    assert years_label((2028, 2029, 2034)) == "2028–2034"


def test_a_long_text_opens_with_whole_sentences() -> None:
    text = "En mening om elnät. " * 60
    begun, rest = opening(text.strip())
    assert begun.endswith("elnät.")
    assert OPENING - len("En mening om elnät. ") <= len(begun) <= OPENING
    assert f"{begun} {rest}" == text.strip()


@pytest.mark.parametrize("text", ["", "Kort.", "ord " * 150])
def test_a_text_that_is_not_long_is_not_folded(text: str) -> None:
    assert opening(text) == (text, "")


def test_a_text_without_sentences_or_words_is_cut_all_the_same() -> None:
    assert opening("x" * 1000) == ("x" * OPENING, "x" * (1000 - OPENING))
    begun, rest = opening("ord " * 250)
    assert (begun[-4:], rest[:3]) == (" ord", "ord")


def test_words_that_match_are_named_once_in_their_order() -> None:
    text = "Elnät och elnät, vätgas, a b c d e f"
    marks = [Highlight(start=0, end=5), Highlight(start=10, end=15), Highlight(start=17, end=23)]
    assert matched(text, marks) == ("Elnät", "vätgas")
    letters = [Highlight(start=25 + 2 * n, end=26 + 2 * n) for n in range(6)]
    assert matched(text, [*marks, *letters]) == ("Elnät", "vätgas", "a", "b", "c", "d")
