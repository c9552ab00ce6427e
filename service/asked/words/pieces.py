"""Patterns, and pieces of them, that several modules read questions with: a word that one learns, all of them know."""

import re

# A word as it is written, with the signs that join its parts: `el-kapacitet`, `hbtq/kvinnor`, `1:1-medel`.
WORD = re.compile(r"\w+(?:[-:&./*]\w+)*")

REGIONS = r"(?:regioner(?:na)?|län(?:en)?|landsting(?:en)?)"
REGIONS_IN_ENGLISH = r"(?:regions|counties)"
# One of them or several.
REGION = r"(?:regioner(?:na)?|region(?:en)?|län(?:en|et)?|landsting(?:en)?)"

# What regions and others do about a topic.
DOES = (
    r"(?:gör|arbetar|jobbar|satsar|har|verkar|driver|bedriver|stöttar|stödjer|främjar|utvecklar|bygger|hanterar|löser)"
)
# Leads up to where something is done, of what, or for whom; one more may lead up to something else, and is added there.
PREPOSITION = r"(?:i|på|inom|från|för|av|till|vid|hos|ur|in|on|at|from|for|of)"
