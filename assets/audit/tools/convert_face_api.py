#!/usr/bin/env python3
"""Turns the networks of the npm package @vladmandic/face-api 1.7.15 (MIT) into ONNX files with manifests.

  convert_face_api.py PACKAGE FOLDER      (fetch_face_instruments.sh does all of it)

The package holds weights (eight bits a value with scale and minimum) but no graph; the layers below follow
justadudewhohacks/face-api.js: src/xception/TinyXception.ts, src/faceFeatureExtractor/FaceFeatureExtractor.ts and
src/tinyYolov2/TinyYolov2Base.ts.
"""
import hashlib
import json
import struct
import sys
from pathlib import Path

from onnx_writer import Graph

KNOWN = {
    "age_gender": "49f92bbc0afef2342c4385e4a2b0acb6d7a727c6f0aa539499719a81acf9abaa",
    "tiny_face_detector": "b7503ce7df31039b1c43316a9b865cab6a70dd748cc602d3fa28b551503c3871",
    "face_landmark_68": "4611ef65c87d836d03d684b30eec4d195d8b219fa1dd58fc58945831c6b9299b",
}
PACKAGE = "Weights of the npm package @vladmandic/face-api 1.7.15, converted. The package is MIT; "
PROVENANCE = {
    "tiny_face_detector": "its author trained it on about 14,000 labelled pictures of a collection of his own and names no source.",
    "face_landmark_68": "its author trained it on about 35,000 labelled faces and names no source.",
    "age_gender": "it was trained on UTKFace, FG-NET, Chalearn, IMDB-Wiki, CACD and MegaAge: faces collected for research, "
                  "most of them from the web, whose people were not asked."}
UNKNOWN = "Its error by skin tone is not published."
LIMITS = {
    "tiny_face_detector": ["It finds the one or few faces that fill a good part of a picture; in crowds it finds none.", UNKNOWN],
    "face_landmark_68": ["It says where the cheeks and the forehead are, for the skin's colour; it is exact for faces seen from the front."],
    "age_gender": ["It judges how a depicted person reads to it, not who anybody is.",
                   "It knows two presentations and cannot name any other.",
                   "Its published accuracy is for photographs of real people; generated faces need human labels.", UNKNOWN]}


class Weights:
    """The tensors of one network, read from its manifest and .bin file."""

    def __init__(self, folder: Path, name: str) -> None:
        data = (folder / f"{name}_model.bin").read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if KNOWN[name] != digest:
            sys.exit(f"{name}_model.bin: is not the file of version 1.7.15 (sha256 {digest})")
        self.tensors, at = {}, 0
        for w in json.loads((folder / f"{name}_model-weights_manifest.json").read_text())[0]["weights"]:
            count = 1
            for d in w["shape"]:
                count *= d
            if "quantization" in w:
                q = w["quantization"]
                values = [b * q["scale"] + q["min"] for b in data[at:at + count]]
                at += count
            else:
                values = list(struct.unpack_from(f"<{count}f", data, at))
                at += 4 * count
            self.tensors[w["name"]] = (values, w["shape"])

    def oihw(self, name: str, depthwise: bool = False):
        """A filter [height, width, in, out] as [out, in, height, width]; depthwise [channels, 1, height, width]."""
        values, (h, w, i, o) = self.tensors[name]
        def at(y, x, a, b):
            return values[((y * w + x) * i + a) * o + b]
        if depthwise:
            return [at(y, x, a, 0) for a in range(i) for y in range(h) for x in range(w)], [i, 1, h, w]
        return [at(y, x, a, b) for b in range(o) for a in range(i) for y in range(h) for x in range(w)], [o, i, h, w]


class Net:
    """Layers of one network, each named by its prefix in the weights."""

    def __init__(self, name: str, weights: Weights) -> None:
        self.graph, self.weights = Graph(name), weights

    def conv(self, x, prefix, stride=1, pads=(1, 1, 1, 1), filters="filters", bias=True, depthwise=False):
        values, shape = self.weights.oihw(f"{prefix}/{filters}", depthwise)
        inputs = [x, self.graph.weight(values, shape)]
        if bias:
            b = self.weights.tensors[f"{prefix}/bias"]
            inputs.append(self.graph.weight(*b))
        return self.graph.node("Conv", inputs, kernel_shape=shape[2:], strides=[stride] * 2, pads=list(pads),
                               group=shape[0] if depthwise else 1)

    def separable(self, x, prefix, stride=1):
        # TensorFlow's 'same' with stride 2 on an even size pads right and bottom only.
        pads = (1, 1, 1, 1) if stride == 1 else (0, 0, 1, 1)
        x = self.conv(x, prefix, stride, pads, "depthwise_filter", False, True)
        return self.conv(x, prefix, 1, (0, 0, 0, 0), "pointwise_filter")

    def relu(self, x):
        return self.graph.node("Relu", [x])

    def add(self, a, b):
        return self.graph.node("Add", [a, b])

    def dense(self, x, prefix, output):
        values, (i, o) = self.weights.tensors[f"{prefix}/weights"]
        w = self.graph.weight([values[a * o + b] for b in range(o) for a in range(i)], [o, i, 1, 1])
        b = self.graph.weight(*self.weights.tensors[f"{prefix}/bias"])
        return self.graph.node("Conv", [x, w, b], output, kernel_shape=[1, 1], strides=[1, 1], pads=[0] * 4, group=1)


