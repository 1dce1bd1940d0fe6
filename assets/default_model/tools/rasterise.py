"""Turns the emoji sets into one array of premultiplied RGBA sprites: WORK/sprites.npy + sprites.json."""
import argparse
import json
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

import catalogue as cat

SIZE = 144
SETS = {"fluentflat": "@iconify-json/fluent-emoji-flat", "noto": "@iconify-json/noto",
        "twemoji": "@iconify-json/twemoji"}
SET_3D = "@lobehub/fluent-emoji-3d/assets"


def plain_key(code: str) -> str:
    """Code points without the variation selector."""
    return "-".join(p for p in code.lower().split("-") if p != "fe0f")


def wanted() -> list[dict]:
    """One entry per emoji asked of every vendor."""
    entries = []
    for base in cat.BASES:
        for gender in cat.GENDERS:
            for tone in range(5):
                entries.append(dict(code=cat.base_code(base, gender, tone), kind="person", base=base,
                                    gender=gender, tone=tone))
    for code, words in cat.OBJECTS.items():
        entries.append(dict(code=code, kind="object", words=words.split("|")))
    known = {e["code"] for e in entries}
    for role in cat.ROLES.values():
        if role["prop"] and role["prop"][0] not in known:
            entries.append(dict(code=role["prop"][0], kind="object", words=[role["prop"][1]]))
    return entries


def render_svgs(modules: Path, jobs: list[dict], folder: Path) -> np.ndarray:
    """Runs the node renderer, restarting past any picture that kills it."""
    out, progress, skip_file, job_file = (folder / n for n in ("svg.bin", "progress", "skip.json", "jobs.json"))
    out.unlink(missing_ok=True)
    job_file.write_text(json.dumps(jobs))
    skip: list[int] = []
    while True:
        skip_file.write_text(json.dumps(skip))
        done = subprocess.run(["node", str(Path(__file__).with_name("rasterise.mjs")), str(modules), str(job_file),
                               str(skip_file), str(out), str(progress), str(SIZE)], stderr=subprocess.DEVNULL)
        if done.returncode == 0:
            break
        bad = int(progress.read_text())
        if bad in skip:
            raise RuntimeError("the renderer fails even on a skipped picture")
        print("skipping", jobs[bad].get("name", bad))
        skip.append(bad)
    return np.fromfile(out, np.uint8).reshape(-1, SIZE, SIZE, 4)


def load_webp(path: Path) -> np.ndarray:
    """A 3D picture as premultiplied RGBA."""
    picture = Image.open(path).convert("RGBA").convert("RGBa").resize((SIZE, SIZE), Image.Resampling.BOX)
    return np.frombuffer(picture.tobytes(), np.uint8).reshape(SIZE, SIZE, 4)


def skin_order(pictures: np.ndarray) -> list[int]:
    """Which of a person's pictures, first and last being the lightest and darkest, is which tone: skin, which is what
    differs between those two, darkens from tone to tone."""
    grey = pictures[..., :3].astype(np.float32).mean(-1)
    skin = (pictures[0, ..., 3] > 250) & (pictures[-1, ..., 3] > 250) & (grey[0] - grey[-1] > 60)
    return np.argsort([-g[skin].mean() for g in grey]).tolist()


def mend_tones(sprites: np.ndarray, index: list[dict], vendor: str) -> int:
    """Puts tones in order where the set has names of files exchanged, as the 3D package has those of medium-light and
    medium, of nearly all people. Returns how many people that were."""
    people: dict[tuple, list[int]] = {}
    for i, e in enumerate(index):
        if e["kind"] == "person" and e["vendor"] == vendor:
            people.setdefault((e["base"], e["gender"]), []).append(i)
    mended = 0
    for (base, gender), places in people.items():
        places.sort(key=lambda i: index[i]["tone"])
        order = skin_order(sprites[places])
        if order[::len(order) - 1] != [0, len(order) - 1]:
            raise RuntimeError(f"{vendor} {base} {gender}: light and dark are not the ends")
        for tone, at in enumerate(order):
            index[places[at]].update(tone=tone, code=cat.base_code(base, gender, tone))
        mended += order != sorted(order)
    return mended


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, type=Path)
    work = parser.parse_args().work
    modules = work / "npm" / "node_modules"
    entries = wanted()
    jobs, job_entries, sprites, index = [], [], [], []
    for vendor, package in SETS.items():
        chars = {plain_key(k): v for k, v in json.loads((modules / package / "chars.json").read_text()).items()}
        for entry in entries:
            if entry["code"] in chars:
                jobs.append(dict(set=package, name=chars[entry["code"]]))
                job_entries.append(dict(entry, vendor=vendor))
    for pixels, entry in zip(render_svgs(modules, jobs, work), job_entries, strict=True):
        if pixels[..., 3].max() > 0:
            sprites.append(pixels)
            index.append(entry)
    files = {plain_key(p.stem): p for p in (modules / SET_3D).glob("*.webp")}
    for entry in entries:
        if entry["code"] in files:
            sprites.append(load_webp(files[entry["code"]]))
            index.append(dict(entry, vendor="fluent3d"))
    sprites = np.stack(sprites)
    print("people whose tones were out of order:", {v: mend_tones(sprites, index, v) for v in [*cat.VENDORS, *cat.HELD_OUT]})
    np.save(work / "sprites.npy", sprites)
    (work / "sprites.json").write_text(json.dumps(index))
    for vendor in cat.VENDORS:
        people = sum(e["vendor"] == vendor and e["kind"] == "person" for e in index)
        things = sum(e["vendor"] == vendor and e["kind"] == "object" for e in index)
        print(f"{vendor}: {people} people, {things} objects of {len(entries)} asked")


if __name__ == "__main__":
    main()
