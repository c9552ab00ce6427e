"""A trained encoder as it is kept: its weights in transformers, its graph against torch."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.tiny_models import exported_config, save_exported

pytestmark = pytest.mark.models

WORDS = ["regionen", "bygger", "laddstolpar", "kulturskola", "för", "barn"]


def test_weights_are_loaded_by_transformers_as_they_are_kept(tmp_path: Path) -> None:
    from transformers import BertModel

    kept = save_exported(tmp_path, WORDS).state_dict()
    loaded = BertModel.from_pretrained(tmp_path, add_pooling_layer=False).float().state_dict()
    assert loaded.keys() == kept.keys()
    for name, values in kept.items():
        np.testing.assert_array_equal(loaded[name].numpy(), values.numpy(), err_msg=name)


def test_matrices_are_kept_in_8_bits_and_all_else_in_32(tmp_path: Path) -> None:
    from safetensors import safe_open

    save_exported(tmp_path, WORDS)
    with safe_open(tmp_path / "model.safetensors", "pt") as file:
        kinds = {name: str(file.get_slice(name).get_dtype()) for name in file.keys()}  # noqa: SIM118  no mapping
    narrow = {name for name, kind in kinds.items() if kind == "F8_E4M3"}
    assert set(kinds.values()) == {"F8_E4M3", "F32"}
    # The table of tokens, and six matrices in each of two layers.
    assert len(narrow) == 1 + 2 * 6
    assert not any("LayerNorm" in name or "bias" in name for name in narrow)


def test_a_weight_kept_differs_by_a_sixteenth_at_most() -> None:
    import torch

    from indexer.training.export import as_kept

    # Three bits of mantissa: neighbours lie an eighth apart, so the nearer is at most a sixteenth away.
    values = torch.linspace(0.02, 2.0, 5001)
    name = "encoder.layer.0.output.dense.weight"
    found = as_kept({name: values, "embeddings.LayerNorm.weight": values})
    assert float(((found[name] - values).abs() / values).max()) == pytest.approx(1 / 17, abs=2e-3)
    assert torch.equal(found["embeddings.LayerNorm.weight"], values)


def heads_of(folder: Path) -> tuple[Any, Any]:
    """Write an encoder with two heads under a prefix; give encoder and heads as torch has them."""
    import torch
    from transformers import BertForQuestionAnswering

    from indexer.training.export import WEIGHTS_FILE, Head, as_kept, save_weights, write_graph

    config, _ = exported_config(WORDS)
    torch.manual_seed(1)
    model = BertForQuestionAnswering(config).eval()
    judge = torch.nn.Linear(32, 3)
    state = model.state_dict() | {f"judge.{name}": value for name, value in judge.state_dict().items()}
    model.load_state_dict({name: value for name, value in as_kept(state).items() if "judge" not in name})
    save_weights(state, folder / WEIGHTS_FILE)
    heads = (
        Head(name="span", weight="qa_outputs.weight", bias="qa_outputs.bias", first_only=False),
        Head(name="judge", weight="judge.weight", bias="judge.bias", first_only=True),
    )
    write_graph(folder, config.to_dict(), state, prefix="bert.", heads=heads)
    told = config.to_dict() | {"architectures": ["BertForQuestionAnswering"]}
    (folder / "config.json").write_text(json.dumps(told, default=str), encoding="utf-8")
    return model, judge


def test_a_graph_with_heads_gives_what_torch_gives(tmp_path: Path) -> None:
    import onnxruntime
    import torch

    model, judge = heads_of(tmp_path)
    tokens = torch.tensor([[2, 5, 6, 7, 3, 4, 8, 9, 3], [2, 4, 3, 0, 0, 0, 0, 0, 0]])
    mask = torch.tensor([[1] * 9, [1] * 3 + [0] * 6])
    with torch.inference_mode():
        hidden = model.bert(input_ids=tokens, attention_mask=mask).last_hidden_state
        spans, judged = model.qa_outputs(hidden).numpy(), judge(hidden[:, 0]).numpy()
    session = onnxruntime.InferenceSession(str(tmp_path / "model.onnx"), providers=["CPUExecutionProvider"])
    found = session.run(["span", "judge"], {"input_ids": tokens.numpy(), "attention_mask": mask.numpy()})
    assert [values.shape for values in found] == [(2, 9, 2), (2, 3)]
    for ours, theirs in ((found[0][0], spans[0]), (found[0][1, :3], spans[1, :3]), (found[1], judged)):
        # In 8 bits; the outputs differ among themselves by a whole unit and more.
        np.testing.assert_allclose(ours, theirs, atol=0.15)
    assert np.ptp(spans) > 1


def test_a_model_with_heads_is_loaded_by_transformers(tmp_path: Path) -> None:
    import torch
    from transformers import AutoModelForQuestionAnswering

    model, _ = heads_of(tmp_path)
    loaded = AutoModelForQuestionAnswering.from_pretrained(tmp_path).float().eval()
    tokens = torch.tensor([[2, 5, 6, 7, 3]])
    with torch.inference_mode():
        ours, theirs = (m(input_ids=tokens) for m in (model, loaded))
    np.testing.assert_allclose(theirs.start_logits.numpy(), ours.start_logits.numpy(), atol=1e-5)
    np.testing.assert_allclose(theirs.end_logits.numpy(), ours.end_logits.numpy(), atol=1e-5)


def test_the_graph_holds_no_weights_of_its_own_that_the_file_holds(tmp_path: Path) -> None:
    save_exported(tmp_path, WORDS)
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("model.onnx", "model.safetensors"):
        shutil.copy(tmp_path / name, moved / name)
    import onnx

    graph = onnx.load(str(moved / "model.onnx"), load_external_data=False).graph
    outside = [t for t in graph.initializer if t.data_location == onnx.TensorProto.EXTERNAL]
    assert {entry.value for t in outside for entry in t.external_data if entry.key == "location"} == {
        "model.safetensors"
    }
    assert len([t for t in outside if t.data_type == onnx.TensorProto.FLOAT8E4M3FN]) == 13
