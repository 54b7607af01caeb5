"""The encoder as an ONNX graph, built operator by operator: no torch, no tracing, and the fused operators of onnxruntime from the start."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from benchmarks.train_encoder.shape import EPSILON, HEADS, LAYERS, WIDTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.generic]
    Weights = Mapping[str, NDArray[np.float32]]

Precision = Literal["float", "rows"]
"""float: as trained. rows: int8 weights with a scale for each output; inputs are quantised row by row, so that a vector does not depend on what
else is in its batch."""

_MICROSOFT = "com.microsoft"

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class Graph:
    """Nodes and constants in the order in which they are asked for."""

    def __init__(self, weights: "Weights", precision: Precision, easing: "Weights") -> None:
        self._weights = weights
        self._precision = precision
        self._easing = easing
        self.multiplied: dict[str, str] = {}
        """What goes into each multiplication by weights."""
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self._count = 0

    def constant(self, name: str, values: "Array") -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, operator: str, inputs: Sequence[str], *, domain: str = "", **attributes: object) -> str:
        self._count += 1
        output = f"{operator}_{self._count}"
        self._nodes.append(
            helper.make_node(operator, list(inputs), [output], output, domain=domain, **attributes)
        )
        return output

    def rows(self, name: str, ids: str) -> str:
        """Looks rows of a table up. Each row has a scale of its own: rare words keep their precision beside frequent ones."""
        table = self._weights[name]
        if self._precision == "float":
            return self.add("Gather", [self.constant(name, table), ids], axis=0)
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
        whole = np.rint(table / scale).astype(np.int8)
        found = self.add("Gather", [self.constant(name, whole), ids], axis=0)
        scales = self.add("Gather", [self.constant(f"{name}.scale", scale), ids], axis=0)
        return self.add("Mul", [self.add("Cast", [found], to=TensorProto.FLOAT), scales])

    def dense(
        self, name: str, source: str, weight: "NDArray[np.float32]", bias: "NDArray[np.float32]"
    ) -> str:
        """`source` times `weight` (outputs x inputs, as trained) plus `bias`."""
        self.multiplied[name] = source
        product = (
            self.add("MatMul", [source, self.constant(name, weight.T)])
            if self._precision == "float"
            else self._product_in_rows(name, source, weight)
        )
        return self.add("Add", [product, self.constant(f"{name}.bias", bias)])

    def _product_in_rows(self, name: str, source: str, weight: "NDArray[np.float32]") -> str:
        if name in self._easing:
            source = self.add("Div", [source, self.constant(f"{name}.eased", self._easing[name])])
            weight = weight * self._easing[name]
        scale = np.maximum(np.abs(weight).max(axis=1) / 127, 1e-12).astype(np.float32)
        whole = self.constant(name, np.rint(weight / scale[:, None]).astype(np.int8).T)
        top = self.add("ReduceMax", [self.add("Abs", [source])], axes=[-1], keepdims=1)
        rows = self.add("Mul", [top, self.constant(f"{name}.step", np.array(1 / 127, np.float32))])
        middle = self.constant(f"{name}.middle", np.array(128, np.uint8))
        steps = self.add(
            "Add",
            [self.add("Div", [source, rows]), self.constant(f"{name}.half", np.array(128.5, np.float32))],
        )
        product = self.add("MatMulInteger", [self.add("Cast", [steps], to=TensorProto.UINT8), whole, middle])
        scaled = self.add("Mul", [self.add("Cast", [product], to=TensorProto.FLOAT), rows])
        return self.add("Mul", [scaled, self.constant(f"{name}.scale", scale)])

    def normalised(self, name: str, source: str, beside: str) -> str:
        """Of the sum of both. In one operator of onnxruntime's own (SkipLayerNormalization) it takes five times as long."""
        scale = self.constant(f"{name}.weight", self._weights[f"{name}.weight"])
        shift = self.constant(f"{name}.bias", self._weights[f"{name}.bias"])
        both = self.add("Add", [source, beside])
        return self.add("LayerNormalization", [both, scale, shift], axis=-1, epsilon=EPSILON)

    def layer(self, number: int, source: str, mask: str) -> str:
        prefix = f"encoder.layer.{number}."
        attended = self._attended(f"{prefix}attention.", source, mask)
        middle = self.named(f"{prefix}intermediate.dense", attended)
        lifted = self.add("Gelu", [middle], domain=_MICROSOFT)
        return self.normalised(
            f"{prefix}output.LayerNorm", self.named(f"{prefix}output.dense", lifted), attended
        )

    def _attended(self, prefix: str, source: str, mask: str) -> str:
        parts = [f"{prefix}self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self._weights[f"{part}.weight"] for part in parts])
        bias = np.concatenate([self._weights[f"{part}.bias"] for part in parts])
        packed = self.dense(f"{prefix}self", source, weight, bias)
        sizes = self.constant(f"{prefix}sizes", np.array([WIDTH] * 3, dtype=np.int64))
        split = [f"{prefix}{part}" for part in "qkv"]
        self._nodes.append(helper.make_node("Split", [packed, sizes], split, f"{prefix}split", axis=-1))
        mixed = self.add("MultiHeadAttention", [*split, "", mask], domain=_MICROSOFT, num_heads=HEADS)
        return self.normalised(
            f"{prefix}output.LayerNorm", self.named(f"{prefix}output.dense", mixed), source
        )

    def named(self, name: str, source: str) -> str:
        """`dense` with the weights of that name."""
        return self.dense(name, source, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def model(
        self, inputs: Sequence[str], last: str, *, note: str, beside: Sequence[str] = ()
    ) -> onnx.ModelProto:
        output = "last_hidden_state"
        self.name(last, output)
        shape = ["batch", "sequence"]
        given = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in inputs]
        results = [helper.make_tensor_value_info(output, TensorProto.FLOAT, [*shape, WIDTH])]
        results += [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [*shape, "inputs"]) for name in beside
        ]
        return self.whole("encoder", given, results, note=note)

    def name(self, source: str, output: str) -> None:
        """What comes from `source` is given out under that name."""
        self._nodes.append(helper.make_node("Identity", [source], [output], output))

    def whole(
        self,
        name: str,
        given: Sequence[onnx.ValueInfoProto],
        results: Sequence[onnx.ValueInfoProto],
        *,
        note: str,
    ) -> onnx.ModelProto:
        graph = helper.make_graph(self._nodes, name, given, results, self._constants, doc_string=note)
        versions = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=versions, producer_name="secondsource", ir_version=8)
        onnx.checker.check_model(model)
        return model


