"""The command that measures speed and memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichBars

from eval.commands.options import Questions, console, errors, whole_numbers
from eval.truth.judged import DEFAULT_FOLDER, Split, load_half
from indexer.progress import Progress
from service.settings import read_settings

MAX_TIMES = 1000
DEFAULT_SCALES = "1,10"


def bench(
    scales: Annotated[
        str, typer.Option(help="Sizes, as multiples of the collection, separated by commas; 100 takes long.")
    ] = DEFAULT_SCALES,
    into: Annotated[Path | None, typer.Option(help="File to put a summary into, between its speed marks.")] = None,
    alone: Annotated[bool, typer.Option("--alone", help="Measure our own searches in process only.")] = False,
    keep: Annotated[
        Path | None, typer.Option(help="Folder to keep the indexes in; those kept there are asked, and not built.")
    ] = None,
    questions: Questions = DEFAULT_FOLDER,
) -> None:
    """Measure speed and memory: building, starting, searching in process and over HTTP, beside other libraries.

    Builds its own indexes; at hundreds of times the collection the peers take hours and gigabytes. All
    figures also go to eval/report/bench.json, and a plot of cost against size to bench.svg.
    """
    from eval.benchmarks.benchmark import measure, write_benchmark
    from eval.benchmarks.plot import write_plot
    from eval.benchmarks.tables import bare_line, bound_line, build_line, occasion, summary, tables
    from eval.reports.marks import Mark, check_marks, replace_marked

    check_marks(into, Mark.SPEED)
    times, asked = read_scales(scales), load_half(Split.TUNE, questions)
    with bars() as progress:
        benchmark = measure(
            times,
            read_settings().model,
            asked,
            progress,
            lambda why: errors.print(why, markup=False),
            alone=alone,
            keep=keep,
        )
    console.print(occasion(benchmark), soft_wrap=True)
    for scale in benchmark.scales:
        for table in tables(scale):
            console.print(table)
        console.print(build_line(scale), soft_wrap=True)
        console.print(bare_line(scale), soft_wrap=True)
        console.print(bound_line(scale), soft_wrap=True)
    if into is not None:
        options = f"{' --alone' if alone else ''}{' --keep FOLDER' if keep else ''}"
        is_made = scales == DEFAULT_SCALES and not options
        command = "make bench" if is_made else f"python -m eval bench --scales {scales}{options}"
        replace_marked(into, Mark.SPEED, summary(benchmark, command))
    console.print(f"figures: {write_benchmark(benchmark)}", soft_wrap=True)
    console.print(f"plot: {write_plot(benchmark)}", soft_wrap=True)


def read_scales(text: str) -> list[int]:
    """Read numbers separated by commas, and give them in ascending order.

    Raises:
        EvalError: One is not a whole number from 1 to MAX_TIMES.
    """
    return sorted(set(whole_numbers("scales", text, MAX_TIMES)))


@contextmanager
def bars() -> Iterator[Progress]:
    """Give what draws how a measurement gets on, where somebody looks."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    tasks: dict[str, TaskID] = {}
    with RichBars(*columns, console=errors, transient=True, disable=not errors.is_terminal) as shown:

        def progress(step: str, done: int, total: int) -> None:
            if step not in tasks:
                # One bar at a time: there are dozens of steps.
                for task in tasks.values():
                    shown.update(task, visible=False)
                tasks[step] = shown.add_task(step, total=total)
            shown.update(tasks[step], completed=done, total=total)

        yield progress
