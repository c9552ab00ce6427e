"""Packs Office files so that the same contents give the same bytes."""

import io
from datetime import date, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def packed_alike(content: bytes) -> bytes:
    """Give a zip file with the same members, without the time at which each was put in.

    Libraries write that time; the file would be another one each second, and so would its entity tag.
    """
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as read, ZipFile(buffer, "w") as written:
        for member in read.infolist():
            # As a ZipInfo is made it says 1980, the first year that the format can tell.
            written.writestr(ZipInfo(member.filename), read.read(member), ZIP_DEFLATED)
    return buffer.getvalue()


def made_on(day: date) -> datetime:
    """Give the time that a file of that day tells as its own: the day's beginning, whenever it was asked for."""
    return datetime.combine(day, time())
