"""Commands that tune on the tune half and the practice questions, and that show what each part is worth."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.commands.options import Questions, Root, console, open_index, progress
from eval.truth.judged import DEFAULT_FOLDER, Split, load_half

if TYPE_CHECKING:
    from eval.truth.judged import Question


def ablations(
    questions: Questions = DEFAULT_FOLDER,
    index: Root = None,
    into: Annotated[Path | None, typer.Option(help="File to put the table into, between its ablations marks.")] = None,
) -> None:
    """Measure hybrid search on the tune half and the practice questions with one part taken out at a time."""
    from eval.reports.marks import Mark, check_marks, replace_marked
    from eval.tuning.ablations import ablation_table, markdown, measure_ablations

    check_marks(into, Mark.ABLATIONS)
    opened, asked = open_index(index), _asked_once(questions)
    measured = measure_ablations(opened, opened.embedder, asked, progress)
    console.print(ablation_table(measured))
    if into is not None:
        replace_marked(into, Mark.ABLATIONS, markdown(measured))


def tune(questions: Questions = DEFAULT_FOLDER, index: Root = None) -> None:
    """Choose the weights of a search on the tune half and the practice questions, and cross-validate the choice."""
    from eval.tuning.weights import choose, cross_validate, mean_value, rank_questions, weights_of
    from service.ranking import RANKING

    ranked = rank_questions(open_index(index), _asked_once(questions), progress)
    start = weights_of(RANKING)
    chosen = choose(ranked, start)
    console.print(f"now     {mean_value(ranked, start):.4f} {start}", soft_wrap=True)
    console.print(f"chosen  {mean_value(ranked, chosen):.4f} {chosen}", soft_wrap=True)
    held, before = cross_validate(ranked, start)
    console.print(f"on held-out folds: chosen on the others {held:.4f}, now {before:.4f} ({len(ranked)} questions)")


def calibrate(
    write: Annotated[bool, typer.Option("--write", help="Put the regressions in use.")] = False,
    index: Root = None,
) -> None:
    """Fit the regressions behind confidences, and show by cross-validation what thresholds on them would give."""
    from eval.tuning.calibrate import calibrate as fit
    from eval.tuning.calibrate import write_calibration
    from service.read.reader import TransformerReader
    from service.search.calibration import CALIBRATION_FILE
    from service.search.searcher import Searcher

    calibrated = fit(Searcher(open_index(index)), TransformerReader())
    console.print("regions, cross-validated: threshold, F1, precision, recall, absent topics answered")
    for row in calibrated.regions:
        console.print("  {:.2f} {:.3f} {:.3f} {:.3f} {:.3f}".format(*row), highlight=False)
    console.print(
        "facts, cross-validated: threshold, answered rightly, near misses answered, all facts answered rightly"
    )
    for row in calibrated.facts:
        console.print("  {:.2f} {:.3f} {:.3f} {:.3f}".format(*row), highlight=False)
    if write:
        write_calibration(calibrated.fitted)
        console.print(f"written: {CALIBRATION_FILE}", soft_wrap=True)


def kinds(
    files: Annotated[
        list[Path] | None, typer.Argument(help="More labelled questions: one JSONL file for each writer.")
    ] = None,
    wrong: Annotated[bool, typer.Option("--wrong", help="List the questions that are classified wrongly.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Put the classifier that is fitted on all in use.")] = False,
) -> None:
    """Classify each writer's questions by a fit on the other writers', and fit the classifier of questions on all."""
    from eval.tuning.kinds import Penalty, fit, read_writers, tell_each, told_tables, told_wrong
    from service.asked.classifier import WEIGHTS

    writers, model = read_writers(files or [])
    told = list(tell_each(writers, Penalty()))
    for table in told_tables(told):
        console.print(table)
    if wrong:
        console.print("\n".join(told_wrong(told)), markup=False, highlight=False, soft_wrap=True)
    if write:
        fit(writers, model, Penalty()).save(WEIGHTS)
        count = sum(len(writer.questions) for writer in writers)
        console.print(f"{WEIGHTS.name}: fitted on {count} questions")


def _asked_once(questions: Path) -> "list[Question]":
    """Give the tune half and the practice questions, each in its first wording."""
    from eval.measure.gate import without_variants

    return without_variants([*load_half(Split.TUNE, questions), *load_half(Split.TUNE, questions / "practice")])
