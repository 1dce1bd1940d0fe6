"""Trains the UNet on latents of composed pictures; the text encoder stays as train_text.py left it.

It runs on the GPU if there is one, else on the processor.  The latents lie in a pool there that
grows while training runs (new pictures replace the oldest once it is full).  Weights, optimiser,
averaged weights and counters are saved every few minutes; starting again goes on from there.
"""
import argparse
import json
import math
import time
from collections import Counter
from pathlib import Path

import torch

import model_parts as parts
from compose import head_weights
from stream import stream, to_tensor

HEAD_WEIGHT, OBJECT_WEIGHT = 4, 2  # a person counts mostly by the head, an object as a whole


def timesteps(n: int, device: torch.device) -> torch.Tensor:
    """Half of them evenly, half drawn towards pure noise, where colours and presentation are decided."""
    u = torch.rand(n, device=device)
    u[::2] = u[::2].sqrt()
    return (u * 1000).long().clamp(max=999)


class Pool:
    """Latents and token ids of composed pictures, in the device's memory."""

    CHUNK = 32  # pictures that are drawn and encoded at a time

    def __init__(self, work: Path, capacity: int, seed: int, workers: int, scale: float | None,
                 device: torch.device) -> None:
        self.vae, self.tokenizer = parts.load_vae(work / "vae.pt").to(device), parts.load_tokenizer(work)
        self.drawn = stream(work, seed, self.CHUNK, workers)
        self.capacity, self.added, self.scale = capacity, 0, scale
        self.counts: Counter = Counter()
        self.latents = torch.zeros(capacity, 4, 16, 16, device=device)
        self.ids = torch.zeros(capacity, parts.POSITIONS, dtype=torch.int16, device=device)
        self.weights = torch.ones(capacity, 16, 16, dtype=torch.uint8, device=device)

    @torch.no_grad()
    def grow(self, n: int) -> None:
        """Encodes n pictures, or as many more as fill the last chunk."""
        device = self.latents.device
        for _ in range(math.ceil(n / self.CHUNK)):
            pictures, captions, heads, counts = next(self.drawn)
            weights = head_weights(heads, 16, HEAD_WEIGHT)
            weights[[head is None for head in heads]] = OBJECT_WEIGHT
            at = torch.arange(self.added, self.added + self.CHUNK) % self.capacity
            shown = to_tensor(pictures.to(device)).contiguous(memory_format=torch.channels_last)
            self.latents[at] = self.vae.encode(shown).latent_dist.mean
            self.ids[at] = parts.token_ids(self.tokenizer, captions).to(device, torch.int16)
            self.weights[at] = torch.from_numpy(weights).to(device, torch.uint8)
            self.counts += counts
            self.added += self.CHUNK
        if self.scale is None:
            self.scale = 1.0 / self.latents[:self.added].std().item()

    def batch(self, n: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        at = torch.randint(min(self.added, self.capacity), (n,), device=self.latents.device)
        return self.latents[at] * self.scale, self.ids[at].long(), self.weights[at].float()


class Averaged:
    """Exponential moving average of a module's weights."""

    def __init__(self, module: torch.nn.Module, decay: float) -> None:
        self.module, self.decay = module, decay
        self.weights = {k: v.detach().clone() for k, v in module.named_parameters()}

    @torch.no_grad()
    def update(self, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        torch._foreach_lerp_(list(self.weights.values()), [p.detach() for p in self.module.parameters()], 1 - decay)


def learning_rate(top: float, step: int, seen: int, pictures: int, cooldown: float) -> float:
    """Warm-up, flat, then a linear fall over the last `cooldown` share of the pictures.

    It counts pictures, not seconds, so a busy or paused machine does not shorten the training.
    """
    left = max(0.0, 1 - seen / pictures)
    return top * min(1, (step + 1) / 200) * max(0.02, min(1, left / cooldown))


def save(path: Path, unet, averaged: Averaged, optimiser, state: dict) -> None:
    part = path.with_suffix(".part")
    torch.save(dict(unet=unet.state_dict(), averaged=averaged.weights, optimiser=optimiser.state_dict(), state=state), part)
    part.rename(path)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--pictures", type=int, default=240000, help="pictures seen in all, over every start")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--cooldown", type=float, default=0.3)
    parser.add_argument("--decay", type=float, default=0.998)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--pool", type=int, default=40000)
    parser.add_argument("--first", type=int, default=8192, help="pictures encoded before the first step")
    parser.add_argument("--grow", type=int, default=32, help="pictures added every ten steps")
    parser.add_argument("--workers", type=int, default=0, help="processes that compose pictures beside the training")
    parser.add_argument("--bf16", action="store_true", help="multiply in bf16: for a GPU, or a processor with avx512_bf16")
    parser.add_argument("--save-every", type=float, default=180)
    return parser.parse_args()


def main() -> None:
    args = arguments()
    torch.set_num_threads(args.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    path = args.work / "diffusion.pt"
    loaded = torch.load(path, map_location=device) if path.exists() else None
    state = loaded["state"] if loaded else dict(step=0, seen=0, seconds=0.0, scale=None, counts={})
    torch.manual_seed(100 + state["step"])
    pool = Pool(args.work, args.pool, 5000 + state["step"], args.workers, state["scale"], device)
    pool.counts.update(state["counts"])
    pool.grow(args.first)
    state["scale"] = pool.scale
    unet = parts.make_unet().to(device, memory_format=torch.channels_last)
    text = parts.make_text(pool.tokenizer).to(device)
    text.load_state_dict(torch.load(args.work / "text.pt", map_location=device)["text"])
    text.eval().requires_grad_(False)
    print(f"{sum(p.numel() for p in unet.parameters()) / 1e6:.1f} M + {sum(p.numel() for p in text.parameters()) / 1e6:.1f} M",
          f"latent scale {pool.scale:.4f}", flush=True)
    if loaded:
        unet.load_state_dict(loaded["unet"])
    optimiser = torch.optim.AdamW(unet.parameters(), args.rate, betas=(0.9, 0.99), weight_decay=0.01, fused=True)
    averaged = Averaged(unet, args.decay)
    if loaded:
        averaged.weights = {k: loaded["averaged"][k].clone() for k in averaged.weights}
    warm_from = state["step"]
    if loaded and loaded["optimiser"]:
        optimiser.load_state_dict(loaded["optimiser"])
        warm_from = 0
    del loaded
    alphas = parts.make_scheduler().alphas_cumprod.to(device)

    def loss_of(latents, ids, weights, noise, steps):
        keep, add = alphas[steps].sqrt().view(-1, 1, 1, 1), (1 - alphas[steps]).sqrt().view(-1, 1, 1, 1)
        with torch.autocast(device.type, torch.bfloat16, enabled=args.bf16):
            words = text(ids).last_hidden_state
            guess = unet(keep * latents + add * noise, steps, words).sample
        squares = (guess.float() - (keep * noise - add * latents)).square().mean(1)
        return (squares * weights).sum() / weights.sum()

    last, last_save, since, running = time.time(), time.time(), time.time(), torch.zeros((), device=device)
    while state["seen"] < args.pictures:
        for group in optimiser.param_groups:
            group["lr"] = learning_rate(args.rate, state["step"] - warm_from, state["seen"], args.pictures, args.cooldown)
        latents, ids, weights = pool.batch(args.batch)
        loss = loss_of(latents.contiguous(memory_format=torch.channels_last), ids, weights, torch.randn_like(latents),
                       timesteps(args.batch, device))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(unet.parameters(), 1.0)
        optimiser.step()
        averaged.update(state["step"])
        state["step"] += 1
        state["seen"] += args.batch
        running += loss.detach()
        now = time.time()
        state["seconds"] += now - last
        last = now
        if state["step"] % 10 == 0 and args.grow and pool.added < args.pool * 3:
            pool.grow(args.grow)
        if state["step"] % 100 == 0:
            line = dict(seconds=round(state["seconds"]), step=state["step"], seen=state["seen"], pool=pool.added,
                        loss=round(running.item() / 100, 5), rate=round(optimiser.param_groups[0]["lr"], 6),
                        per_second=round(100 * args.batch / (now - since), 1))
            running, since = torch.zeros_like(running), now
            if not math.isfinite(line["loss"]):
                raise RuntimeError("the loss is no number any more")
            print(json.dumps(line), flush=True)
            with open(args.work / "diffusion_log.jsonl", "a") as log:
                log.write(json.dumps(line) + "\n")
        if now - last_save > args.save_every:
            state["counts"] = dict(pool.counts)
            save(path, unet, averaged, optimiser, state)
            last_save = time.time()
    state["counts"] = dict(pool.counts)
    save(path, unet, averaged, optimiser, state)
    print("done", state["step"], state["seen"])


if __name__ == "__main__":
    main()