def build(weights: "Weights", precision: Precision, *, easing: "Weights", note: str = "") -> onnx.ModelProto:
    """From `input_ids`, `attention_mask` and `token_type_ids` (batch x sequence) to `last_hidden_state` (batch x sequence x 384).

    `easing` has for a multiplication by weights a number for each of its inputs (`benchmarks.train_encoder.easing`).
    """
    graph = Graph(weights, precision, easing)
    hidden = _layers(graph)
    return graph.model(INPUTS, hidden, note=note)


def build_opened(weights: "Weights") -> tuple[onnx.ModelProto, Sequence[str]]:
    """In float, with what goes into each multiplication as further outputs; their names in order."""
    graph = Graph(weights, "float", {})
    hidden = _layers(graph)
    model = graph.model(INPUTS, hidden, note="", beside=list(graph.multiplied.values()))
    return model, list(graph.multiplied)


def _layers(graph: Graph) -> str:
    return layers(graph, graph.rows("embeddings.token_type_embeddings.weight", "token_type_ids"))


def layers(graph: Graph, kinds: str) -> str:
    """All layers over `input_ids` and `attention_mask`; `kinds` (batch x sequence x width) is added to the words."""
    words = graph.rows("embeddings.word_embeddings.weight", "input_ids")
    places = graph.rows("embeddings.position_embeddings.weight", _positions(graph))
    hidden = graph.normalised("embeddings.LayerNorm", graph.add("Add", [words, places]), kinds)
    mask = graph.add("Cast", ["attention_mask"], to=TensorProto.INT32)
    for number in range(LAYERS):
        hidden = graph.layer(number, hidden, mask)
    return hidden


def _positions(graph: Graph) -> str:
    """1 x sequence: 0, 1, 2, ..."""
    length = graph.add(
        "Gather", [graph.add("Shape", ["input_ids"]), graph.constant("second", np.array(1, np.int64))]
    )
    start, step = graph.constant("zero", np.array(0, np.int64)), graph.constant("one", np.array(1, np.int64))
    counted = graph.add("Range", [start, length, step])
    return graph.add("Unsqueeze", [counted, graph.constant("first", np.array([0], np.int64))])
