"""Enlarges a collection: copies of its documents in which sentences of the same kind have changed places."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import overload

from corpus.collection import Collection
from corpus.document import Block, Content, Field, Initiative
from corpus.pages import Page
from corpus.repair.language import LANGUAGES
from indexer.chunking import sentences

SEED = 20231231


def scaled(collection: Collection, times: int) -> Collection:
    """Give a collection `times` as large: its own documents and `times - 1` made-up copies of each.

    A copy has the pages, sections and initiatives of its document. Its sentences are those of the whole collection
    in random order, each once and within its field (goals stay goals), so that every word stays as frequent as it is.
    The same collection and number give the same copies. They are made when they are looked at, and not kept.
    """
    return replace(collection, contents=_Scaled(collection.contents, times))


def copied_language(_: str) -> str | None:
    """Take a made-up page for Swedish: telling it takes 9 ms a page, over half an hour of a million passages."""
    return LANGUAGES[0]


class _Scaled(Sequence[Content]):
    """Documents and their copies, of which only those last looked at are held: the originals, or one copy of each."""

    def __init__(self, contents: Sequence[Content], times: int) -> None:
        self._contents, self._times = contents, times
        self._told = [[sentences(block.text) for block in content.blocks] for content in contents]
        self._copies = lru_cache(maxsize=1)(self._made)

    def __len__(self) -> int:
        return len(self._contents) * self._times

    @overload
    def __getitem__(self, place: int) -> Content: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Content]: ...
    def __getitem__(self, place: int | slice) -> Content | Sequence[Content]:
        if isinstance(place, slice):
            return [self[at] for at in range(len(self))[place]]
        number, of = divmod(range(len(self))[place], len(self._contents))
        return self._copies(number + 1)[of]

    def _made(self, number: int) -> Sequence[Content]:
        return self._contents if number == 1 else tuple(_recombined(self._contents, self._told, number))


def _recombined(contents: Sequence[Content], told: Sequence[Sequence[Sequence[str]]], number: int) -> Iterator[Content]:
    rng = random.Random(SEED + number)
    pools: defaultdict[Field, list[str]] = defaultdict(list)
    for content, texts in zip(contents, told, strict=True):
        for block, text in zip(content.blocks, texts, strict=True):
            pools[block.field].extend(text)
    for pool in pools.values():
        rng.shuffle(pool)
    for content, texts in zip(contents, told, strict=True):
        drawn = [
            " ".join(pools[block.field].pop() for _ in text) for block, text in zip(content.blocks, texts, strict=True)
        ]
        yield _copy(content, drawn, number)


def _copy(content: Content, texts: Sequence[str], number: int) -> Content:
    """Give a document of the same build with other texts in its blocks, and ids of its own."""
    old = content.document.id
    new = f"{old}-copy-{number}"

    def renamed(id_: str) -> str:
        return f"{new}{id_.removeprefix(old)}"

    blocks = tuple(
        replace(
            block,
            document=new,
            text=text,
            section=renamed(block.section),
            initiative=None if block.initiative is None else renamed(block.initiative),
        )
        for block, text in zip(content.blocks, texts, strict=True)
    )
    of_page, of_initiative = defaultdict(list), defaultdict(list)
    for block in blocks:
        of_page[block.page].append(block)
        of_initiative[block.initiative].append(block)
    return Content(
        document=replace(content.document, id=new),
        pages=tuple(_page(page, new, of_page[page.page]) for page in content.pages),
        sections=tuple(replace(section, id=renamed(section.id), document=new) for section in content.sections),
        initiatives=tuple(
            _initiative(
                replace(initiative, id=renamed(initiative.id), document=new, section=renamed(initiative.section)),
                of_initiative[renamed(initiative.id)],
            )
            for initiative in content.initiatives
        ),
        rows=(),
        blocks=blocks,
        notes=(),
    )


def _page(page: Page, document: str, blocks: Sequence[Block]) -> Page:
    text = "\n".join(block.text for block in blocks)
    return replace(page, document=document, text=text, received=text, repairs=())


def _initiative(initiative: Initiative, blocks: Sequence[Block]) -> Initiative:
    def told(field: Field) -> str:
        return " ".join(block.text for block in blocks if block.field is field)

    return replace(
        initiative,
        name=told(Field.NAME) or initiative.name,
        description=told(Field.DESCRIPTION),
        outputs=told(Field.OUTPUTS),
        effects=told(Field.EFFECTS),
        goals=told(Field.GOALS),
        text=" ".join(block.text for block in blocks),
        also_in=(),
    )
