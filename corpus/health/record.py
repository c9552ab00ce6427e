"""Records of how the reading of a document went; cheap to import for code that only shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Found beside expected; `faults` names in Swedish what does not balance, with its page where it has one.

    Attributes:
        words_on_pages: Words of all pages' text.
        words_told: Words of all blocks; the same number, unless some are lost or told twice.
        rows: Rows of tables by theme.
        filled: How many pairs of region and theme have a row.
        expected: How many such pairs there should be; 0 where the form expects none.
    """

    words_on_pages: int
    words_told: int
    rows: int
    filled: int
    expected: int
    faults: tuple[str, ...]

    def line(self) -> str:
        """Give the account on one line, in Swedish."""
        rows = f"; {self.rows} rader, {self.filled} av {self.expected} par av region och tema" if self.expected else ""
        return f"{self.words_told} av {self.words_on_pages} ord lästa{rows}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingHealth:
    """How the reading of one document went, as it is kept with the document and shown to who reads it.

    Attributes:
        pages: Pages of its file; `printed_pages` of them have a printed number, `empty_pages` no text.
        account: Words and rows found beside those expected, with the faults.
        template_words: Words of questions, table heads and page numbers, which are never evidence.
        repairs: What was repaired and how often, most first.
        remarks: What a person should look at though nothing is lost, in Swedish.
    """

    pages: int
    printed_pages: int
    empty_pages: int
    account: Account
    template_words: int
    repairs: tuple[tuple[str, int], ...]
    remarks: tuple[str, ...]
