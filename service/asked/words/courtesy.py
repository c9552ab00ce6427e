"""Whether a text is said to be polite, and asks nothing: `tack för hjälpen!`, `ha en bra dag`."""

import re

from service.asked.words.plain_words import ENGLISH, INTERJECTIONS, SWEDISH, plain_words

_POLITE = plain_words("""
    hej hejsan hallå tja tjena tack tackar tusen hejdå hälsningar morgon kväll eftermiddag god trevlig trevligt helg
    förlåt ursäkta välkommen vänligen hello hi hey thanks thank bye goodbye cheers sorry please welcome
""")
# What such words are said with, and what says nothing else either.
_BESIDE = plain_words("""
    hjälp hjälpen svar svaret dag dagen bra fint snällt snäll kul roligt stort toppen super perfekt jättebra kanon snart
    vi ses hörs help answer good nice great perfect day weekend evening morning afternoon so very much later
""")
_SAID = _POLITE | _BESIDE | SWEDISH | ENGLISH | INTERJECTIONS


def is_courtesy(text: str) -> bool:
    """Tell whether a text has polite words and none that asks of anything."""
    words = re.findall(r"\w+", text.casefold())
    return not _POLITE.isdisjoint(words) and _SAID.issuperset(words)
