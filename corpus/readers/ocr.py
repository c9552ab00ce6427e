"""Text of scanned pages, where Tesseract with Swedish is installed: the extra `ocr`."""

import importlib
import importlib.util
import shutil
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

LANGUAGE = "swe"
TIMEOUT_SECONDS = 60


@lru_cache(maxsize=1)
def can_recognise() -> bool:
    """Whether Tesseract, its Swedish data and pytesseract are all there."""
    if shutil.which("tesseract") is None or importlib.util.find_spec("pytesseract") is None:
        return False
    pytesseract = importlib.import_module("pytesseract")
    try:
        return LANGUAGE in pytesseract.get_languages()
    except (OSError, RuntimeError):  # Tesseract is there but does not run.
        return False


def recognise(images: Iterable[Any]) -> str:
    """Give the Swedish text in images (PIL), one after the other.

    Raises:
        RuntimeError: Tesseract failed, or took longer than TIMEOUT_SECONDS for an image.
    """
    pytesseract = importlib.import_module("pytesseract")
    return "\n\n".join(
        pytesseract.image_to_string(image, lang=LANGUAGE, timeout=TIMEOUT_SECONDS).strip() for image in images
    )
