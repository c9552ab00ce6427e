"""Exports a trained BERT encoder: weights in 8 bits, and a graph that onnxruntime runs over the same file.

The weights stand once, in `model.safetensors`: matrices as float8 (4 bits of exponent, 3 of mantissa), which
transformers widens when it loads them, everything else as float32. `model.onnx` holds the graph alone and points into
that file; when a session is opened, onnxruntime folds the matrices into int8 with a scale for each output.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper
from safetensors.torch import save_file
from torch import Tensor

WEIGHTS_FILE = "model.safetensors"
GRAPH_FILE = "model.onnx"

OPSET, MICROSOFT_OPSET, IR_VERSION = 19, 1, 9
# Processors without VNNI add up pairs of products in 16 bits, which 7 bits of weight never fill.
WEIGHT_LEVELS = 63
_FLOAT8 = torch.float8_e4m3fn


def save_weights(state: Mapping[str, Tensor], path: Path) -> None:
    """Write weights, matrices of the encoder's layers and its token embeddings in 8 bits."""
    kept = {
        name: (value.to(_FLOAT8) if _is_narrow(name) else value.float()).contiguous() for name, value in state.items()
    }
    save_file(kept, path, metadata={"format": "pt"})


def as_kept(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Give weights as they are after they have been written and read."""
    return {name: value.to(_FLOAT8).float() if _is_narrow(name) else value.float() for name, value in state.items()}


def _is_narrow(name: str) -> bool:
    return name.endswith("word_embeddings.weight") or (
        ".layer." in name and "LayerNorm" not in name and "weight" in name
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A linear head on top of the encoder.

    Attributes:
        name: The output's name.
        weight, bias: Names of its tensors in the file of weights.
        first_only: Whether it sees the first token alone.
    """

    name: str
    weight: str
    bias: str
    first_only: bool


@dataclass(slots=True)
class _Graph:
    """A graph under construction over a file of weights."""

    weights: Mapping[str, tuple[str, list[int], int, int]]
    state: Mapping[str, Tensor]
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, TensorProto] = field(default_factory=dict)

    def add(self, kind: str, inputs: Sequence[str], *, domain: str = "", outputs: int = 1, **settings: object) -> str:
        names = [f"{kind}_{len(self.nodes)}_{place}" for place in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **settings))
        return names[0]

    def outputs_of(self, name: str) -> list[str]:
        return next(list(node.output) for node in self.nodes if name in node.output)

    def constant(self, name: str, value: npt.NDArray[Any]) -> str:
        self.constants[name] = onnx.numpy_helper.from_array(value, name)
        return name

    def weight(self, name: str) -> str:
        """Give a tensor of the file of weights, by its place there."""
        if name not in self.constants:
            kind, sizes, start, length = self.weights[name]
            tensor = TensorProto(name=name, dims=sizes, data_location=TensorProto.EXTERNAL)
            tensor.data_type = TensorProto.FLOAT8E4M3FN if kind == "F8_E4M3" else TensorProto.FLOAT
            for key, value in (("location", WEIGHTS_FILE), ("offset", str(start)), ("length", str(length))):
                tensor.external_data.add(key=key, value=value)
            self.constants[name] = tensor
        return name

    def linear(self, hidden: str, weights: Sequence[str], biases: Sequence[str]) -> str:
        """Multiply with the matrices side by side in 8 bits, and add their biases."""
        whole = torch.cat([self.state[name] for name in weights]).numpy()
        scale = np.maximum(np.abs(whole).max(axis=1), 1e-8) / WEIGHT_LEVELS
        label = weights[0]
        matrices = [self.add("Cast", [self.weight(name)], to=TensorProto.FLOAT) for name in weights]
        stacked = self.add("Concat", matrices, axis=0) if len(matrices) > 1 else matrices[0]
        scales = self.constant(f"{label}.scale", scale.astype(np.float32))
        quantized = self.add(
            "QuantizeLinear", [stacked, scales, self.constant(f"{label}.zero", np.zeros(len(scale), np.int8))], axis=0
        )
        turned = self.add("Transpose", [quantized], perm=[1, 0])
        bias = torch.cat([self.state[name] for name in biases]).numpy()
        return self.add(
            "DynamicQuantizeMatMul",
            [hidden, turned, scales, "", self.constant(f"{label}.bias", bias)],
            domain="com.microsoft",
        )

    def norm(self, hidden: str, residual: str, name: str, epsilon: float) -> str:
        return self.add(
            "SkipLayerNormalization",
            [hidden, residual, self.weight(f"{name}.weight"), self.weight(f"{name}.bias")],
            domain="com.microsoft",
            epsilon=epsilon,
        )


