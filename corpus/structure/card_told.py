"""What a person is told of cards: that none was found, and of labels that the form does not know."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.document import Field
from corpus.forms.model import CardsForm
from corpus.structure.card_labels import is_label
from corpus.structure.outline import OutlinePiece

_FEWEST = 3
# Each label of the cards and measures of Östra Mellansverige stands in 87 % or more of them, and what begins a line
# and is none in 58 % at most.
_MOST = 0.75
_SHOWN = 5


def told_of_cards(form: CardsForm, pieces: Sequence[OutlinePiece]) -> Iterator[str]:
    """Name the label of cards where none stands, and what begins a line in most initiatives and is no label."""
    stories = {piece.story for piece in pieces if piece.story is not None}
    labelled = {piece.story for piece in pieces if piece.field is Field.TEMPLATE and piece.text == form.card}
    if form.card and form.card_heading is None and not labelled:
        yield f"inget kort börjar {form.card!r}; de kort som finns läses inte som insatser"
    elif not stories:
        yield "ingen insats hittades; formen säger hur en insats börjar, och ingen rad gör det"
    for kind in (labelled, stories - labelled):
        if len(kind) >= _FEWEST:
            unknown = _unknown(form, [piece for piece in pieces if piece.story in kind], _MOST * len(kind))
            for text, count in islice(unknown, _SHOWN):
                many = f"{count} av {len(kind)} insatser har en rad som börjar {text!r}"
                yield f"{many}; är det en etikett känner formen den inte"


def _unknown(form: CardsForm, pieces: Sequence[OutlinePiece], fewest: float) -> Iterator[tuple[str, int]]:
    """Give the first words of lines that so many initiatives have, with how many do."""
    having: defaultdict[str, set[int | None]] = defaultdict(set)
    for piece in pieces:
        is_told = piece.field not in (Field.NAME, Field.TEMPLATE) and piece.text[:1].isupper()
        if is_told and not is_label(form, piece.text):
            words = piece.text.split()
            for opening in (words[0], " ".join(words[:2])):
                having[opening.removesuffix(":")].add(piece.story)
    told: list[str] = []
    likeliest = sorted(having.items(), key=lambda one: (len(one[1]), len(one[0])), reverse=True)
    for opening, stories in likeliest:
        if len(stories) >= fewest and not any(one.startswith(opening) or opening.startswith(one) for one in told):
            told.append(opening)
            yield opening, len(stories)
