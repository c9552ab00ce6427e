"""Which characters may stand in XML, which Word and Excel files are made of."""

import re

# What XML 1.0 has no place for, section 2.2.
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def xml_text(text: str) -> str:
    """Give a text without the characters that no XML may hold."""
    return NOT_IN_XML.sub("", text)
