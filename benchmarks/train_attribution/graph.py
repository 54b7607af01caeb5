"""The network that tells who speaks as an ONNX graph for one text: that of the sentence encoder, and the pointers over it."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper

from benchmarks.train_encoder.graph import Graph, Precision, layers
from benchmarks.train_encoder.shape import WIDTH
from storage.attribution.features import FLAGS, PLACES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Weights = Mapping[str, NDArray[np.float32]]

_MICROSOFT = "com.microsoft"
_TEXT, _SENTENCES = "sequence", "sentences"
_INPUTS = {
    "input_ids": (TensorProto.INT64, [1, _TEXT]),
    "attention_mask": (TensorProto.INT64, [1, _TEXT]),
    "flags": (TensorProto.FLOAT, [1, _TEXT, FLAGS]),
    "spans": (TensorProto.FLOAT, [_SENTENCES, _TEXT]),
    "places": (TensorProto.INT64, [_SENTENCES, _TEXT]),
    "rulings": (TensorProto.INT64, [_SENTENCES]),
    "begins": (TensorProto.FLOAT, [_SENTENCES, _TEXT]),
    "ends": (TensorProto.FLOAT, [_SENTENCES, _TEXT]),
}
_OUTPUTS = ("name_first", "name_last")


def build(weights: "Weights", precision: Precision, *, easing: "Weights", note: str = "") -> onnx.ModelProto:
    """From what `storage.attribution.features` makes of one text to the scores of each token as first and last of a name, sentences x tokens each."""
    graph = Graph(weights, precision, easing)
    hidden = graph.add("Squeeze", [_hidden(graph, weights), graph.constant("zeroth", np.array([0]))])
    asked = _asked(graph, weights, hidden)
    nobody = _asking(graph, "nobody", asked)
    trust = graph.named("trust", asked)
    near = graph.dense("near", asked, weights["places.weight"], weights["places.bias"])
    for part, (kind, output, named) in enumerate(
        zip(("first", "last"), _OUTPUTS, ("begins", "ends"), strict=True)
    ):
        keys = graph.add("Transpose", [graph.named(f"{kind}_key", hidden)], perm=[1, 0])
        pointed = graph.add("MatMul", [_asking(graph, f"{kind}_asked", asked), keys])
        root = graph.constant(f"{output}.root", np.array(math.sqrt(WIDTH), np.float32))
        own = graph.constant(f"{kind}.places", np.arange(part * PLACES, (part + 1) * PLACES))
        away = graph.add("GatherElements", [graph.add("Gather", [near, own], axis=1), "places"], axis=1)
        score = graph.add("Add", [graph.add("Div", [pointed, root]), away])
        column = graph.constant(f"{output}.column", np.array([part], np.int64))
        trusted = graph.add("Mul", [graph.add("Gather", [trust, column], axis=1), named])
        score = _without_first(graph, output, graph.add("Add", [score, trusted]))
        none = graph.add("Gather", [nobody, column], axis=1)
        graph.name(graph.add("Concat", [none, score], axis=1), output)
    given = [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in _INPUTS.items()]
    results = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [_SENTENCES, _TEXT]) for name in _OUTPUTS
    ]
    return graph.whole("attribution", given, results, note=note)


def _hidden(graph: Graph, weights: "Weights") -> str:
    flags = graph.add(
        "MatMul", ["flags", graph.constant("flags.weight", np.ascontiguousarray(weights["flags.weight"].T))]
    )
    kind = graph.constant("kind", weights["embeddings.token_type_embeddings.weight"][0])
    return layers(graph, graph.add("Add", [flags, kind]))


def _asked(graph: Graph, weights: "Weights", hidden: str) -> str:
    mean = graph.add("MatMul", ["spans", hidden])
    whole = graph.add("Gather", [hidden, graph.constant("whole", np.array([0], np.int64))], axis=0)
    whole = graph.add("Expand", [whole, graph.add("Shape", [mean])])
    rulings = graph.add(
        "Gather", [graph.constant("rulings.weight", weights["rulings.weight"]), "rulings"], axis=0
    )
    return graph.add("Add", [graph.add("Concat", [mean, whole], axis=1), rulings])


def _asking(graph: Graph, name: str, asked: str) -> str:
    lifted = graph.add("Gelu", [graph.named(f"{name}.0", asked)], domain=_MICROSOFT)
    return graph.named(f"{name}.2", lifted)


def _without_first(graph: Graph, output: str, score: str) -> str:
    start, end, axis = (
        graph.constant(f"{output}.{name}", np.array([value], np.int64))
        for name, value in (("start", 1), ("end", 2**31), ("axis", 1))
    )
    return graph.add("Slice", [score, start, end, axis])
