"""Trains the picture coder (diffusers AutoencoderKL, 128 px -> 16x16x4) on composed pictures.

The learning rate follows the clock: it decays to a tenth of a percent over --minutes.  Stopping
at any time loses at most --save-every seconds; starting again goes on where it stopped.
"""
import argparse
import json
import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL

from compose import SIZE, Composer, head_weights
from stream import stream, to_tensor

CONFIG = dict(in_channels=3, out_channels=3, down_block_types=["DownEncoderBlock2D"] * 4,
              up_block_types=["UpDecoderBlock2D"] * 4, block_out_channels=[16, 16, 32, 64], layers_per_block=1,
              latent_channels=4, norm_num_groups=4, sample_size=128)
KL_WEIGHT, EDGE_WEIGHT, ANCHOR_WEIGHT, HEAD_WEIGHT = 5e-5, 0.5, 0.02, 3
DECODER_NOISE = 0.1  # of the spread of the latents: the UNet will not hit them exactly either


def picture_loss(back: torch.Tensor, pictures: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """L1 at full and at quarter size (colour), and on the steps between neighbouring pixels; weights [N,1,H,W]."""
    d = (back - pictures) * weights
    edges = d.diff(dim=2).abs().mean() + d.diff(dim=3).abs().mean()
    return d.abs().mean() + F.avg_pool2d(back - pictures, 4).abs().mean() + EDGE_WEIGHT * edges


def crops(tensors: list[torch.Tensor], size: int) -> list[torch.Tensor]:
    """The same random square of each: more steps for the same work, but other normalisation statistics."""
    corners = (torch.randint(0, (SIZE - size) // 8 + 1, (len(tensors[0]), 2)) * 8).tolist()
    return [torch.stack([p[:, y:y + size, x:x + size] for p, (y, x) in zip(t, corners)]) for t in tensors]


@torch.no_grad()
def psnr(vae: AutoencoderKL, pictures: torch.Tensor) -> float:
    """Peak signal to noise ratio in dB of a round trip."""
    vae.eval()
    back = vae.decode(vae.encode(pictures).latent_dist.mean).sample.clamp(-1, 1)
    vae.train()
    return 10 * math.log10(4 / F.mse_loss(back, pictures).item())


def save(path: Path, vae, optimiser, state: dict, kept: list[str]) -> None:
    part = path.with_suffix(".part")
    torch.save(dict(vae=vae.state_dict(), optimiser=optimiser.state_dict(), kept=kept, **state), part)
    part.rename(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--crop", type=int, default=SIZE, help="side of the squares cut out early on")
    parser.add_argument("--crop-until", type=float, default=0.3, help="share of the time spent on squares")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=0, help="processes that compose pictures beside the training")
    parser.add_argument("--save-every", type=float, default=120)
    parser.add_argument("--anchor", type=Path, help="model folder of the 64 px model whose latents are to be kept")
    parser.add_argument("--new-only", type=int, default=0, help="pictures for which only the outer level of grow_vae.py learns")
    parser.add_argument("--decoder-only", action="store_true", help="keep the latents as they are, polish the decoder")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    path = args.work / ("vae_decoder.pt" if args.decoder_only else "vae.pt")
    vae = AutoencoderKL(**CONFIG).to(device, memory_format=torch.channels_last)
    state = dict(seconds=0.0, seen=0)
    source = path if path.exists() else args.work / "vae.pt"
    loaded = torch.load(source, map_location=device) if source.exists() else None
    if loaded:
        vae.load_state_dict(loaded["vae"])
    if args.decoder_only:
        vae.encoder.requires_grad_(False)
        vae.quant_conv.requires_grad_(False)
    optimiser = torch.optim.AdamW(vae.parameters(), args.rate, betas=(0.9, 0.99), weight_decay=1e-4)
    if loaded and source == path:
        if loaded["optimiser"]:
            optimiser.load_state_dict(loaded["optimiser"])
        state = {k: loaded[k] for k in state}
    anchor = AutoencoderKL.from_pretrained(args.anchor / "vae").eval().requires_grad_(False).to(device) if args.anchor else None
    kept = loaded.get("kept", []) if loaded else []  # names of the weights that grow_vae.py took over
    waiting = [p for p in map(vae.get_parameter, kept) if p.requires_grad]
    composed = stream(args.work, 1000 + state["seen"], args.batch, args.workers)
    held = to_tensor(Composer(args.work, 7).batch(32)[0]).to(device).contiguous(memory_format=torch.channels_last)

    def loss_of(pictures: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
        posterior = vae.encode(pictures).latent_dist
        if args.decoder_only:
            noise = torch.randn_like(posterior.mean) * DECODER_NOISE * posterior.mean.std()
            return picture_loss(vae.decode(posterior.mean + noise).sample, pictures, weights)
        loss = picture_loss(vae.decode(posterior.sample()).sample, pictures, weights)
        if anchor:
            with torch.no_grad():
                wanted = anchor.encode(F.avg_pool2d(pictures, 2)).latent_dist.mean
            loss = loss + ANCHOR_WEIGHT * F.mse_loss(posterior.mean, wanted)
        return loss + KL_WEIGHT * posterior.kl().mean() / posterior.mean[0].numel()

    started, last_save, step, running = time.time(), time.time(), 0, torch.zeros((), device=device)
    base_seconds = state["seconds"]
    while state["seconds"] < args.minutes * 60:
        for parameter in waiting:
            parameter.requires_grad_(state["seen"] >= args.new_only)
        progress = state["seconds"] / (args.minutes * 60)
        rate = args.rate * min(1, (state["seen"] + args.batch) / (100 * args.batch)) * max(1e-3, math.cos(progress * math.pi / 2) ** 2)
        for group in optimiser.param_groups:
            group["lr"] = rate
        drawn, _, heads, _ = next(composed)
        pictures = to_tensor(drawn.to(device))
        weights = torch.from_numpy(head_weights(heads, SIZE, HEAD_WEIGHT)).to(device)[:, None]
        if args.crop < SIZE and progress < args.crop_until:
            pictures, weights = crops([pictures, weights], args.crop)
        loss = loss_of(pictures.contiguous(memory_format=torch.channels_last), weights)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(vae.parameters(), 1.0)
        optimiser.step()
        step += 1
        running += loss.detach()
        state["seen"] += args.batch
        state["seconds"] = base_seconds + time.time() - started
        if step % 200 == 0:
            line = dict(seconds=round(state["seconds"]), seen=state["seen"], loss=round(running.item() / 200, 5), psnr=round(psnr(vae, held), 2))
            running.zero_()
            print(json.dumps(line), flush=True)
            with open(args.work / "vae_log.jsonl", "a") as log:
                log.write(json.dumps(line) + "\n")
        if time.time() - last_save > args.save_every:
            save(path, vae, optimiser, state, kept)
            last_save = time.time()
    save(path, vae, optimiser, state, kept)
    print("done", state)


if __name__ == "__main__":
    main()
