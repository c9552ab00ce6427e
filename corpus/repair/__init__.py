"""Repairs of extracted text, one small function for each kind of damage; correct text comes out untouched."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from corpus.corrections import Action, Corrections
from corpus.pages import Line, PageLines
from corpus.repair.letters import repair_letters
from corpus.repair.raised import raised_text

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")
# The second half of Latin-1's control characters is where Windows-1252 has quotation marks, dashes and the euro.
_WESTERN = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_CONTROLS = dict.fromkeys((*range(9), *range(14, 28), 127), "") | _WESTERN
_RAISED = re.compile(r"(?:(?<=\d)|(?<=[^\W\d_]{4}))[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_HYPHENS = re.compile("[\u2010\u2011\ufe63\uff0d]")
_SOFT_HYPHEN_AT_END = re.compile("\u00ad(?=\\s*$)")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
# No word is this long; what is has lost its spaces, or was made to be slow to read.
MAX_WORD = 200
_LONG_WORD = re.compile(rf"\S{{{MAX_WORD}}}(?=\S)")
LONG_WORDS = "för långa ord delade"
# What of a line before a raised figure says how it is written.
_BEFORE_RAISED = 16
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})


def cut_long_words(text: str) -> tuple[str, int]:
    """Part words of more than 200 characters with a space after every 200, and give how many words there were."""
    pieces, count = _LONG_WORD.subn(r"\g<0> ", text)
    return (pieces, sum(len(word) > MAX_WORD for word in text.split())) if count else (text, 0)


def whole_characters(text: str) -> str:
    """Put halves of characters (surrogates) together that belong together, and remove those left alone."""
    if not _HALF_CHARACTERS.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def readable_controls(text: str) -> str:
    """Give control characters as the signs of Windows-1252 they were meant to be; others go, white space stays."""
    return text.translate(_CONTROLS)


def part_raised_marks(text: str) -> str:
    """Keep a raised footnote mark apart from the figure or word before it (`125³`); `m²` and `10⁶` stay."""
    return _RAISED.sub(_parted, text)


def _parted(match: re.Match[str]) -> str:
    before = match.string[max(match.start() - _BEFORE_RAISED, 0) : match.start()]
    written = raised_text(before, unicodedata.normalize("NFKC", match.group()))
    return written if written.startswith("[") else match.group()


def compose(text: str) -> str:
    """Give the text in Unicode's composed form (NFC): one character for a letter and its dots."""
    return unicodedata.normalize("NFC", text)


def plain_hyphens(text: str) -> str:
    """Replace special hyphens, and a soft one that a line ends on, by the ordinary one; dashes stay."""
    return _SOFT_HYPHEN_AT_END.sub("-", _HYPHENS.sub("-", text))


def remove_invisible(text: str) -> str:
    """Remove soft hyphens, zero-width characters and marks of text direction."""
    return _INVISIBLE.sub("", text)


def plain_spaces(text: str) -> str:
    """Replace no-break and other special spaces by ordinary ones, one for one."""
    return _SPACES.sub(" ", text)


def split_ligatures(text: str) -> str:
    """Replace typographic ligatures by their letters."""
    return text.translate(_LIGATURES)


LINE_REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("halva tecken", whole_characters),
    ("styrtecken", readable_controls),
    ("upphöjda siffror", part_raised_marks),
    ("sammansatta tecken", compose),
    ("särskilda bindestreck", plain_hyphens),
    ("osynliga tecken", remove_invisible),
    ("särskilda mellanslag", plain_spaces),
    ("ligaturer", split_ligatures),
)


def plain_text(text: str) -> str:
    """Give a line as all repairs of single lines leave it: how names and questions are compared with text."""
    for _, repair in LINE_REPAIRS:
        text = repair(text)
    return text


def repair_pages(pages: Sequence[PageLines], corrections: Corrections) -> tuple[PageLines, ...]:
    """Give a document's pages with every line repaired and, on each page, a note a kind of repair with its count."""
    told = corrections.values(Action.REPLACE)
    # Half a character can be written to no file, so that it is not even kept in what was received.
    pages = [_cut_page(replace(page, received=whole_characters(page.received))) for page in pages]
    pages = [
        _replace_texts(page, [told.get(line.number, line.text) for line in page.lines], "rättade rader")
        for page in pages
    ]
    for name, repair in LINE_REPAIRS:
        pages = [_replace_texts(page, [repair(line.text) for line in page.lines], name) for page in pages]
    letters = iter(repair_letters([line.text for page in pages for line in page.lines]))
    pages = [_replace_texts(page, list(islice(letters, len(page.lines))), "isärtagna bokstäver") for page in pages]
    return tuple(_join_page(page) for page in pages)


