"""Who reports each card: whom it names, or whom a line above it does."""

from dataclasses import dataclass, field

from corpus.regions.names import find_mentions
from corpus.structure.builder import NOBODY, Owner
from corpus.structure.owners import region_owner


@dataclass(slots=True)
class CardOwners:
    """The owners of cards, which are numbered from 0 as they begin.

    Attributes:
        own: Who reports the document.
        told: Those of cards that name one.
        stand_above: Where the first region stands above the first card, each card's region stands above it.
    """

    own: Owner
    told: dict[int, Owner] = field(default_factory=dict)
    stand_above: bool = False
    _next: Owner | None = None

    def open(self, card: int) -> None:
        """Begin a card; one whose region stood above it is that region's."""
        if self._next is not None:
            self.told[card], self._next = self._next, None

    def may_be_named(self, card: int) -> bool:
        """Tell whether a card has named nobody yet, and regions stand in the cards."""
        return not self.stand_above and card not in self.told

    def see(self, named: str, n_cards: int) -> list[str]:
        """Take whom the last of so many cards names, or the next where regions stand above them.

        Returns:
            What is to be noted of it; a card is nobody's where what it names is not known, or where it names two.
        """
        owner = region_owner(named, self.own) or NOBODY
        card, notes = n_cards - 1, []
        self.stand_above = self.stand_above or not n_cards
        if owner == NOBODY:
            notes.append(f"{'flera regioner' if find_mentions(named) else 'ingen region'} i {named!r}")
        if self.stand_above:
            self._next = owner
        elif self.told.get(card, owner) != owner:
            notes.append(f"en region till i {named!r}")
            self.told[card] = NOBODY
        else:
            self.told[card] = owner
        return notes
