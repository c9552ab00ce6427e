"""How sure an answer is, as it is told to who reads it."""

from collections.abc import Mapping

from service.answer.answer import Answer
from service.asked.understood import Kind

SWEDISH_SHARES: Mapping[str, str] = {
    "percent": "{number}\N{NO-BREAK SPACE}%",
    "nearly_all": "över\N{NO-BREAK SPACE}99\N{NO-BREAK SPACE}%",
}
# Of three facts that are less sure than this, at least one is wrong: that is told with the fact, not after its quote.
UNSURE = 2 / 3


def share_label(share: float, words: Mapping[str, str] = SWEDISH_SHARES) -> str:
    """Give a share as whole percent; no share short of all is told as all."""
    whole = round(share * 100)
    if whole == 100 and share < 1:
        return words["nearly_all"]
    return words["percent"].format(number=whole)


def is_unsure(answer: Answer) -> bool:
    """Tell whether an answer is a fact that may as well be wrong, so that its quote has to be read first."""
    return answer.answered and answer.kind is Kind.FACT and answer.confidence < UNSURE
