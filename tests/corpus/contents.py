"""Parts of what was read of a document, by what they are called or hold."""

from corpus.document import Block, Content, Initiative
from corpus.pages import collapse


def initiative_named(content: Content, name: str) -> Initiative:
    """Give the first initiative of a name."""
    return next(initiative for initiative in content.initiatives if initiative.name == name)


def blocks_under(content: Content, heading: str) -> list[Block]:
    """Give the blocks of the first section with a heading."""
    section = next(section for section in content.sections if section.heading == heading)
    return [block for block in content.blocks if block.section == section.id]


def block_with(content: Content, words: str) -> Block:
    """Give the first block that holds these words."""
    return next(block for block in content.blocks if words in collapse(block.text))
