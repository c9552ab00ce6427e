"""What all replies of the API have in common."""

from pydantic import BaseModel, ConfigDict

from corpus.regions import group_by_id, region_by_code

# What a parameter of searches and a field of runs mean alike.
MODES = "Vad som söker: hybrid (både och), dense (vektorer) eller lexical (ord)"
UNITS = "Vad som är en träff: initiative (i löptext ett avsnitt) eller passage"


class Schema(BaseModel):
    """Base of all replies: fields are fixed once made."""

    model_config = ConfigDict(frozen=True)


def region_name(code: str | None) -> str | None:
    """Give the region's name for a county code, or None."""
    return None if code is None else region_by_code(code).name


def group_name(group: str | None) -> str | None:
    """Give the group's name for its id, or None."""
    return None if group is None else group_by_id(group).name


def is_none(value: object) -> bool:
    """Tell whether a field that is only given when asked for was not."""
    return value is None
