"""Makes checkpoints from an exported model folder, so that training goes on where the shipped weights stand.

Writes WORK/vae.pt, text.pt, tokenizer/ and diffusion.pt without optimiser states (the training warms up anew);
nothing that is there already is replaced.  How far the training was stands in realised_counts.json beside the folder.
"""
import argparse
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file


def weights(model: Path, part: str, name: str) -> dict[str, torch.Tensor]:
    """One part's weights in f32."""
    return {k: v.float() for k, v in load_file(model / part / name).items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--model", required=True, type=Path)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    counts = args.model.parent / "realised_counts.json"
    record = json.loads(counts.read_text()).get("training", {}) if counts.exists() else {}
    state = dict(step=0, seen=0, seconds=0.0, counts={}) | record.get("state", {})
    unet = weights(args.model, "unet", "diffusion_pytorch_model.safetensors")
    scale = json.loads((args.model / "vae" / "config.json").read_text())["scaling_factor"]
    files = {
        "vae.pt": dict(vae=weights(args.model, "vae", "diffusion_pytorch_model.safetensors"), optimiser=None,
                       seconds=record.get("vae_seconds", 0.0), seen=record.get("vae_seen", 0)),
        "text.pt": dict(text=weights(args.model, "text_encoder", "model.safetensors")),
        "diffusion.pt": dict(unet=unet, averaged=dict(unet), optimiser=None, state=dict(state, scale=scale)),
    }
    for name, content in files.items():
        if not (args.work / name).exists():
            torch.save(content, args.work / name)
            print("wrote", name)
    if not (args.work / "tokenizer").exists():
        shutil.copytree(args.model / "tokenizer", args.work / "tokenizer")


if __name__ == "__main__":
    main()
