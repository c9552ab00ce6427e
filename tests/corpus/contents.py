"""Parts of what was read of a document, by what they are called."""

from corpus.document import Block, Content, Initiative


def initiative_named(content: Content, name: str) -> Initiative:
    """Give the first initiative of a name."""
    return next(initiative for initiative in content.initiatives if initiative.name == name)


def blocks_under(content: Content, heading: str) -> list[Block]:
    """Give the blocks of the first section with a heading."""
    section = next(section for section in content.sections if section.heading == heading)
    return [block for block in content.blocks if block.section == section.id]
