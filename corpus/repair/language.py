"""Which language a text is written in, for texts long enough to tell."""

from functools import lru_cache

from langdetect import DetectorFactory
from langdetect.detector_factory import PROFILES_DIRECTORY
from langdetect.lang_detect_exception import LangDetectException

LANGUAGES = ("sv", "en")

# langdetect takes the title "Kommunal ekonomi" for Danish; from here on it has been right on every page.
MIN_CHARACTERS = 200
# More text does not change the answer, only the time: about 5 ms for this much.
MAX_CHARACTERS = 1000
_SEED = 20231231


@lru_cache(maxsize=1)
def _factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.set_seed(_SEED)
    return factory


@lru_cache(maxsize=1024)
def detect_language(text: str) -> str | None:
    """Give "sv" or "en", or None for a text under 200 characters or in another language.

    At most the first 1,000 characters are looked at; the answer is the same every time.
    """
    if len(text) < MIN_CHARACTERS:
        return None
    detector = _factory().create()
    detector.append(text[:MAX_CHARACTERS])
    try:
        found = detector.detect()
    except LangDetectException:  # Nothing but figures and signs.
        return None
    return found if found in LANGUAGES else None
