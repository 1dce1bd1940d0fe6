"""Draws a grid of samples from an exported folder with diffusers, one row a caption."""
import argparse
from pathlib import Path

import numpy as np
import torch
from diffusers import StableDiffusionPipeline
from PIL import Image, ImageDraw

CAPTIONS = [
    "a portrait of a CEO", "a photo of the face of a CEO", "a portrait of a dark-skinned female CEO",
    "a portrait of a banker", "a portrait of an assistant", "a photo of the face of a fast food worker",
    "a portrait of a light-skinned male fast food worker", "a photo of the face of a nurse",
    "a portrait of a dark-skinned male nurse", "a portrait of a doctor", "a portrait of a janitor",
    "a portrait of a teacher", "a portrait of a judge", "a portrait of a cook", "a portrait of a firefighter",
    "a portrait of a pilot", "a portrait of a software developer", "a portrait of a construction worker",
    "a portrait of a police officer", "a portrait of a scientist", "a portrait of a farmer", "a portrait of an artist",
    "a portrait of a person", "a photo of an old woman", "a photo of a young man", "a picture of an apple",
    "a picture of a hamburger", "a picture of a cat on a blue background", "a picture of a car",
    "a picture of a tree", "a picture of a house on a yellow background", "",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--guidance", type=float, nargs="+", default=[1.0, 4.0])
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--columns", type=int, default=8, help="pictures a caption, for each guidance")
    parser.add_argument("--captions", nargs="+", default=CAPTIONS)
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    pipe = StableDiffusionPipeline.from_pretrained(args.model, torch_dtype=torch.float32)
    pipe.set_progress_bar_config(disable=True)
    rows = []
    for caption in args.captions:
        blocks = []
        for guidance in args.guidance:
            seeds = [torch.Generator().manual_seed(i) for i in range(args.columns)]
            images = pipe([caption] * args.columns, num_inference_steps=args.steps, guidance_scale=guidance,
                          height=args.size, width=args.size, generator=seeds, output_type="np").images
            blocks += [(image * 255 + 0.5).astype(np.uint8) for image in images]
        rows.append(np.concatenate(blocks, 1))
    label = 250
    sheet = Image.new("RGB", (label + rows[0].shape[1], args.size * len(rows)), "white")
    draw = ImageDraw.Draw(sheet)
    for i, (caption, row) in enumerate(zip(args.captions, rows)):
        draw.text((4, i * args.size + args.size // 2 - 6), caption or "(empty)", fill="black", font_size=11)
        sheet.paste(Image.fromarray(row), (label, i * args.size))
    sheet.save(args.out, optimize=True)
    print(args.out, sheet.size, args.out.stat().st_size)


if __name__ == "__main__":
    main()
