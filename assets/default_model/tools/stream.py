"""Composed pictures for training, drawn by other processes if there are any, else in this one."""
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from compose import Composer


class Drawn(IterableDataset):
    """Endless batches of n: uint8 pictures [n,128,128,3], captions, heads (None for objects), and what they show."""

    def __init__(self, work: Path, seed: int, n: int) -> None:
        self.work, self.seed, self.n = work, seed, n

    def __iter__(self):
        worker = get_worker_info()
        composer = Composer(self.work, self.seed + (worker.id if worker else 0))
        while True:
            pictures, captions, heads = composer.batch(self.n)
            counts, composer.counts = composer.counts, Counter()
            yield torch.from_numpy(pictures), captions, heads, counts


def stream(work: Path, seed: int, n: int, workers: int):
    """An iterator over such batches from so many processes."""
    # None of the loader's own stacking or converting: a batch is one item as it stands.
    return iter(DataLoader(Drawn(work, seed, n), batch_size=None, num_workers=workers, collate_fn=lambda batch: batch))


def to_tensor(pictures: np.ndarray | torch.Tensor) -> torch.Tensor:
    """uint8 NHWC pictures as floats in -1..1, NCHW."""
    return torch.as_tensor(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1
