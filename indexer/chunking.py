"""Cuts a document into passages that cross no page, initiative or heading and do not mix goals with other fields."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.document import Block, Content, Field, Initiative, Role, Section
from corpus.ids import stable_id
from corpus.pages import Page, collapse
from corpus.regions import Region
from corpus.regions.names import find_mentions
from corpus.regions.speakers import speaks_for
from corpus.structure.figure_rows import column_heads
from corpus.structure.figures import may_run_together
from indexer.passage import Passage

Language = Callable[[str], str | None]
"""Tells the language of a page's text, "sv" or "en"; None where it cannot tell."""

MAX_WORDS = 220
# A field shorter than this says too little alone and joins its neighbour.
MIN_WORDS = 25
# What is told of one initiative on one page stays together up to this: a question is rarely about one cell of it.
TOGETHER_WORDS = 120

# A document of this form is about what its title says, all of it.
ONE_SUBJECT = "prose"
_NOT_INDEXED = (Field.HEADING, Field.TEMPLATE)
_SENTENCE_END = re.compile(r"(?<=[.!?;])(?P<closing>[”\")]?)\s+(?=[\"”“(#]?[A-ZÅÄÖÉ0-9])|\s+(?=[•▪■]\s)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:(?:[a-zåäö]\.)+|bl\.?\s?a\.|t\.?\s?ex\.|m\.?\s?m\.|dvs\.|ca\.|nr\.|kl\.|milj\.|mkr\.|resp\.|inkl\.)$",
    re.IGNORECASE,
)


def chunk(content: Content, language: Language) -> list[Passage]:
    """Cut a document's blocks into passages of at most MAX_WORDS words, in reading order.

    Args:
        content: The document as it was read.
        language: Tells the language of a page's text.
    """
    context = _Context.of(content, language)
    passages = []
    counts: Counter[str] = Counter()
    table = _Table()
    for stretch in _without_bare_names(list(_stretches(content.blocks, context))):
        columns = table.columns(context.sections[stretch.section].heading, stretch.text)
        for text in split(stretch.text):
            counts[text] += 1
            passages.append(context.passage(stretch, text, counts[text], columns))
    return passages


