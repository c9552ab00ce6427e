"""Names of files that are carried away: after what was asked for and the day, and safe wherever they are kept."""

from datetime import date
from urllib.parse import unquote

import pytest

from service.exports.file_names import MAX_SUBJECT, attachment, file_name

DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("elkapacitet", "insatskartan-elkapacitet-2026-11-30.docx"),
        ("Jämställdhet Dalarna", "insatskartan-jämställdhet-dalarna-2026-11-30.docx"),
        ("Cafe\N{COMBINING ACUTE ACCENT}er", "insatskartan-caféer-2026-11-30.docx"),
        ('../../etc/passwd\r\nX: "1"; CON', "insatskartan-etc-passwd-x-1-con-2026-11-30.docx"),
        ("?!", "insatskartan-2026-11-30.docx"),
    ],
)
def test_a_name_is_the_words_of_what_was_asked_and_the_day(subject: str, name: str) -> None:
    assert file_name(subject, ".docx", DAY) == name


def test_a_long_name_is_cut_after_a_whole_word() -> None:
    assert file_name("abcde " * 30, ".csv", DAY) == f"insatskartan-{'-'.join(['abcde'] * 10)}-2026-11-30.csv"
    assert file_name("x" * 200, ".csv", DAY) == f"insatskartan-{'x' * MAX_SUBJECT}-2026-11-30.csv"


def test_what_knows_only_ascii_is_given_letters_without_rings_and_dots() -> None:
    told = attachment("insatskartan-jämställdhet-2026-11-30.docx")
    plain, full = told.split("; ")[1:]
    assert plain == 'filename="insatskartan-jamstalldhet-2026-11-30.docx"'
    assert unquote(full.removeprefix("filename*=UTF-8''")) == "insatskartan-jämställdhet-2026-11-30.docx"
    assert told.isascii()
