"""What a word means is told by the bracket, the sentence or the heading that explains it, and by nothing else."""

import pytest

from service.asked.names.meanings import asked_word, find_explanation, find_meaning, is_headed_by


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Vad betyder UVAS?", "UVAS"),
        ("Vad står RUS för?", "RUS"),
        ("Vad är en social innovation?", "social innovation"),
        ("Vad menas med begreppet sociala företag?", "sociala företag"),
        ("Vad är LONA för något?", "LONA"),
        ("Hur definierades social innovation på dialogmötet 2020?", "social innovation"),
        ("Vad gör Skåne?", None),
        ("Vad är det viktigaste som Skåne har gjort för unga?", None),
    ],
)
def test_the_word_is_what_follows_the_question(question: str, word: str | None) -> None:
    assert asked_word(question) == word


UVAS = "unga som varken arbetar eller studerar"


@pytest.mark.parametrize(
    ("text", "abbreviation", "meaning"),
    [
        (f"Expedition {UVAS} (UVAS) Region", "UVAS", UVAS),
        (f"UVAS-gruppen ({UVAS}) ökar.", "UVAS", UVAS),
        ("Ett nytt Regionalt serviceprogram (RSP) finns.", "RSP", "Regionalt serviceprogram"),
        ("HIPS, Hållbara innovationer och produkter inom skog, Mittuniversitetet", "HIPS",
         "Hållbara innovationer och produkter inom skog"),
        ("med stöd av AMIF - Asyl, migrations- och integrationsfonden.", "AMIF", None),
        ("RUS: Flexibel kompetensförsörjning", "RUS", None),
        ("Smart specialisering (S3) i centrum", "S3", None),
    ],
)  # fmt: skip
def test_an_abbreviation_stands_for_words_that_hold_its_letters(
    text: str, abbreviation: str, meaning: str | None
) -> None:
    span = find_meaning(text, abbreviation)
    assert (text[slice(*span)] if span else None) == meaning


@pytest.mark.parametrize(
    ("text", "word", "start"),
    [
        ("Projektet pågår. Yrkespaket inom komvux kombinerar svenska med ett yrke.", "yrkespaket", "Yrkespaket"),
        ("a@b.se Smart specialisering (S3) • Sätter innovation i centrum", "smart specialisering", "Smart"),
        ("Alla vet vad validering är och innebär.", "validering", None),
        ("Validering Kalmar län har startat.", "validering", None),
    ],
)  # fmt: skip
def test_a_text_explains_a_word_that_opens_a_sentence_or_a_list(text: str, word: str, start: str | None) -> None:
    found = find_explanation(text, word)
    assert found == (None if start is None else text.index(start))


def test_a_heading_is_the_word_or_announces_its_definition() -> None:
    assert is_headed_by("Sociala företag", "socialt företagande")
    assert is_headed_by("Definition av social innovation baserad på EU", "social innovation")
    assert not is_headed_by("Sociala företag i Dalarna", "sociala företag")
