"""Writes taesd/: a tiny autoencoder of random weights in madebyollin/taesd's own names (taesd.py) and what it makes of
a latent and of a picture, by plain loops over numpy arrays in f64.   python3 make_taesd.py   (numpy, safetensors)"""
import os
import numpy as np
from safetensors.numpy import save_file

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'taesd')
WIDTH, LATENT = 8, 4
rng = np.random.default_rng(5)


def conv(x, w, b=None, stride=1):
    """x [C,H,W], w [O,C,3,3], zeros around."""
    channels, height, width = x.shape
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1)))
    rows, columns = height // stride, width // stride
    y = np.zeros((w.shape[0], rows, columns))
    for dy in range(3):
        for dx in range(3):
            window = padded[:, dy:dy + height:stride, dx:dx + width:stride]
            y += np.einsum('oc,chw->ohw', w[:, :, dy, dx], window)
    return y if b is None else y + b[:, None, None]


class Sequence:
    """Weights made as they are asked for, rounded to f16."""

    def __init__(self):
        self.tensors = {}

    def tensor(self, name, shape, scale):
        value = (rng.standard_normal(shape) * scale).astype(np.float16)
        self.tensors[name] = value
        return value.astype(np.float64)

    def conv(self, name, x, out, bias=True, stride=1, gain=1.):
        w = self.tensor(f'{name}.weight', (out, x.shape[0], 3, 3), gain * (2 / (9 * x.shape[0])) ** .5)
        b = self.tensor(f'{name}.bias', (out,), .1) if bias else None
        return conv(x, w, b, stride)

    def block(self, number, x):
        h = np.maximum(self.conv(f'{number}.conv.0', x, WIDTH), 0)
        h = np.maximum(self.conv(f'{number}.conv.2', h, WIDTH), 0)
        return np.maximum(self.conv(f'{number}.conv.4', h, WIDTH, gain=.25) + x, 0)


def decode(s, z):
    h = np.tanh(z / 3) * 3
    h = np.maximum(s.conv('1', h, WIDTH), 0)
    number = 3
    for blocks in (3, 3, 3):
        for _ in range(blocks):
            h = s.block(number, h)
            number += 1
        h = h.repeat(2, 1).repeat(2, 2)
        h = s.conv(str(number + 1), h, WIDTH, bias=False)
        number += 2
    h = s.block(number, h)
    return s.conv(str(number + 1), h, 3) * 2 - 1


def encode(s, picture):
    h = s.conv('0', (picture + 1) / 2, WIDTH)
    h = s.block(1, h)
    number = 2
    for _ in range(3):
        h = s.conv(str(number), h, WIDTH, bias=False, stride=2)
        for _ in range(3):
            number += 1
            h = s.block(number, h)
        number += 1
    return s.conv(str(number), h, LATENT)


os.makedirs(HERE, exist_ok=True)
latent = (rng.standard_normal((LATENT, 3, 4)) * 2).astype(np.float32)
picture = rng.uniform(-1, 1, (3, 24, 32)).astype(np.float32)
expected = {'latent': latent, 'picture': picture}
for name, run, x, result in (('decoder', decode, latent, 'image'), ('encoder', encode, picture, 'code')):
    made = Sequence()
    expected[result] = run(made, x.astype(np.float64)).astype(np.float32)
    save_file(made.tensors, f'{HERE}/taesd_{name}.safetensors')
save_file({name: value[None].copy() for name, value in expected.items()}, f'{HERE}/expected.safetensors')