def age_gender(weights):
    n = Net("age_gender", weights)

    def reduction(x, prefix, activate=True):
        out = n.separable(n.relu(x) if activate else x, f"{prefix}/separable_conv0")
        out = n.separable(n.relu(out), f"{prefix}/separable_conv1")
        out = n.graph.node("MaxPool", [out], kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 1, 1])
        return n.add(out, n.conv(x, f"{prefix}/expansion_conv", 2, (0, 0, 0, 0)))

    x = n.relu(n.conv("input", "entry_flow/conv_in", 2, (0, 0, 1, 1)))
    x = reduction(x, "entry_flow/reduction_block_0", False)
    x = reduction(x, "entry_flow/reduction_block_1")
    for block in range(2):
        out = x
        for i in range(3):
            out = n.separable(n.relu(out), f"middle_flow/main_block_{block}/separable_conv{i}")
        x = n.add(out, x)
    x = reduction(x, "exit_flow/reduction_block")
    x = n.relu(n.separable(x, "exit_flow/separable_conv"))
    x = n.graph.node("AveragePool", [x], kernel_shape=[7, 7], strides=[2, 2], pads=[0] * 4)
    n.dense(x, "fc/age", "age")
    n.dense(x, "fc/gender", "gender")
    return n.graph.model({"input": [1, 3, 112, 112]}, {"age": [1, 1, 1, 1], "gender": [1, 2, 1, 1]})


def landmarks(weights):
    n = Net("face_landmark_68", weights)
    x = "input"
    for block in range(4):
        prefix = f"dense{block}"
        first = n.conv(x, f"{prefix}/conv0", 2, (0, 0, 1, 1)) if block == 0 else n.separable(x, f"{prefix}/conv0", 2)
        total = n.relu(first)
        for i in range(1, 4):
            # Each convolution sees the rectified sum of all before it.
            out = n.separable(total if i == 1 else n.relu(total), f"{prefix}/conv{i}")
            total = n.add(total, out)
        x = n.relu(total)
    x = n.graph.node("AveragePool", [x], kernel_shape=[7, 7], strides=[2, 2], pads=[0] * 4)
    n.dense(x, "fc", "points")
    return n.graph.model({"input": [1, 3, 112, 112]}, {"points": [1, 136, 1, 1]})


def face_detector(weights):
    n = Net("tiny_face_detector", weights)

    def pool(x, stride=2):
        pads = [0, 0, 1, 1] if stride == 1 else [0] * 4
        ceil = {} if stride == 1 else {"ceil_mode": 1}
        return n.graph.node("MaxPool", [x], kernel_shape=[2, 2], strides=[stride] * 2, pads=pads, **ceil)

    def leaky(x):
        return n.graph.node("LeakyRelu", [x], alpha=0.1)

    x = pool(leaky(n.conv("input", "conv0", 1, (0, 0, 0, 0))))
    for i in range(1, 6):
        x = pool(leaky(n.separable(x, f"conv{i}")), 2 if i < 5 else 1)
    # Its output is named by the last layer: five values for each of five anchors.
    values, shape = weights.oihw("conv8/filters")
    w = n.graph.weight(values, shape)
    b = n.graph.weight(*weights.tensors["conv8/bias"])
    n.graph.node("Conv", [x, w, b], "grid", kernel_shape=[1, 1], strides=[1, 1], pads=[0] * 4, group=1)
    return n.graph.model({"input": [1, 3, 416, 416]}, {"grid": [1, 25, 13, 13]})


def scaled(size, mean, fit, margin=0.0):
    return {"width": size, "height": size, "channels": "rgb", "mean": mean, "scale": [1 / 255] * 3, "fit": fit,
            "margin": margin}


FACE_MEAN = [122.782, 117.001, 104.298]
NETWORKS = {
    "tiny_face_detector": (face_detector, {
        "kind": "face_detector", "input": scaled(416, [117.001, 114.697, 97.404], "pad_end"),
        "anchors": [[1.603231, 2.094468], [6.041143, 7.080126], [2.882459, 3.518061], [4.266906, 5.178857],
                    [9.041765, 10.66308]], "least_score": 0.5}),
    "face_landmark_68": (landmarks, {"kind": "face_landmarks", "input": scaled(112, FACE_MEAN, "pad")}),
    "age_gender": (age_gender, {
        "kind": "face_classifier", "input": scaled(112, FACE_MEAN, "pad"),
        "accuracy": {"presentation": "0.95 of photographs right (UTKFace 0.93, Chalearn 0.94, Wiki 0.95, CACD 0.97; below 19 years "
                                     "0.69 to 0.88), as its author states",
                     "age": "mean absolute error of 4.54 years (6 and more from 60 on), as its author states"},
        "heads": [
            {"attribute": "presentation", "output": "gender", "classes": ["man", "woman"], "abstain_below": 0.75},
            {"attribute": "age", "output": "age", "activation": "years",
             "classes": ["under_20", "20_39", "40_59", "60_plus"]}]}),
}


def main(package: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name, (build, manifest) in NETWORKS.items():
        network = build(Weights(package / "model", name))
        (target / f"{name}.onnx").write_bytes(network)
        manifest = {"name": f"face-api {name}", "version": "1.7.15", **manifest, "file": f"{name}.onnx",
                    "sha256": hashlib.sha256(network).hexdigest(), "domain": "photographs", "licence": "MIT",
                    "provenance": PACKAGE + PROVENANCE[name], "limits": LIMITS[name]}
        (target / f"{name}.json").write_text(json.dumps(manifest, indent=1) + "\n")
        print(target / f"{name}.json")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
