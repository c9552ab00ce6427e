"""Tables as the service gives them, read back."""

import csv
import io

import openpyxl


def read_csv(content: bytes) -> list[dict[str, str]]:
    """Give the rows of a CSV file by their heads."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def read_excel(content: bytes) -> list[tuple[object, ...]]:
    """Give all rows of the first sheet of a workbook, its heads first."""
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