def _cut_page(page: PageLines) -> PageLines:
    cut = [cut_long_words(line.text) for line in page.lines]
    count = sum(found for _, found in cut)
    if not count:
        return page
    lines = tuple(replace(line, text=text) for line, (text, _) in zip(page.lines, cut, strict=True))
    return replace(page, lines=lines, repairs=(*page.repairs, f"{LONG_WORDS}: {count}"))


def _replace_texts(page: PageLines, texts: Sequence[str], name: str) -> PageLines:
    count = sum(line.text != text for line, text in zip(page.lines, texts, strict=True))
    if not count:
        return page
    lines = (
        line if line.text == text else replace(line, text=text) for line, text in zip(page.lines, texts, strict=True)
    )
    return replace(page, lines=tuple(lines), repairs=(*page.repairs, f"{name}: {count}"))


def _join_page(page: PageLines) -> PageLines:
    lines, count = join_hyphens(page.lines)
    return replace(page, lines=lines, repairs=(*page.repairs, f"avstavningar: {count}")) if count else page


# A hyphen before one of these stands for a left-out word part: "ladd- och drivmedelsinfrastruktur".
_COORDINATORS = frozenset(
    {"och", "eller", "samt", "respektive", "som", "till", "men", "alternativt", "resp", "inklusive"}
)
_BROKEN_WORD = re.compile(r"(?P<head>\S*[^\W\d_])-")
_FIRST_WORD = re.compile(r"^(?P<space>\s*)(?P<word>\S+)(?P<rest>.*)$", re.DOTALL)


def join_hyphens(lines: Sequence[Line]) -> tuple[tuple[Line, ...], int]:
    """Move the rest of a word broken at a line end up to its first part; blank lines between are passed over.

    Words are not joined from one cell of a table to the next.

    A soft hyphen goes (`utveck-` / `lingsstrategin`); a real one stays where the next word joins two parts
    (`ladd-` / `och drivmedel`), where the first part is an abbreviation (`EU-` / `medel`) and where a name is broken
    (`i Öst-` / `Sverige`).

    Returns:
        The lines, as many as before, and how many words were joined.
    """
    texts = [line.text for line in lines]
    filled = [n for n, text in enumerate(texts) if text.strip()]
    count = 0
    here = filled[0] if filled else 0
    for below in filled[1:]:
        joined = _join(texts[here], texts[below]) if lines[here].cell == lines[below].cell else None
        if joined is None and _may_break_name(lines[here], lines[below], texts[here]) and below == here + 1:
            joined = _join_names(texts[here], texts[below])
        if joined is not None:
            texts[here], texts[below] = joined
            count += 1
        # Where nothing is left of a line, its word may go on on the next.
        here = below if texts[below].strip() else here
    return tuple(replace(line, text=text) for line, text in zip(lines, texts, strict=True)), count


def _join(line: str, following: str) -> tuple[str, str] | None:
    words, start = line.rsplit(maxsplit=1), _FIRST_WORD.match(following)
    end = _BROKEN_WORD.fullmatch(words[-1]) if words else None
    if end is None or start is None:
        return None
    word = start["word"]
    if _coordinates(word) or not word[0].islower():
        return None
    stem = line.rstrip().removesuffix("-")
    return f"{stem}{'-' if _is_real(end['head']) else ''}{word} ", f"{start['space']}{start['rest'].lstrip()}"


def _join_names(line: str, following: str) -> tuple[str, str] | None:
    """Put a name together that was broken at its own hyphen: `Öst-` / `Sverige`."""
    words, start = line.rsplit(maxsplit=1), _FIRST_WORD.match(following)
    end = _BROKEN_WORD.fullmatch(words[-1]) if words else None
    if end is None or start is None or _coordinates(start["word"]):
        return None
    # What ends on a hyphen itself and goes on with a space is no end of a name: `Falun-` / `Hälso- och`.
    if not (end["head"][0].isupper() and start["word"][0].isupper()) or (start["word"][-1] == "-" and start["rest"]):
        return None
    return f"{line.rstrip()}{start['word']} ", f"{start['space']}{start['rest'].lstrip()}"


def _may_break_name(line: Line, following: Line, text: str) -> bool:
    """Whether a name may go on from one line to the next: a word alone on its line may be an entry of a list."""
    return line.cell == following.cell and (line.cell is not None or " " in text.strip())


def _coordinates(word: str) -> bool:
    return word.strip(".,;:)").lower() in _COORDINATORS


def _is_real(head: str) -> bool:
    """Whether the hyphen after this belongs to the word: after "EU", "U", "FoU", "starta-eget" and in addresses."""
    letters = head.strip("(”\"'")
    return any(letter.isupper() for letter in letters[1:]) or len(letters) == 1 or "-" in letters or "://" in letters
