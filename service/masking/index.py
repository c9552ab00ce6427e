"""An index whose texts come out masked; it is searched as it was built."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corpus.document import Initiative, Section
from corpus.health.record import ReadingHealth
from corpus.pages import Page
from indexer.index import Index
from indexer.passage import Passage
from service.masking.contacts import find_names, mask
from service.settings.access import AccessSettings


class MaskedIndex:
    """Covers contact details in passages, pages, initiatives and headings: all that the service says comes from these.

    A mark takes the place of each letter, so that a quote is still a part of its page, and highlights fit.
    """

    def __init__(self, index: Index) -> None:
        """Read every page once, for the names."""
        self._index = index
        pages = (
            index.page(document.id, number)
            for document in index.documents()
            for number in range(1, index.n_pages(document.id) + 1)
        )
        self._names = find_names(page.text for page in pages if page is not None)
        # Pages and answers ask for them again and again.
        self._initiatives: dict[str, Initiative] = {}

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Give the passages at these rows, masked."""
        return [self._passage(passage) for passage in self._index.passages(rows)]

    def passage(self, passage_id: str) -> Passage | None:
        """Give the passage with this id, masked."""
        found = self._index.passage(passage_id)
        return found and self._passage(found)

    def initiative(self, initiative_id: str) -> Initiative | None:
        """Give the initiative with this id, masked."""
        found = self._index.initiative(initiative_id)
        return found and self._initiative(found)

    def called(self, text: str) -> list[Initiative]:
        """Give the initiatives that a text may call by name, masked."""
        return [self._known(found) for found in self._index.called(text)]

    def initiatives(self) -> list[Initiative]:
        """Give all initiatives, masked."""
        return [self._known(found) for found in self._index.initiatives()]

    def initiatives_at(self, places: Sequence[int]) -> list[Initiative]:
        """Give the initiatives at these places, masked."""
        return [self._known(found) for found in self._index.initiatives_at(places)]

    def sections(self) -> list[Section]:
        """Give all sections, their headings masked."""
        return [replace(section, heading=self._mask(section.heading)) for section in self._index.sections()]

    def page(self, document: str, page: int) -> Page | None:
        """Give a page, masked as repaired and as received."""
        found = self._index.page(document, page)
        if found is None:
            return None
        return replace(
            found,
            text=self._mask(found.text),
            received=self._mask(found.received),
            repairs=tuple(self._mask(repair) for repair in found.repairs),
        )

    def health(self, document: str) -> ReadingHealth | None:
        """Give how a document's reading went; what is told of it quotes the document, and is masked."""
        found = self._index.health(document)
        if found is None:
            return None
        account = replace(found.account, faults=tuple(map(self._mask, found.account.faults)))
        return replace(found, account=account, remarks=tuple(map(self._mask, found.remarks)))

    def _passage(self, passage: Passage) -> Passage:
        return replace(
            passage,
            text=self._mask(passage.text),
            name=self._mask(passage.name),
            heading=self._mask(passage.heading),
        )

    def _known(self, initiative: Initiative) -> Initiative:
        """Mask an initiative once."""
        if initiative.id not in self._initiatives:
            self._initiatives[initiative.id] = self._initiative(initiative)
        return self._initiatives[initiative.id]

    def _initiative(self, initiative: Initiative) -> Initiative:
        return replace(
            initiative,
            name=self._mask(initiative.name),
            description=self._mask(initiative.description),
            outputs=self._mask(initiative.outputs),
            effects=self._mask(initiative.effects),
            goals=self._mask(initiative.goals),
            text=self._mask(initiative.text),
        )

    def _mask(self, text: str) -> str:
        return mask(text, self._names)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


if TYPE_CHECKING:

    def _is_an_index(index: Index) -> Index:
        return MaskedIndex(index)


def shown(index: Index, settings: AccessSettings) -> Index:
    """Give the index as its texts may be shown."""
    return MaskedIndex(index) if settings.mask_contacts else index
