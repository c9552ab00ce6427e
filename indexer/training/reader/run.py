"""From a training folder to the reader's weights: `python -m indexer train reader DATA`."""

import json
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, TaskID
from tokenizers import Tokenizer

from indexer.training.bars import training_bar
from indexer.training.export import WEIGHTS_FILE, Head, save_weights, write_graph
from indexer.training.reader.data import read_data
from indexer.training.reader.evaluation import measure
from indexer.training.reader.model import ReaderModel, encode, mean
from indexer.training.reader.trainer import Recipe, StageTrainer
from indexer.vectors.embedder import Embedder

# What transformers calls the parts of such a model.
KEPT_NAMES = {"encoder": "bert", "span": "qa_outputs", "judge": "judge"}
HEADS = (
    Head(name="span", weight="qa_outputs.weight", bias="qa_outputs.bias", first_only=False),
    Head(name="judge", weight="judge.weight", bias="judge.bias", first_only=True),
)
# The weights kept are the mean of those at the ends of these two stages: what the last one taught, and less of what it
# made the model forget.
AVERAGED = ("written", "again")
RECIPES = {
    "public": Recipe(rate=1.5e-4, head_rate=1e-3, longest=224),
    "written": Recipe(rate=1.2e-4, head_rate=4e-4),
    "again": Recipe(rate=1e-4, head_rate=2e-4),
}


def train_reader(
    data: Path,
    base: Path,
    out: Path,
    *,
    embedder: Embedder,
    seed: int,
    minutes: float | None,
    console: Console,
) -> bool:
    """Train the reader stage by stage and write its folder; what is learned is kept in `<out>.partial`.

    Args:
        data: A folder with `reader/` as it is given.
        base: What `train base` wrote.
        embedder: Finds the passages that a question is also asked of though they do not answer.
        minutes: Stop when this time has run out; None trains to the end.
        console: Where progress and the last figures are shown.

    Returns:
        Whether all stages are finished and the model is written to `out`.

    Raises:
        TrainingDataError: A file is missing or malformed.

    Source:
        The mean of weights before and after a training: Wortsman et al. (2022), arXiv:2109.01903.
    """
    deadline = float("inf") if minutes is None else time.monotonic() + 60 * minutes
    kept = out.with_name(out.name + ".partial")
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    model = ReaderModel.from_base(base)
    examples = read_data(data, embedder, seed)
    for stage, recipe in RECIPES.items():
        finished = kept / stage / "model"
        if finished.is_dir():
            model = ReaderModel.load(finished)
            continue
        encoded = [one for one in encode(examples.stages[stage], tokenizer) if one.length <= recipe.longest]
        pad = tokenizer.token_to_id("<pad>") or 0
        training = StageTrainer(model, encoded, recipe, pad=pad, seed=seed, kept=kept / stage / "state.pt")
        with training_bar(console) as progress:
            task = progress.add_task(f"Training: {stage}", total=training.steps, completed=training.done)
            if not training.run(
                _log(progress, task, kept / stage / "losses.jsonl"), lambda: time.monotonic() < deadline
            ):
                return False
        model.cpu().save(finished)
    model = mean([ReaderModel.load(kept / stage / "model") for stage in AVERAGED])
    figures = {source: measure(model, found, tokenizer) for source, found in examples.aside.items()}
    (kept / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    console.print_json(json.dumps(figures))
    write_reader(model, tokenizer, out)
    return True


def write_reader(model: ReaderModel, tokenizer: Tokenizer, out: Path) -> None:
    """Write a trained reader as it is kept, with the graph for onnxruntime.

    transformers loads `bert` and `qa_outputs` of it as BertForQuestionAnswering; `judge` is a head of our own, whose
    two outputs on the first token are the logits that the passage answers and that it is about the topic.
    """
    out.mkdir(parents=True, exist_ok=True)
    config = {**model.encoder.config.to_dict(), "architectures": ["BertForQuestionAnswering"]}
    (out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    state = {_kept_name(name): value for name, value in model.state_dict().items()}
    save_weights(state, out / WEIGHTS_FILE)
    write_graph(out, config, state, prefix="bert.", heads=HEADS)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / "tokenizer.json"))


def _kept_name(name: str) -> str:
    part, _, rest = name.partition(".")
    return f"{KEPT_NAMES[part]}.{rest}"


def _log(progress: Progress, task: TaskID, path: Path) -> Callable[[int, float], None]:
    path.parent.mkdir(parents=True, exist_ok=True)

    def advance(done: int, loss: float) -> None:
        progress.update(task, completed=done)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"step": done, "loss": round(loss, 4)}) + "\n")

    return advance
