"""A number that an option does not take is named, and so is what it takes."""

from typing import Annotated

import pytest
import typer

from corpus.options import within
from tests import command_line

app = typer.Typer()


@app.command()
def count(
    workers: Annotated[int, typer.Option(callback=within(1))] = 1,
    days: Annotated[int, typer.Option(callback=within(0, 3650))] = 0,
) -> None:
    typer.echo(f"{workers} {days}")


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--workers", "0", "0; väntade minst 1"), ("--days", "3651", "3651; väntade 0 till 3650")],
)
def test_a_number_out_of_range_is_named(option: str, value: str, told: str) -> None:
    status, output, error = command_line.run(app, option, value)
    assert (status, output) == (2, "")
    assert f"Invalid value for '{option}': {told}" in error


def test_the_ends_of_a_range_are_taken() -> None:
    assert command_line.run(app, "--workers", "1", "--days", "3650")[:2] == (0, "1 3650\n")