def split(text: str, max_words: int = MAX_WORDS) -> list[str]:
    """Split a text at sentence ends into parts of about equal length, none longer than max_words.

    A sentence that is longer by itself is cut between words.
    """
    n_words = len(text.split())
    n_parts = -(-n_words // max_words)
    if n_parts <= 1:
        return [text] if n_words else []
    target = n_words / n_parts
    parts: list[list[str]] = [[]]
    for sentence in _sentences(text, max_words):
        words = sentence.split()
        filled = len(parts[-1])
        if filled and (filled + len(words) > max_words or filled >= target):
            parts.append([])
        parts[-1].extend(words)
    return [" ".join(words) for words in parts]


def sentences(text: str) -> list[str]:
    """Split a text after full stops, question and exclamation marks and before bullets, not after abbreviations."""
    ends = [max(match.start(), match.end("closing")) for match in _SENTENCE_END.finditer(text)]
    ends = [end for end in ends if not _ABBREVIATION.search(text[max(0, end - 10) : end])]
    return [piece for start, end in pairwise([0, *ends, len(text)]) if (piece := text[start:end].strip())]


def _sentences(text: str, max_words: int) -> Iterator[str]:
    for sentence in sentences(text):
        words = sentence.split()
        for start in range(0, len(words), max_words):
            yield " ".join(words[start : start + max_words])


def _without_bare_names(stretches: Sequence[Block]) -> list[Block]:
    """Leave out a name that stands alone where more is told: every passage of the initiative is found by it anyway."""
    told = {stretch.initiative for stretch in stretches if stretch.field not in (Field.NAME, Field.GOALS)}
    return [stretch for stretch in stretches if stretch.field is not Field.NAME or stretch.initiative not in told]


def _stretches(blocks: Sequence[Block], context: "_Context") -> Iterator[Block]:
    """Join neighbouring blocks that belong in one passage; headings and the template's words only part them."""
    current: Block | None = None
    for block in blocks:
        joined = None if current is None else _join(current, block, context)
        if joined is None and current is not None:
            yield current
        current = joined or _collapsed(block)
    if current is not None:
        yield current


def _collapsed(block: Block) -> Block | None:
    text = collapse(block.text)
    return replace(block, text=text) if text and block.field not in _NOT_INDEXED else None


def _join(first: Block, second: Block, context: "_Context") -> Block | None:
    """Give both blocks as one where they tell one thing and stand side by side on the page, else None."""
    if not _belong_together(first, second) or may_run_together(first.text, second.text):
        return None
    text = f"{first.text} {collapse(second.text)}"
    if text not in context.page_text(first):
        return None
    larger = max(first, second, key=lambda block: (block.field is not Field.NAME, len(block.text)))
    return replace(first, text=text, field=larger.field)


def _belong_together(first: Block, second: Block) -> bool:
    if _owner(first) != _owner(second) or second.field in _NOT_INDEXED or first.is_repeat != second.is_repeat:
        return False
    if first.field is second.field:
        return True
    if Field.GOALS in (first.field, second.field):
        return False
    sizes = _n_words(first), _n_words(second)
    return first.field is Field.NAME or min(sizes) < MIN_WORDS or sum(sizes) <= TOGETHER_WORDS


def _owner(block: Block) -> tuple[object, ...]:
    return (block.page, block.section, block.initiative, block.region, block.group, block.role)


def _n_words(block: Block) -> int:
    return len(block.text.split())


@dataclass(slots=True)
class _Table:
    """The table of figures that is being read: what it is called and the heads of its columns."""

    name: str = ""
    heads: tuple[str, ...] = ()

    def columns(self, heading: str, text: str) -> tuple[str, ...]:
        """Give the heads of the columns of a stretch, whose rows stand under `<table>: <row>`."""
        if heads := column_heads(text):
            self.name, self.heads = heading, heads
            return ()
        return self.heads if self.heads and heading.startswith(f"{self.name}: ") else ()


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a block: its document, page, section and initiative."""

    content: Content
    pages: dict[int, Page]
    texts: dict[int, str]
    languages: dict[int, str | None]
    sections: dict[str, Section]
    initiatives: dict[str, Initiative]

    @classmethod
    def of(cls, content: Content, language: Language) -> "_Context":
        return cls(
            content=content,
            pages={page.page: page for page in content.pages},
            texts={page.page: collapse(page.text) for page in content.pages},
            languages={page.page: language(page.text) for page in content.pages},
            sections={section.id: section for section in content.sections},
            initiatives={initiative.id: initiative for initiative in content.initiatives},
        )

    def page_text(self, block: Block) -> str:
        return self.texts[block.page]

    def passage(self, stretch: Block, text: str, occurrence: int, columns: tuple[str, ...]) -> Passage:
        document = self.content.document
        section = self.sections[stretch.section]
        initiative = self.initiatives[stretch.initiative] if stretch.initiative else None
        regions = _credited(stretch)
        return Passage(
            id=stable_id(document.id, text, occurrence),
            document=document.id,
            page=stretch.page,
            printed_page=self.pages[stretch.page].printed_page,
            text=text,
            section=section.id,
            heading=section.heading,
            initiative=stretch.initiative,
            name=initiative.name if initiative else "",
            field=stretch.field,
            region=stretch.region,
            group=stretch.group,
            role=stretch.role,
            regions=regions,
            mentioned=_mentioned(text, regions),
            theme=initiative.theme if initiative else section.theme,
            years=document.years,
            language=self.languages[stretch.page],
            subject=document.title if document.form == ONE_SUBJECT and not initiative else "",
            columns=columns,
        )


def _credited(block: Block) -> tuple[str, ...]:
    return () if block.role is Role.NONE else speaks_for(block)


def _mentioned(text: str, own: Sequence[str]) -> tuple[str, ...]:
    codes = [mention.place.code for mention in find_mentions(text) if isinstance(mention.place, Region)]
    return tuple(dict.fromkeys(code for code in codes if code not in own))
