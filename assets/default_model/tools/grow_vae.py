"""Makes the 128 px picture coder's start from the 64 px coder of an earlier model: one outer level is put around it.

Writes WORK/vae.pt.  The new level (from 128 px to 64 px features and back) is random; everything inside is the old
coder, so the latents of a picture stay those of its 64 px version and a UNet trained on them can go on
(train_vae.py --anchor holds them there).
"""
import argparse
import json
from pathlib import Path

import torch
from diffusers import AutoencoderKL
from safetensors.torch import load_file

import train_vae


def moved(name: str) -> str | None:
    """Where a weight of the old coder lies in the new one; None: the new level takes its place."""
    for old, new in (("encoder.down_blocks.2.", "encoder.down_blocks.3."), ("encoder.down_blocks.1.", "encoder.down_blocks.2."),
                     ("encoder.down_blocks.0.", "encoder.down_blocks.1.")):
        if name.startswith(old):
            return new + name[len(old):]
    return None if name.startswith("encoder.conv_in") else name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--old", required=True, type=Path, help="model folder of the 64 px model")
    args = parser.parse_args()
    torch.manual_seed(0)
    vae = AutoencoderKL(**train_vae.CONFIG)
    state, kept = vae.state_dict(), []
    for name, weight in load_file(args.old / "vae" / "diffusion_pytorch_model.safetensors").items():
        if (place := moved(name)) is not None:
            assert state[place].shape == weight.shape, f"{name} does not fit {place}"
            state[place] = weight.float()
            kept.append(place)
    vae.load_state_dict(state)
    torch.save(dict(vae=vae.state_dict(), optimiser=None, seconds=0.0, seen=0, kept=kept), args.work / "vae.pt")
    print(json.dumps(dict(kept=len(kept), new=len(state) - len(kept))))


if __name__ == "__main__":
    main()
