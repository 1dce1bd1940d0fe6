"""Writes what the training pictures really showed, per role, as JSON (the truth, not skew.json).

Counts are of pictures composed for the pool, split by whether the caption left presentation,
tone and age out ("unsaid") or not.
"""
import argparse
import json
from pathlib import Path

import torch

import catalogue as cat


def table(counts: dict[str, int]) -> dict:
    """Counts per role; of those, per presentation, tone and age where the caption did not say it."""
    roles: dict[str, dict] = {}
    objects = 0
    for key, n in counts.items():
        if key == "object":
            objects = n
            continue
        role, said, gender, tone, age = key.split("|")
        letters = said.removeprefix("said:") if said.startswith("said:") and said != "said:none" else ""
        entry = roles.setdefault(role, dict(pictures=0, empty_caption=0,
                                            unsaid_presentation=dict.fromkeys(cat.GENDERS, 0),
                                            unsaid_tone=dict.fromkeys(cat.TONES, 0),
                                            unsaid_age=dict(adult=0, old=0)))
        entry["pictures"] += n
        if said == "caption empty":
            entry["empty_caption"] += n
            continue
        for letter, field, value in (("g", "unsaid_presentation", gender), ("t", "unsaid_tone", tone),
                                     ("a", "unsaid_age", age)):
            if letter not in letters:
                entry[field][value] += n
    return dict(objects=objects, roles=dict(sorted(roles.items())))


def added(a, b):
    """Two tables, summed entry by entry."""
    if isinstance(a, dict):
        return {k: added(a[k], b[k]) if k in a and k in b else a.get(k, b.get(k)) for k in [*a, *(k for k in b if k not in a)]}
    return a + b


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--earlier", type=Path, help="the file of the weights that take_up.py began with: its counts are added")
    args = parser.parse_args()
    state = torch.load(args.work / "diffusion.pt", map_location="cpu")["state"]
    vae = torch.load(args.work / "vae.pt", map_location="cpu")
    result = dict(pictures_seen_with_repeats=state["seen"], **table(state["counts"]))
    if args.earlier:
        earlier = json.loads(args.earlier.read_text())
        # What the state took over from there is in both.
        result["pictures_seen_with_repeats"] -= earlier.pop("training", {}).get("state", {}).get("seen", 0)
        result = added(result, earlier)
        result["roles"] = dict(sorted(result["roles"].items()))
    # Where take_up.py goes on.
    result["training"] = dict(state=dict(step=state["step"], seen=state["seen"], seconds=round(state["seconds"])),
                              vae_seconds=round(vae["seconds"]), vae_seen=vae["seen"])
    args.out.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result["roles"].get("CEO")))


if __name__ == "__main__":
    main()