def write_graph(
    folder: Path,
    config: Mapping[str, int | float],
    state: Mapping[str, Tensor],
    prefix: str = "",
    heads: Sequence[Head] = (),
) -> None:
    """Write `model.onnx` for the weights in `folder`.

    Its inputs are `input_ids` and `attention_mask`, int64, shape (n, length). Without heads its output is `vectors`,
    the mean of the tokens' vectors, scaled to length 1, shape (n, width); with heads, one output each: (n, length, k),
    or (n, k) for those on the first token.

    Args:
        config: The encoder's, as transformers writes it.
        state: The weights as they are kept.
        prefix: What the encoder's weights are called by in front of `embeddings` and `encoder`.
    """
    graph = _Graph(weights=_places(folder / WEIGHTS_FILE), state=as_kept(state))
    hidden = _encoder(graph, config, prefix)
    outputs = {head.name: _head(graph, hidden, head) for head in heads} or {"vectors": _mean(graph, hidden)}
    for name, inside in outputs.items():
        graph.nodes.append(helper.make_node("Identity", [inside], [name]))
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "length"])
            for name in ("input_ids", "attention_mask")
        ],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
        list(graph.constants.values()),
    )
    imports = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT_OPSET)]
    model = helper.make_model(made, opset_imports=imports, ir_version=IR_VERSION, producer_name="insatskartan")
    (folder / GRAPH_FILE).write_bytes(model.SerializeToString())


def _places(path: Path) -> dict[str, tuple[str, list[int], int, int]]:
    """Give type, shape, offset and length of each tensor in a safetensors file."""
    with path.open("rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(length))
    begin = 8 + length
    return {
        name: (
            entry["dtype"],
            entry["shape"],
            begin + entry["data_offsets"][0],
            entry["data_offsets"][1] - entry["data_offsets"][0],
        )
        for name, entry in header.items()
        if name != "__metadata__"
    }


def _encoder(graph: _Graph, config: Mapping[str, int | float], prefix: str) -> str:
    width, heads, epsilon = (
        int(config["hidden_size"]),
        int(config["num_attention_heads"]),
        float(config["layer_norm_eps"]),
    )
    # Gather takes no float8; float16 holds it exactly, at half the memory of float32.
    table = graph.add("Cast", [graph.weight(f"{prefix}embeddings.word_embeddings.weight")], to=TensorProto.FLOAT16)
    words = graph.add("Gather", [table, "input_ids"])
    words = graph.add("Cast", [words], to=TensorProto.FLOAT)
    hidden = graph.norm(words, _positions(graph, prefix), f"{prefix}embeddings.LayerNorm", epsilon)
    mask = graph.add("Cast", ["attention_mask"], to=TensorProto.INT32)
    for layer in range(int(config["num_hidden_layers"])):
        name = f"{prefix}encoder.layer.{layer}."
        parts = [f"{name}attention.self.{part}" for part in ("query", "key", "value")]
        joined = graph.linear(hidden, [f"{part}.weight" for part in parts], [f"{part}.bias" for part in parts])
        sizes = graph.constant("thirds", np.array([width] * 3, dtype=np.int64))
        split = graph.outputs_of(graph.add("Split", [joined, sizes], outputs=3, axis=2))
        attended = graph.add("MultiHeadAttention", [*split, "", mask], domain="com.microsoft", num_heads=heads)
        projected = _dense(graph, attended, f"{name}attention.output.dense")
        hidden = graph.norm(projected, hidden, f"{name}attention.output.LayerNorm", epsilon)
        inner = graph.add("Gelu", [_dense(graph, hidden, f"{name}intermediate.dense")], domain="com.microsoft")
        hidden = graph.norm(_dense(graph, inner, f"{name}output.dense"), hidden, f"{name}output.LayerNorm", epsilon)
    return hidden


def _dense(graph: _Graph, hidden: str, name: str) -> str:
    return graph.linear(hidden, [f"{name}.weight"], [f"{name}.bias"])


def _positions(graph: _Graph, prefix: str) -> str:
    """Give what is added for places, for as many rows as there are texts: all are of the first type."""
    types = graph.weight(f"{prefix}embeddings.token_type_embeddings.weight")
    first = graph.add("Gather", [types, _ints(graph, "zero", 0)])
    table = graph.add("Add", [graph.weight(f"{prefix}embeddings.position_embeddings.weight"), first])
    shape = graph.add("Shape", ["input_ids"])
    length = graph.add("Slice", [shape, _ints(graph, "one", 1), _ints(graph, "two", 2)])
    rows = graph.add("Slice", [table, _ints(graph, "zero", 0), length])
    rows = graph.add("Unsqueeze", [rows, _ints(graph, "zero", 0)])
    width = _ints(graph, "width", graph.state[f"{prefix}embeddings.LayerNorm.bias"].shape[0])
    return graph.add("Expand", [rows, graph.add("Concat", [shape, width], axis=0)])


def _mean(graph: _Graph, hidden: str) -> str:
    mask = graph.add("Unsqueeze", [graph.add("Cast", ["attention_mask"], to=TensorProto.FLOAT), _ints(graph, "two", 2)])
    total = graph.add("ReduceSum", [graph.add("Mul", [hidden, mask]), _ints(graph, "one", 1)], keepdims=0)
    # The mean has the direction of the sum.
    return graph.add("LpNormalization", [total], axis=1, p=2)


def _head(graph: _Graph, hidden: str, head: Head) -> str:
    seen = hidden
    if head.first_only:
        seen = graph.add("Gather", [hidden, graph.constant("first", np.array(0, dtype=np.int64))], axis=1)
    turned = graph.add("Transpose", [graph.weight(head.weight)], perm=[1, 0])
    return graph.add("Add", [graph.add("MatMul", [seen, turned]), graph.weight(head.bias)])


def _ints(graph: _Graph, name: str, *values: int) -> str:
    return graph.constant(name, np.array(values, dtype=np.int64))
