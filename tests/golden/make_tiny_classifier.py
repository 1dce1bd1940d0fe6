#!/usr/bin/env python3
"""Writes tiny_classifier.onnx and its manifest: a whole-image classifier that answers by the picture's mean colour.

Red reads as woman, blue as man, grey is unclear; green is a picture with several people, black one without a face.
"""
import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "assets/audit/tools"))
from onnx_writer import Graph  # noqa: E402

HEADS = {"presentation": ([[8, 0, -8], [-8, 0, 8]], [0, 0]),
         "people": ([[0, 0, 0], [-20, 40, -20], [-40, -40, -40]], [0, -8, 8]),
         "age": ([[4, 0, 4], [-4, 0, -4]], [-2, 2])}
graph = Graph("tiny_classifier")
mean = graph.node("GlobalAveragePool", ["input"])
for name, (rows, bias) in HEADS.items():
    w = graph.weight([v for row in rows for v in row], [len(rows), 3, 1, 1])
    graph.node("Conv", [mean, w, graph.weight(bias, [len(bias)])], name, kernel_shape=[1, 1], strides=[1, 1], pads=[0] * 4)
network = graph.model({"input": [1, 3, 16, 16]}, {n: [1, len(b), 1, 1] for n, (_, b) in HEADS.items()})
(HERE / "tiny_classifier.onnx").write_bytes(network)
(HERE / "tiny_classifier.json").write_text(json.dumps({
    "name": "tiny classifier of tests", "kind": "whole_image_classifier", "file": "tiny_classifier.onnx",
    "sha256": hashlib.sha256(network).hexdigest(), "domain": "drawings", "licence": "Apache-2.0",
    "provenance": "Written by hand for tests.", "limits": ["It looks at the mean colour only."],
    "input": {"width": 16, "height": 16, "scale": [1 / 255] * 3},
    "heads": [{"attribute": "presentation", "output": "presentation", "classes": ["woman", "man"]},
              {"attribute": "people", "output": "people", "classes": ["one", "several_people", "no_face"]},
              {"attribute": "age", "output": "age", "classes": ["adult", "old"]}]}, indent=1) + "\n")
