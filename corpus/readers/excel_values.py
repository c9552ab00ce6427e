"""The text that an Excel cell shows: its value in the cell's number format, written as in Swedish."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from openpyxl.cell.rich_text import CellRichText, TextBlock

from corpus.repair.raised import raised_text

# The parts of a format: a text in quotes or after a stroke, a currency, a colour or condition, room or fill, all else.
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>[^ ])|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|\\?(?P<sign>.)',
    re.DOTALL,
)
_CORE = re.compile(r"[0#?](?:[0#?., ]*[0#?])?,*")
_SECTIONS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
# Beside these a figure needs a space: `12 kr`, `€ 12`, `12 %`, but not `(12)` or `-12`.
_NEEDS_SPACE = re.compile(r"[\w€$£%°]")
# Signs of formats whose numbers are written as they are: any, text, powers of ten, fractions, dates out of range.
_AS_IT_IS = re.compile(r"general|@|e[+-]|/|^[^0#?]*[a-z]", re.IGNORECASE)
_CONDITION = re.compile(r"\[[<>=]")
# How Office writes a sign that XML has no place for, as the end of a line that a database sent (ECMA-376, ST_Xstring).
_ESCAPED = re.compile(r"_x([0-9A-F]{4})_", re.IGNORECASE)
_MAX_DIGITS = 15
_PLACE = "\0"


def shown_text(value: object, number_format: str) -> str:
    """Give a cell's value as the sheet shows it, on as many lines as it has there; "" where it shows nothing.

    Raised figures are kept apart from those before them, and what is struck out is left out.
    """
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
        case int() | float():
            return _number(value, number_format)
        case datetime() | date() | time() | timedelta():
            return _moment(value, _signs(number_format).lower())
        case _:
            text = _runs(value) if isinstance(value, CellRichText) else str(value)
            return "" if _hides_text(number_format) else _unescaped(text.replace("\r", "")).strip()


def _unescaped(text: str) -> str:
    """Give a text with the signs that a sheet writes as their codes; those that show nothing are left out."""
    return _ESCAPED.sub(lambda code: sign if (sign := chr(int(code[1], 16))).isprintable() else "", text)


def _hides_text(number_format: str) -> bool:
    """Whether a format has a section for text, and that is empty."""
    sections = _SECTIONS.split(number_format)
    return len(sections) > 3 and not sections[3].strip()


def _number(value: float, number_format: str) -> str:
    sections = _SECTIONS.split(number_format)
    number = Decimal(repr(value))
    has_own = (number < 0 and len(sections) > 1) or (number == 0 and len(sections) > 2)
    section = sections[1 if number < 0 else 2] if has_own else sections[0]
    if number.adjusted() >= _MAX_DIGITS or _CONDITION.search(number_format) or _AS_IT_IS.search(_signs(section)):
        return _plain(value)
    return _formatted(abs(number) if has_own else number, section)


def _formatted(number: Decimal, section: str) -> str:
    """Give a number in one section of a format: words before it, digits, words after it."""
    parts = [(part["quoted"] or part["escaped"] or part["currency"], part["sign"]) for part in _PART.finditer(section)]
    told = [(word or sign or "", _PLACE if word else sign or _PLACE) for word, sign in parts]
    signs = "".join(sign for _, sign in told)
    core = _CORE.search(signs)
    start, end = core.span() if core else (len(told), len(told))
    before, after = ("".join(word for word, _ in part).strip() for part in (told[:start], told[end:]))
    if core is None:
        return before
    if "%" in signs:
        number *= 100
    digits = _digits(number, core.group())
    gap_before = " " if before and _NEEDS_SPACE.match(before[-1]) else ""
    gap_after = " " if after and _NEEDS_SPACE.match(after[0]) else ""
    return f"{before}{gap_before}{digits}{gap_after}{after}"


def _digits(number: Decimal, core: str) -> str:
    """Give a number with the decimals, zeros, groups and scale that the digits of a format ask for."""
    pattern = core.rstrip(",")
    number /= 1000 ** (len(core) - len(pattern))
    whole, _, decimals = pattern.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    told, _, fraction = f"{abs(rounded):f}".partition(".")
    told = told.lstrip("0").zfill(whole.count("0"))
    while len(fraction) > decimals.count("0") and fraction.endswith("0"):
        fraction = fraction[:-1]
    if told and ("," in whole or " " in whole):
        told = f"{int(told):,}".replace(",", " ")
    return f"{'-' if rounded < 0 else ''}{told}{',' if fraction else ''}{fraction}"


def _plain(value: float) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")


def _signs(number_format: str) -> str:
    """Give a format without words, currencies, colours, room and fill."""
    return "".join(part["sign"] or "" for part in _PART.finditer(number_format))


def _moment(value: date | time | timedelta, signs: str) -> str:
    """Give a point in time: as much of it as the format shows, a date as year-month-day."""
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, datetime):
        if "h" in signs and "y" not in signs and "d" not in signs:
            value = value.time()
        elif value.time() != time() and value.time() >= time(0, 0, 1):
            return value.isoformat(" ", "seconds" if value.second else "minutes")
        else:
            value = value.date()
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if "y" in signs and "d" not in signs:
        return f"{value:%Y-%m}" if "m" in signs else f"{value.year}"
    return value.isoformat()


def _runs(value: CellRichText) -> str:
    """Give a text whose parts have formats of their own."""
    text = ""
    for is_raised, group in groupby(value, key=_is_raised):
        told = "".join(str(part) for part in group if not _is_struck(part))
        text += raised_text(text, told) if is_raised else told
    return text


def _is_raised(part: str | TextBlock) -> bool:
    return isinstance(part, TextBlock) and part.font.vertAlign == "superscript"


def _is_struck(part: str | TextBlock) -> bool:
    return isinstance(part, TextBlock) and bool(part.font.strike)
