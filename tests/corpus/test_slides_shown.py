"""A PowerPoint file is read as a show shows it, whatever kind of PowerPoint file it is."""

import copy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Cm

from corpus.forms.base import PageRule
from corpus.limits import Limits
from corpus.readers import read_pages
from corpus.readers.powerpoint import read_powerpoint
from tests.corpus.packed import repack

OFFICE = "http://schemas.openxmlformats.org"
TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def box(slide: Any, *runs: tuple[str, dict[str, str]]) -> Any:
    shape = slide.shapes.add_textbox(Cm(1), Cm(1), Cm(9), Cm(1))
    for text, form in runs:
        run = shape.text_frame.paragraphs[0].add_run()
        run.text = text
        run.font._element.attrib.update(form)
    return shape


def save(deck: Any, tmp_path: Path) -> Path:
    deck.save(str(tmp_path / "r.pptx"))
    return tmp_path / "r.pptx"


def texts(path: Path) -> list[str]:
    return [line.text for page in read_powerpoint(path, Limits()) for line in page.lines if line.text]


def test_raised_figures_stand_apart_and_what_is_struck_out_or_hidden_is_left_out(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box(slide, ("nådde 125", {}), ("3", {"baseline": "30000"}), (" företag", {}), (" i fjol", {"strike": "sngStrike"}))
    hidden = box(slide, ("Dold", {}))
    hidden._element.nvSpPr.cNvPr.set("hidden", "1")
    assert texts(save(deck, tmp_path)) == ["nådde 125[3] företag"]


def test_a_shape_that_draws_nothing_is_read_as_any_other(tmp_path: Path) -> None:
    """python-pptx knows no kind of it, and for one such shape the whole file was called damaged."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    shape = box(slide, ("125 företag", {}))
    del shape._element.nvSpPr.cNvSpPr.attrib["txBox"]
    shape._element.spPr.remove(shape._element.spPr.prstGeom)
    assert texts(save(deck, tmp_path)) == ["125 företag"]


def test_what_stands_on_every_slide_is_left_out(tmp_path: Path) -> None:
    deck = Presentation()
    layout = deck.slide_layouts[5]
    slide = deck.slides.add_slide(layout)
    slide.shapes.title.text = "Insatser"
    for place in list(layout.placeholders)[1:]:
        slide.shapes._spTree.append(copy.deepcopy(place._element))
    for place in list(slide.placeholders)[1:]:
        place.text_frame.text = "Region Kalmar 2024"
    assert texts(save(deck, tmp_path)) == ["Insatser"]


def test_the_boxes_of_smart_art_are_read(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    dgm = f"{OFFICE}/drawingml/2006/diagram"
    points = "".join(f"<d:pt><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>" for text in ("Plan", "Bygge"))
    data = (
        f'<d:dataModel xmlns:d="{dgm}" xmlns:a="{OFFICE}/drawingml/2006/main"><d:ptLst>{points}</d:ptLst></d:dataModel>'
    )
    kind = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    part = Part(PackURI("/ppt/diagrams/data1.xml"), kind, slide.part.package, data.encode())
    link = slide.part.relate_to(part, f"{OFFICE}/officeDocument/2006/relationships/diagramData")
    frame = (
        f'<p:graphicFrame xmlns:p="{OFFICE}/presentationml/2006/main" xmlns:a="{OFFICE}/drawingml/2006/main">'
        '<p:nvGraphicFramePr><p:cNvPr id="9" name="d"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="0" y="0"/><a:ext cx="1" cy="1"/></p:xfrm><a:graphic><a:graphicData uri="{dgm}"><d:relIds '
        f'xmlns:d="{dgm}" xmlns:r="{OFFICE}/officeDocument/2006/relationships" r:dm="{link}"/></a:graphicData>'
        "</a:graphic></p:graphicFrame>"
    )
    slide.shapes._spTree.append(parse_xml(frame))
    assert texts(save(deck, tmp_path)) == ["Plan", "Bygge"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("r.ppsx", "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"),
        ("r.potx", "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"),
        ("r.pptm", "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"),
    ],
)
def test_shows_templates_and_files_with_macros_are_read(tmp_path: Path, name: str, kind: str) -> None:
    deck = Presentation()
    box(deck.slides.add_slide(deck.slide_layouts[6]), ("Elbåtar", {}))
    path = repack(
        save(deck, tmp_path).rename(tmp_path / name), lambda _, data: data.replace(TYPE.encode(), kind.encode())
    )
    (page,) = read_pages(path, PageRule.PLAIN, Limits())
    assert page.received == "Elbåtar\n"


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    def strict(_: str, data: bytes) -> bytes:
        for kind in ("presentationml", "drawingml", "officeDocument"):
            data = data.replace(f"{OFFICE}/{kind}/2006/".encode(), f"http://purl.oclc.org/ooxml/{kind}/".encode())
        return data

    deck = Presentation()
    box(deck.slides.add_slide(deck.slide_layouts[6]), ("Elbåtar", {}))
    assert texts(repack(save(deck, tmp_path), strict)) == ["Elbåtar"]


def blank(deck: Any) -> Any:
    return deck.slides.add_slide(deck.slide_layouts[6])


def test_boxes_that_are_nearly_level_are_read_from_the_left(tmp_path: Path) -> None:
    deck = Presentation()
    slide = blank(deck)
    for left, top, text in ((14, 5, "Höger"), (2, 5.1, "Vänster"), (2, 3, "Överst"), (2, 8, "Nederst")):
        shape = box(slide, (text, {}))
        shape.left, shape.top = Cm(left), Cm(top)
    assert texts(save(deck, tmp_path)) == ["Överst", "Vänster", "Höger", "Nederst"]


def in_two_forms(first: str, second: str, around: str = "") -> Any:
    names = f'xmlns:p="{OFFICE}/presentationml/2006/main" xmlns:a="{OFFICE}/drawingml/2006/main" {around}'
    names += ' xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" xmlns:p14="urn:p14"'
    kind = f"{OFFICE}/markup-compatibility/2006"
    choice, fallback = f'<m:Choice Requires="a14">{first}</m:Choice>', f"<m:Fallback>{second}</m:Fallback>"
    return parse_xml(f'<m:AlternateContent xmlns:m="{kind}" {names}>{choice}{fallback}</m:AlternateContent>')


def test_what_is_kept_in_two_forms_is_read_once(tmp_path: Path) -> None:
    deck = Presentation()
    slide = blank(deck)
    kept = etree.tostring(box(slide, ("Elbåtar", {}))._element, encoding="unicode")
    slide.shapes._spTree.remove(slide.shapes[0]._element)
    other = kept.replace("Elbåtar", "El-båtar")
    slide.shapes._spTree.append(in_two_forms(kept, other))
    slide.shapes._spTree.append(in_two_forms("<p:contentPart/>", other))
    last = box(slide, ("Vikt: ", {}))
    last.top = Cm(9)
    formula = f'<a14:m><o:r xmlns:o="{OFFICE}/officeDocument/2006/math"><o:t>a+b</o:t></o:r></a14:m>'
    last.text_frame.paragraphs[0]._p.append(in_two_forms(formula, "<a:r><a:t>?</a:t></a:r>"))
    assert texts(save(deck, tmp_path)) == ["Elbåtar", "El-båtar", "Vikt: a+b"]


def test_boxes_beside_the_slide_and_comments_are_told(tmp_path: Path) -> None:
    deck = Presentation()
    slide = blank(deck)
    box(slide, ("På bilden", {}))
    for left, top in ((-12, 1), (40, 1), (1, -5), (1, 30)):
        shape = box(slide, ("Utanför", {}))
        shape.left, shape.top = Cm(left), Cm(top)
    comments = f'<p:cmLst xmlns:p="{OFFICE}/presentationml/2006/main"><p:cm/><p:cm/></p:cmLst>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"
    part = Part(PackURI("/ppt/comments/comment1.xml"), kind, deck.part.package, comments)
    slide.part.relate_to(part, f"{OFFICE}/officeDocument/2006/relationships/comments")
    path = save(deck, tmp_path)
    assert texts(path) == ["På bilden"]
    assert read_powerpoint(path, Limits())[0].notes == (
        "rutor utanför bilderna som inte läses: 4",
        "kommentarer i marginalen som inte läses: 2",
    )
