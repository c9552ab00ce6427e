"""JSON, CSV, Excel and Word: which of them a caller wants, and replies made into files."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from fastapi import Request, Response
from pydantic import BaseModel

from corpus.errors import shown
from service.api.transport.sub_path import own_path
from service.errors import NotAcceptableError
from service.exports.file_names import attachment, file_name
from service.exports.memo import Memo
from service.exports.sheet import Cell, Origin, Row

NOWHERE = Origin(facts=(), base="")


class Format(StrEnum):
    """The formats a reply can be given in, by media type."""

    JSON = "application/json"
    CSV = "text/csv"
    EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Separator(StrEnum):
    """What stands between the cells of a CSV file; Excel set to Swedish opens those with semicolons by itself."""

    COMMA = "comma"
    SEMICOLON = "semicolon"


# Java writes `*; q=.2` for whatever else it may be given.
QUALITY = re.compile(r"[01](\.\d{0,3})?|\.\d{1,3}")
ANYTHING = "*/*"
SUFFIXES = {".csv": Format.CSV, ".xlsx": Format.EXCEL, ".docx": Format.WORD}
# What a spreadsheet takes for a formula where a cell begins, some also in full width. A cell begins as well within a
# text, after each sign that parts cells, where the program is set to another one than the file is written with.
FORMULA = re.compile(r"""((?:^|[,;\t\r\n])[\s",;]*)([=+\-@＝＋－＠])""")
# What the first page shows, and what the page of an initiative shows at its end.
ASKED = ("/v1/answer", "/v1/search")
SIMILAR = re.compile(r"/v1/initiatives/([^/]+)/similar")
# Parameters that say how a file is made, and those that pages do not know.
OF_FILES = frozenset({"limit", "offset", "separator"})
OF_CALLERS = frozenset({"mode", "unit", "explain", "previous", "scope"})


def wanted(request: Request, offered: Sequence[str] = tuple(Format)) -> str:
    """Give the media type to reply in: by the path's suffix, else what the Accept header ranks highest (RFC 9110).

    Of types ranked alike, one that is named comes before one that a wildcard takes, then the first offered.

    Raises:
        NotAcceptableError: The caller accepts none of those offered.
    """
    for suffix, media_type in SUFFIXES.items():
        if request.url.path.endswith(suffix):
            return media_type
    header = request.headers.get("accept") or ANYTHING
    ranges = [_read_range(part) for part in header.lower().split(",") if part.strip()]
    best = max(offered, key=lambda media_type: _rank(media_type, ranges))
    if _rank(best, ranges) <= (0.0, 0):
        raise NotAcceptableError(f"Accept är {shown(header)}; väntade ett av: {', '.join(offered)}")
    return best


async def accept_json(request: Request) -> None:
    """Refuse a request whose Accept header leaves JSON out; 406."""
    wanted(request, (Format.JSON,))


def _read_range(part: str) -> tuple[str, float]:
    """Give a media range of an Accept header and its quality, 0 where that cannot be read."""
    media, *parameters = (piece.strip() for piece in part.split(";"))
    quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    return ANYTHING if media == "*" else media, float(quality) if QUALITY.fullmatch(quality) else 0.0


def _rank(media_type: str, ranges: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """Give the quality that the most specific range gives a media type, and how specific that range is."""
    levels = (ANYTHING, f"{media_type.split('/', maxsplit=1)[0]}/*", media_type)
    matching = [(levels.index(media), quality) for media, quality in ranges if media in levels]
    level, quality = max(matching, default=(0, 0.0))
    return quality, level if quality else 0


def as_json(reply: BaseModel) -> Response:
    """Give a reply as JSON, made where the reply was: FastAPI would hand it to a thread, to be checked once more."""
    return Response(reply.model_dump_json(by_alias=True), media_type=Format.JSON)


def table(
    rows: Sequence[Row],
    columns: Sequence[str],
    media_type: str,
    subject: str,
    *,
    links: Sequence[Mapping[str, str]] | None = None,
    origin: Origin = NOWHERE,
    separator: Separator = Separator.COMMA,
) -> Response:
    """Give rows as a CSV or Excel file for download.

    Args:
        subject: What was asked for, which the file is called after.
        links: In Excel, for each row the address that a column's cell leads to.
        origin: In Excel, what a sheet of its own tells of the table.
        separator: In CSV, what stands between cells; with semicolons numbers have decimal commas, as Swedish writes.
    """
    if media_type == Format.CSV:
        return _download(_csv(rows, columns, separator), f"{media_type}; charset=utf-8", subject, ".csv")
    # Reading this package takes a tenth of the time until the service is ready; few carry something away.
    from service.exports.excel import workbook

    return _download(workbook(rows, columns, links or [{} for _ in rows], origin), media_type, subject, ".xlsx")


def word(memo: Memo, subject: str) -> Response:
    """Give a memo as a Word file for download, called after what was asked for."""
    # Nor is this package read before somebody needs it.
    from service.exports.word import write_word

    return _download(write_word(memo), Format.WORD, subject, ".docx")


def _download(content: bytes, media_type: str, subject: str, suffix: str) -> Response:
    headers = {"Content-Disposition": attachment(file_name(subject, suffix, date.today()))}
    return Response(content, media_type=media_type, headers=headers)


def origin_of(request: Request, index_version: str, facts: Sequence[tuple[str, str]]) -> Origin:
    """Give where a reply's table comes from: what was asked, the day, the version of the index and the address."""
    base = str(request.base_url).rstrip("/")
    told = (
        *((label, value) for label, value in facts if value),
        ("Hämtat", date.today().isoformat()),
        ("Samlingens version", index_version),
        ("Adress", base + page_address(own_path(request.scope), request.query_params.multi_items())),
    )
    return Origin(facts=told, base=base)


def page_address(path: str, parameters: Sequence[tuple[str, str]]) -> str:
    """Give the page that shows what a file holds: who reads the file wants to read on, not to download it again.

    Where the page cannot show it, as one way of searching alone, this is the address of the file itself.
    """
    kept = [(name, value) for name, value in parameters if value and name not in OF_FILES]
    if {name for name, _ in kept} & OF_CALLERS:
        return f"{path}?{urlencode(parameters)}"
    page = SIMILAR.sub(r"/insatser/\1", path.removesuffix(next(filter(path.endswith, SUFFIXES), "")))
    page = "/" if page in ASKED else page
    return f"{page}?{urlencode(kept)}" if kept else page


def _csv(rows: Sequence[Row], columns: Sequence[str], separator: Separator) -> bytes:
    is_swedish = separator is Separator.SEMICOLON
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if is_swedish else ",")
    writer.writerow(columns)
    for row in rows:
        cells = [_harmless(row.get(column)) for column in columns]
        writer.writerow([_with_comma(cell) for cell in cells] if is_swedish else cells)
    # Excel takes a CSV file for UTF-8 only where it begins with a byte order mark.
    return buffer.getvalue().encode("utf-8-sig")


def _with_comma(value: Cell) -> Cell:
    return str(value).replace(".", ",") if isinstance(value, float) else value


def _harmless(value: Cell) -> Cell:
    """Keep a spreadsheet from taking a text, or a part of it, for a formula, as OWASP advises for CSV."""
    return FORMULA.sub(r"\1'\2", value) if isinstance(value, str) else value
