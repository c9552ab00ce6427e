"""Words as they are spoken or noted down, in the form that questions are read in: `hur mkt`, `va gör dom`."""

import re

_WRITTEN = {
    "mkt": "mycket",
    "ngn": "någon",
    "ngt": "något",
    "ngra": "några",
    "nåra": "några",
    "mä": "med",
    "ä": "är",
    "hållt": "hållit",
    "dom": "de",
    "oxå": "också",
    "sånt": "sådant",
    "såna": "sådana",
}
_SHORT = re.compile(rf"\b(?:{'|'.join(_WRITTEN)})\b", re.IGNORECASE)
# `Va` opens a question, ends one that asks to be agreed with, and is a verb between.
_WHAT = re.compile(r"^(\W*)va\b(?=\s+\w)", re.IGNORECASE)
_WAS = re.compile(r"(?<=\w )va\b(?= \w)")
# Neither metres (`100 m`) nor the end of `m.m.` or `bl a m fl`.
_WITH = re.compile(r"(?<=[^\W\d] )m(?= (?!fl\b|m\b)\w)")


def write_out(question: str) -> str:
    """Give a question with such words written out; a capital stays, and a name in capitals is none."""
    with_verbs = _WAS.sub("var", _WHAT.sub(r"\1vad", question))
    return _SHORT.sub(_written, _WITH.sub("med", with_verbs))


def _written(found: re.Match[str]) -> str:
    short = found.group()
    if len(short) > 1 and short.isupper():
        return short
    whole = _WRITTEN[short.casefold()]
    return whole.capitalize() if short[0].isupper() else whole
