"""Writes small ONNX files with the standard library alone: just enough of the protobuf for convolutional networks."""
import struct


def varint(n: int) -> bytes:
    """A whole number in protobuf's base 128."""
    out = bytearray()
    while True:
        out.append(n & 127 | (128 if n > 127 else 0))
        n >>= 7
        if not n:
            return bytes(out)


def field(number: int, value) -> bytes:
    """One field: whole numbers as varints, bytes and text with their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value & (1 << 64) - 1)
    if isinstance(value, str):
        value = value.encode()
    return varint(number << 3 | 2) + varint(len(value)) + value


class Graph:
    """Nodes and weights in the order they were added."""

    def __init__(self, name: str) -> None:
        self.name, self.nodes, self.weights, self.count = name, [], [], 0

    def weight(self, values, shape) -> str:
        """A float tensor; returns its name."""
        name = f"w{len(self.weights)}"
        body = b"".join(field(1, d) for d in shape) + field(2, 1) + field(8, name)
        self.weights.append(body + field(9, struct.pack(f"<{len(values)}f", *values)))
        return name

    def node(self, op: str, inputs, output: str = "", **attributes) -> str:
        """One operation; returns the name of its output."""
        self.count += 1
        output = output or f"x{self.count}"
        body = b"".join(field(1, i) for i in inputs) + field(2, output) + field(3, f"n{self.count}") + field(4, op)
        for key, value in attributes.items():
            attribute = field(1, key)
            if isinstance(value, float):
                attribute += varint(2 << 3 | 5) + struct.pack("<f", value) + field(20, 1)
            elif isinstance(value, int):
                attribute += field(3, value) + field(20, 2)
            else:
                attribute += b"".join(field(8, v) for v in value) + field(20, 7)
            body += field(5, attribute)
        self.nodes.append(body)
        return output

    def model(self, inputs: dict, outputs: dict) -> bytes:
        """The file's bytes; inputs and outputs are {name: shape}."""
        def info(name, shape):
            dims = b"".join(field(1, field(1, d)) for d in shape)
            return field(1, name) + field(2, field(1, field(1, 1) + field(2, dims)))
        graph = b"".join(field(1, n) for n in self.nodes) + field(2, self.name)
        graph += b"".join(field(5, w) for w in self.weights)
        graph += b"".join(field(11, info(*i)) for i in inputs.items())
        graph += b"".join(field(12, info(*o)) for o in outputs.items())
        return field(1, 6) + field(2, "evenlight") + field(7, graph) + field(8, field(2, 11))
