"""What is quoted of an initiative in an overview: its first sentence that tells something."""

import pytest

from service.answer.overview.overviews import first_sentence


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Effekter uppnådda under året baseras på egen bedömning. Fler bussar går i rätt tid.",
            "Fler bussar går i rätt tid.",
        ),
        ("Resultatet baseras på egen bedömning Fler bussar går i rätt tid.", "Fler bussar går i rätt tid."),
        ("Egen bedömning: • Fler bussar går i rätt tid.", "Fler bussar går i rätt tid."),
        ("Beskrivning baseras på uppföljning.", "Beskrivning baseras på uppföljning."),
        (
            "Bolag som bygger på egenmakt och bedömning har startats.",
            "Bolag som bygger på egenmakt och bedömning har startats.",
        ),
    ],
)
def test_what_a_telling_rests_on_is_not_what_it_tells(text: str, told: str) -> None:
    assert first_sentence(text) == told
