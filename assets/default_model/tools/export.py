"""Writes the trained weights (averaged, f16) as a diffusers folder.

The folder is written beside its final place and then renamed, so readers never see half of it.
"""
import argparse
import json
import shutil
from pathlib import Path

import torch

import model_parts as parts
import train_vae
from diffusers import AutoencoderKL

PIPELINE = {
    "_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.42.1",
    "feature_extractor": [None, None], "image_encoder": [None, None], "requires_safety_checker": False,
    "safety_checker": [None, None], "scheduler": ["diffusers", "DDIMScheduler"],
    "text_encoder": ["transformers", "CLIPTextModel"], "tokenizer": ["transformers", "CLIPTokenizer"],
    "unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"],
}

# What Evenlight takes where nothing else is asked: its usual guidance of 7 draws garish pictures with this model.
DEFAULTS = {"recommended": {"cfg": 2.0}}


def export(work: Path, target: Path) -> dict:
    """Writes the model folder; returns the training counters."""
    checkpoint = torch.load(work / "diffusion.pt", map_location="cpu")
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    tokenizer = parts.load_tokenizer(work)
    unet, text = parts.make_unet(), parts.make_text(tokenizer)
    unet.load_state_dict(checkpoint["unet"] | checkpoint["averaged"])
    text.load_state_dict(torch.load(work / "text.pt", map_location="cpu")["text"])
    decoder = work / "vae_decoder.pt"
    vae = AutoencoderKL(**train_vae.CONFIG, scaling_factor=round(checkpoint["state"]["scale"], 5))
    vae.load_state_dict(torch.load(decoder if decoder.exists() else work / "vae.pt", map_location="cpu")["vae"])
    for name, module in (("unet", unet), ("vae", vae), ("text_encoder", text)):
        module.half().to(memory_format=torch.contiguous_format).save_pretrained(part / name, safe_serialization=True)
        config = part / name / "config.json"
        entries = json.loads(config.read_text())
        entries.pop("_name_or_path", None)
        config.write_text(json.dumps(entries, indent=2) + "\n")
    parts.make_scheduler().save_pretrained(part / "scheduler")
    shutil.copytree(work / "tokenizer", part / "tokenizer")
    (part / "model_index.json").write_text(json.dumps(PIPELINE, indent=2) + "\n")
    (part / "evenlight.json").write_text(json.dumps(DEFAULTS) + "\n")
    old = target.with_name(target.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    part.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    return checkpoint["state"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    args = parser.parse_args()
    state = export(args.work, args.out)
    size = sum(f.stat().st_size for f in args.out.rglob("*") if f.is_file())
    print(f"step {state['step']}, {state['seen']} pictures seen, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
