"""How things are worded on the pages."""

import json
import re
from collections.abc import Callable, Sequence

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from corpus.document import Document
from corpus.pages import Page
from corpus.regions import group_by_id, region_by_code
from corpus.regions.speakers import speaker
from corpus.swedish import listed
from corpus.themes import THEMES, Theme, find_theme
from indexer.passage import Passage
from service.answer.certainty import share_label
from service.answer.references import page_label, pages_label, reference, years_label
from service.answer.wording import years as year_spans
from service.web.languages.words import Words
from service.web.parts.choices import NO_THEME

# A value as messages name it: 'x'.
_NAMED_VALUE = re.compile(r"(?<!\w)'([^']*)'(?!\w)")

# A parameter, as it stands before what is said of it, and what officers know it as.
_PARAMETER = re.compile(r"(?:^|(?<=; ))(offset|page|start|end|separator|id)(?=: )")
_KNOWN_AS = {
    "offset": "platsen i listan",
    "page": "sidans nummer",
    "start": "citatets början",
    "end": "citatets slut",
    "separator": "tecknet mellan cellerna",
    "id": "insatsens id",
}

# From one number to another, in ASCII.
_SPAN = re.compile(r"(?<=\d)-(?=\d)")

# Where the long words of the themes may be broken, so that columns fit a desk.
_SECOND_PARTS = re.compile("försörjning|utveckling|systemet|(?<=entreprenör)skap|(?<=kommunika)tion")


def region_label(code: str | None) -> str:
    """Give a region's name, "" for none."""
    return region_by_code(code).name if code else ""


def group_label(group: str | None) -> str:
    """Give a group's name, "" for none."""
    return group_by_id(group).name if group else ""


def fill(text: str, **values: object) -> Markup:
    """Give a text with its places filled in; values are escaped unless they are markup."""
    return Markup(escape(text)).format(**values)


def sentence(text: str) -> str:
    """Give a message as a sentence: a capital first and a full stop last."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"


def told_plainly(message: str) -> str:
    """Give an error's message as officers read it: what was expected by itself, themes and parameters by name."""
    named = _PARAMETER.sub(lambda found: _KNOWN_AS[found[1]], _NAMED_VALUE.sub(r"”\1”", message))
    given, _, expected = named.partition("; väntade ")
    for theme in THEMES:
        expected = re.sub(rf"(?<![\w-]){theme.id}(?![\w-])", f"”{theme.label}”", expected)
    expected = _SPAN.sub("–", expected)
    return sentence(f"{given}. Det ska vara {expected}" if expected else given)


def breakable(text: str) -> Markup:
    """Give a name, escaped, that may be broken after a slash."""
    return escape(text).replace("/", Markup("/<wbr>"))


def coded(text: str) -> Markup:
    """Give a description, escaped, with what stands between backticks as code."""
    first, *others = re.split(r"`([^`]+)`", text)
    told = [Markup("<code>{}</code>").format(part) if n % 2 == 0 else escape(part) for n, part in enumerate(others)]
    return Markup("").join([escape(first), *told])


def counted(count: int, words: Sequence[str]) -> str:
    """Give a count with its noun, of which `words` holds the singular and the plural."""
    one, many = words
    return f"{count}\N{NO-BREAK SPACE}{one if count == 1 else many}"


@pass_context
def grouped(context: Context, number: int) -> str:
    """Give a number with its thousands apart, as the page's language writes them."""
    return f"{number:,}".replace(",", str(words_of(context)["common"]["thousands"]))


def issued(document: Document) -> str:
    """Give who issued a document and what it is, where the one does not tell the other."""
    is_told = document.kind.casefold() in document.issuer.casefold()
    return document.issuer if is_told else f"{document.issuer} · {document.kind}"


def as_json(value: object) -> str:
    """Give a value as indented JSON, its letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def words_of(context: Context) -> Words:
    """Give the words of the page that is made."""
    words: Words = context["words"]
    return words


@pass_context
def spoken(context: Context, passage: Passage) -> str:
    """Give whose text it is, in the page's language."""
    return speaker(passage) or str(words_of(context)["common"]["national"])


@pass_context
def page_name(context: Context, place: Passage | Page) -> str:
    """Give a page's name in the page's language."""
    return page_label(place, words_of(context)["pages"])


@pass_context
def pages_name(context: Context, first: Passage | Page, last: Passage | Page) -> str:
    """Give the name of a stretch of pages in the page's language."""
    return pages_label(first, last, words_of(context)["pages"])


@pass_context
def theme_name(context: Context, theme: str | None) -> str:
    """Give the name, in the page's language, of a theme by its slug or label, or of what has no theme; "" for none."""
    if theme == NO_THEME:
        return str(words_of(context)["common"]["without_theme"])
    return str(words_of(context)["themes_named"][find_theme(theme).id]) if theme else ""


def short_theme(theme: Theme, words: Words) -> str:
    """Give a theme's name without what all themes are about, the whole country."""
    return str(words["themes_named"][theme.id]).replace(words["themes"]["everywhere"], "")


def with_soft_hyphens(name: str) -> str:
    """Give a theme's name with the places where its long words may be broken, for narrow columns."""
    return _SECOND_PARTS.sub("\N{SOFT HYPHEN}\\g<0>", name)


@pass_context
def theme_in_column(context: Context, theme: str) -> str:
    """Give a theme by its slug as a narrow column holds it."""
    return with_soft_hyphens(short_theme(find_theme(theme), words_of(context)))


@pass_context
def joined(context: Context, names: Sequence[str]) -> str:
    """Give names as a sentence lists them, in the page's language."""
    return listed(names, str(words_of(context)["common"]["and"]))


@pass_context
def percent(context: Context, share: float) -> str:
    """Give a share as the page's language writes it."""
    return share_label(share, words_of(context)["common"])


FILTERS: dict[str, Callable[..., object]] = {
    "as_json": as_json,
    "breakable": breakable,
    "coded": coded,
    "counted": counted,
    "fill": fill,
    "group_label": group_label,
    "grouped": grouped,
    "issued": issued,
    "joined": joined,
    "owner": speaker,
    "page_label": page_name,
    "pages_label": pages_name,
    "percent": percent,
    "reference": reference,
    "region_label": region_label,
    "sentence": sentence,
    "told_plainly": told_plainly,
    "speaker": spoken,
    "theme_label": theme_name,
    "theme_in_column": theme_in_column,
    "spans": year_spans,
    "years_label": years_label,
}
