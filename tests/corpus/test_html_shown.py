"""An HTML page is read as it is seen: what is hidden is left out, what stands apart is so, what is not read is told."""

from pathlib import Path

import pytest

from corpus.limits import Limits
from corpus.readers.html import read_html
from tests.corpus.html_pages import lines, write


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>Dold</p>",
        '<div style="color: red; display : NONE"><p>Dold</p></div>',
        '<p style="visibility:hidden">Dold<br>Dold</p>',
        '<span class="b utkast">Dold</span>',
        '<p id="internt">Dold</p>',
        "<template><p>Dold</p></template>",
        "<del>Dold</del>",
        "<s>Dold</s>",
        '<span style="text-decoration: line-through">Dold</span>',
        '<span style="font-size:0">Dold</span>',
        '<span style="color:red;opacity: 0">Dold</span>',
        "<!-- Dold -->",
        '<span class="lank__sr-only">Dold</span>',
        "<span class='env-assistive-text'>Dold</span>",
        "<span class=lyssna>Dold</span>",
        "<span style='position: absolute; left: -9999px'>Dold</span>",
        "<svg><text>Dold</text></svg>",
    ],
)
def test_what_a_browser_hides_is_left_out(tmp_path: Path, hidden: str) -> None:
    rules = ".utkast, p#internt { display:none } .lyssna { clip: rect(0, 0, 0, 0); width: 1px }"
    style = f"<style><!-- {rules} @media print {{ .syns {{ display: none }} }} --></style>"
    shown = "<p class=syns style='opacity:0.9;font-size: 0.9em'>Ett</p>"
    assert lines(tmp_path, f"{style}{shown}{hidden}<p>Två</p>") == [("Ett", None), ("Två", None)]


@pytest.mark.parametrize(
    "parts",
    [
        "<span style='display:block'>Hamn</span><span style='display:block'>Kaj</span>",
        "<span class=rad>Hamn</span><span class=rad>Kaj</span>",
        "<i class=cell>Hamn</i><i class=cell>Kaj</i>",
        "<fieldset><legend>Hamn</legend>Kaj</fieldset>",
        "<center>Hamn</center>Kaj",
    ],
)
def test_what_is_set_on_lines_of_its_own_is(tmp_path: Path, parts: str) -> None:
    style = "<style>.rad { margin:0; display: block } .cell { display: table-cell } .b { inline-display:block }</style>"
    assert lines(tmp_path, f"{style}<p>Ett<b class=b>tt</b></p>{parts}") == [
        ("Etttt", None),
        ("Hamn", None),
        ("Kaj", None),
    ]


@pytest.mark.parametrize(
    "parts",
    [
        "<button>Hamn</button><button>Kaj</button>",
        "<div style='display:flex'><span>Hamn</span><span>Kaj</span></div>",
        "<div class=rutor><a>Hamn</a><a>Kaj</a></div>",
    ],
)
def test_what_is_set_apart_in_a_line_is(tmp_path: Path, parts: str) -> None:
    assert lines(tmp_path, f"<style>.rutor {{ display: inline-grid }}</style>{parts}") == [("Hamn Kaj", None)]


def test_drawings_with_text_and_embedded_pages_are_told(tmp_path: Path) -> None:
    drawing = "<svg><text>Visby 12</text><text>Slite 7</text></svg>"
    hidden = f"<div hidden>{drawing}<iframe src=a></iframe></div><svg><path/></svg><iframe src=b width=1></iframe>"
    page = read_html(write(tmp_path, f"<p>Text</p>{drawing}<iframe src=c></iframe>{hidden}"), Limits())[0]
    assert page.notes == ("bilder vars text inte läses: 1", "inbäddade sidor som inte läses: 1; spara dem för sig")


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252"])
def test_a_saved_page_that_is_utf8_is_read_so_though_it_declares_otherwise(tmp_path: Path, declared: str) -> None:
    path = write(tmp_path, f'<meta charset="{declared}"><p>Åtgärder på ön – 12 %</p>')
    assert read_html(path, Limits())[0].received == "Åtgärder på ön – 12 %\n"
