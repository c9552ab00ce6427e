"""What of its topic a question leaves out: `digitalisering utom bredband`, `livsmedel men inte jordbruk`."""

import re

from corpus.regions.names import find_mentions
from service.asked.asked import LeftOut
from service.asked.limits.leaving_out import EXCEPT, tidy
from service.asked.words.pieces import DOES, PREPOSITION
from service.asked.words.plain_words import PLAIN

_NOT = r"(?:inte|ej|icke|not)(?! (?:bara|enbart|endast|minst|längre|only|just)\b)"
# Who does the one and not the other; a comma alone may be part of a sentence that goes on.
_DOES = rf"(?:(?:{DOES}|håller på|handlar|rör|gäller|är|working|doing)\s+)?"
_BUT_NOT = rf"(?:(?:men|dock|fast|but)\s+(?:som\s+)?{_DOES}{_NOT}|(?<=,)\s*{_NOT})"
_LEADING = rf"(?:(?:{PREPOSITION}|med|om|kring|just|något|nåt|någon|det som|dem som|with|about)\s+)*"
# Up to where the sentence goes on.
_TOPIC = r"(?P<topic>[^\s,;:?!.]+(?:\s+[^\s,;:?!.]+){0,4})(?=\s*(?:[,;:?!.]|$))"
_PATTERNS = {
    re.compile(rf"\s*,?\s*\b(?:{EXCEPT}|other than)\s+{_LEADING}{_TOPIC}", re.IGNORECASE): False,
    re.compile(rf"\s*,?\s*{_BUT_NOT}\s+{_DOES}{_LEADING}{_TOPIC}", re.IGNORECASE): True,
}
_WORD = re.compile(r"\w+(?:-\w+)*")


def leave_out_topic(question: str) -> tuple[str, LeftOut | None]:
    """Give a question without the topic that it leaves out, and that topic; both parts have to name a topic.

    Places that a question leaves out are no topic.
    """
    for pattern, is_denied in _PATTERNS.items():
        found = pattern.search(question)
        if found is None or find_mentions(found["topic"]):
            continue
        rest = tidy(f"{question[: found.start()]} {question[found.end() :]}")
        if _names_topic(rest) and _names_topic(found["topic"]):
            return rest, LeftOut(topic=found["topic"].strip(), is_denied=is_denied)
    return question, None


def _names_topic(text: str) -> bool:
    return any(word not in PLAIN for word in _WORD.findall(text.casefold()))
