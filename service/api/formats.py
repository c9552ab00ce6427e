"""JSON, CSV and Excel: which one a caller wants, and tables made of replies."""

import csv
import io
from collections.abc import Mapping, Sequence
from enum import StrEnum

from fastapi import Request, Response
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from service.errors import NotAcceptableError

Cell = str | int | float | None
Row = Mapping[str, Cell]


class Format(StrEnum):
    """The formats a table can be given in, by media type."""

    JSON = "application/json"
    CSV = "text/csv"
    EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


SUFFIXES = {".csv": Format.CSV, ".xlsx": Format.EXCEL}


def wanted(request: Request, offered: Sequence[str] = tuple(Format)) -> str:
    """Give the media type to reply in: by the path's suffix, else what the Accept header ranks highest.

    Raises:
        NotAcceptableError: The caller accepts none of those offered.
    """
    for suffix, media_type in SUFFIXES.items():
        if request.url.path.endswith(suffix):
            return media_type
    header = request.headers.get("accept") or "*/*"
    for accepted in _ranked(header):
        match = next((media_type for media_type in offered if _matches(accepted, media_type)), None)
        if match is not None:
            return match
    raise NotAcceptableError(f"Accept är {header!r}; väntade ett av: {', '.join(offered)}")


def _ranked(header: str) -> list[str]:
    """Give the media ranges of an Accept header, best quality first, those of quality 0 left out (RFC 9110)."""
    ranges = [part.strip().lower().split(";") for part in header.split(",") if part.strip()]
    weighed = [(media.strip(), _quality(parameters)) for media, *parameters in ranges]
    return [media for media, quality in sorted(weighed, key=lambda pair: -pair[1]) if quality > 0]


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def _matches(accepted: str, media_type: str) -> bool:
    return accepted in ("*/*", media_type, f"{media_type.split('/', maxsplit=1)[0]}/*")


def table(rows: Sequence[Row], columns: Sequence[str], media_type: str, name: str) -> Response:
    """Give rows as a CSV or Excel file for download."""
    make, suffix = (_csv, "csv") if media_type == Format.CSV else (_excel, "xlsx")
    charset = "; charset=utf-8" if media_type == Format.CSV else ""
    disposition = f'attachment; filename="{name}.{suffix}"'
    return Response(
        make(rows, columns),
        media_type=f"{media_type}{charset}",
        headers={"Content-Disposition": disposition, "Vary": "Accept"},
    )


def _csv(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows([[_harmless(row.get(column)) for column in columns] for row in rows])
    # Excel takes a CSV file for UTF-8 only where it begins with a byte order mark.
    return buffer.getvalue().encode("utf-8-sig")


def _harmless(value: Cell) -> Cell:
    """Keep a spreadsheet from taking a text for a formula, as OWASP advises for CSV."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _excel(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Insatskartan")
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    for row in rows:
        sheet.append([_cell(row.get(column)) for column in columns])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(value: Cell) -> Cell:
    return ILLEGAL_CHARACTERS_RE.sub("", str(_harmless(value))) if isinstance(value, str) else value
