"""What options of several floors share: where the collection lies, and which numbers are refused."""

from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import Annotated

import typer

from corpus.collection import OWN_FOLDER

Documents = Annotated[
    Path,
    typer.Option(
        "--documents",
        help="Mapp med catalogue.toml och documents/.",
        envvar="INSATSKARTAN_DOCUMENTS",
        show_default=OWN_FOLDER,
    ),
]


def within(lowest: float, highest: float = inf) -> Callable[[float], float]:
    """Give what refuses an option's number outside a range: Typer's own `min` and `max` do not name it.

    Raises:
        BadParameter: When called with a number that is.
    """
    expected = f"minst {lowest:g}" if highest == inf else f"{lowest:g} till {highest:g}"

    def check(value: float) -> float:
        if not lowest <= value <= highest:
            raise typer.BadParameter(f"{value:g}; väntade {expected}")
        return value

    return check
