"""Draws training pictures (64 px) and their captions from the sprites.

A picture of a person is a scene in the colours of the role, one emoji person and, where the
role has no emoji of its own, a prop.  Attributes that the caption names are drawn evenly;
attributes it leaves out follow skew.json.
"""
import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from PIL import Image

import catalogue as cat

SIZE = 64
PEOPLE_SHARE, EMPTY_SHARE = 0.72, 0.10
OPENINGS = ["a photo of the face of", "a photo of", "a portrait of", "a headshot of", "a picture of", "a drawing of",
            "a cartoon of", "an image of", ""]
OPENING_SHARES = [0.20, 0.15, 0.20, 0.08, 0.15, 0.05, 0.05, 0.04, 0.08]
CLOSE_UPS = ("a photo of the face of", "a headshot of")


def hex_colour(text: str) -> np.ndarray:
    """'#rrggbb' as floats in 0..255."""
    return np.array([int(text[i:i + 2], 16) for i in (1, 3, 5)], np.float32)


def article(words: str) -> str:
    """The words with 'a' or 'an' before them."""
    if words in ("french fries", "bread", "sushi", "corn"):
        return words
    return ("an " if words[0] in "aeiou" else "a ") + words


class Composer:
    """Random pictures with captions; one instance per stream of random numbers."""

    def __init__(self, work: Path, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.sprites = np.load(work / "sprites.npy")
        self.skew = json.loads((Path(__file__).parents[1] / "skew.json").read_text())
        self.people: dict[tuple, int] = {}
        self.objects: dict[str, dict[str, int]] = {}
        self.words: dict[str, list[str]] = {}
        for i, e in enumerate(json.loads((work / "sprites.json").read_text())):
            if e["kind"] == "person":
                self.people[e["vendor"], e["base"], e["gender"], e["tone"]] = i
            else:
                self.objects.setdefault(e["code"], {})[e["vendor"]] = i
                self.words[e["code"]] = e["words"]
        weights = np.array([r["weight"] for r in cat.ROLES.values()])
        self.role_shares = weights / weights.sum()
        self.counts: Counter = Counter()

    # -- drawing ---------------------------------------------------------------------------
    def pick(self, items, shares=None):
        """One of the items."""
        items = list(items)
        return items[self.rng.choice(len(items), p=shares)]

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def vendor(self, choices=cat.VENDORS) -> str:
        shares = np.array([cat.VENDORS[v] for v in choices])
        return self.pick(choices, shares / shares.sum())

    def paste(self, canvas: np.ndarray, sprite: int, size: int, left: int, top: int, mirror: bool = False) -> None:
        """Lays a premultiplied sprite over the canvas, cut off at the edges."""
        picture = Image.frombuffer("RGBa", self.sprites.shape[1:3], self.sprites[sprite].tobytes(), "raw", "RGBa", 0, 1)
        pixels = np.asarray(picture.resize((size, size), Image.Resampling.BICUBIC, reducing_gap=None), np.float32)
        if mirror:
            pixels = pixels[:, ::-1]
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + size, SIZE), min(top + size, SIZE)
        part = pixels[y0 - top:y1 - top, x0 - left:x1 - left]
        canvas[y0:y1, x0:x1] = part[..., :3] + canvas[y0:y1, x0:x1] * (1 - part[..., 3:] / 255)

    def scene(self, wall: np.ndarray, floor: np.ndarray, horizon: int) -> np.ndarray:
        """A wall with a light slope and a floor."""
        jitter = self.rng.normal(0, 5, 3).astype(np.float32)
        canvas = np.empty((SIZE, SIZE, 3), np.float32)
        slope = np.linspace(10, -10, SIZE, dtype=np.float32)[:, None, None]
        canvas[:] = wall + jitter + slope
        canvas[horizon:] = floor + jitter
        return canvas

    # -- people ----------------------------------------------------------------------------
    def person(self) -> tuple[np.ndarray, str, dict]:
        """A picture of a person, its caption and what it shows."""
        name = self.pick(cat.ROLES, self.role_shares)
        role = cat.ROLES[name]
        skew = self.skew["roles"].get(name, self.skew["other_roles"])
        says_tone, says_gender = self.chance(0.45), self.chance(0.5)
        says_age = bool(role["old"]) and self.chance(0.3)
        tone = int(self.rng.integers(5)) if says_tone else self.pick(range(5), skew["tones"])
        gender = self.pick(cat.GENDERS) if says_gender else ("male" if self.chance(skew["male"]) else "female")
        if not role["old"]:
            age = "adult"
        else:
            age = self.pick(["adult", "old"], None if says_age else skew["ages"])
        base = self.pick(role["old"] if age == "old" else role["adult"])
        vendor = self.vendor()
        opening = self.pick(OPENINGS, OPENING_SHARES)
        says_style, says_prop = self.chance(0.25), bool(role["prop"]) and self.chance(0.1)
        caption = self.person_caption(name, role, opening, tone if says_tone else None,
                                      gender if says_gender else None, age if says_age else None,
                                      says_prop, cat.STYLE_WORDS[vendor] if says_style else None)
        close = opening in CLOSE_UPS
        canvas = self.scene(hex_colour(role["wall"]), hex_colour(role["floor"]), 52 if not close else 58)
        size = int(self.rng.integers(66, 71)) if close else int(self.rng.integers(55, 60))
        left = (SIZE - size) // 2 + int(self.rng.integers(-2, 3)) - (3 if role["prop"] else 0)
        top = int(self.rng.integers(0, 3)) if close else SIZE - size + int(self.rng.integers(-2, 2))
        self.paste(canvas, self.people[vendor, base, gender, tone], size, left, top, self.chance(0.3))
        if role["prop"]:
            side = int(self.rng.integers(22, 25))
            self.paste(canvas, self.objects[role["prop"][0]][vendor], side,
                       SIZE - side - int(self.rng.integers(0, 2)), SIZE - side - int(self.rng.integers(0, 2)))
        truth = dict(role=name, gender=gender, tone=cat.TONES[tone], age=age, vendor=vendor,
                     said="".join(c for c, s in zip("tga", (says_tone, says_gender, says_age)) if s))
        return canvas, caption, truth

    def person_caption(self, name, role, opening, tone, gender, age, says_prop, style) -> str:
        """Words for a person; None leaves the attribute out."""
        words, tail = [], ""
        if age == "old":
            words.append(self.pick(["old", "elderly", "old"]))
        elif age == "adult":
            words.append(self.pick(["adult", "young"]))
        if tone is not None:
            if self.chance(0.25):
                tail += f" with {cat.TONES[tone]} skin"
            else:
                words.append(f"{cat.TONES[tone]}-skinned")
        noun = role["names"][0] if self.chance(0.8) else self.pick(role["names"])
        if gender and name == "person" and self.chance(0.7):
            noun = "man" if gender == "male" else "woman"
        elif gender:
            words.append(gender if self.chance(0.75) else {"male": "man", "female": "woman"}[gender])
        words.append(noun)
        if says_prop:
            tail += f" with {article(role['prop'][1])}"
        return self.finish(opening, " ".join(words), tail, style)

    def finish(self, opening: str, noun: str, tail: str, style: str | None) -> str:
        text = f"{opening} {article(noun)}{tail}" if opening else noun + tail
        return (text + (f", {style}" if style else "")).strip()

    # -- objects ---------------------------------------------------------------------------
    def thing(self) -> tuple[np.ndarray, str, dict]:
        """A picture of one object on a plain ground."""
        common = self.chance(cat.COMMON_SHARE)
        code = self.pick(c for c in self.objects if (c in cat.COMMON) == common)
        vendor = self.vendor([v for v in cat.VENDORS if v in self.objects[code]])
        colour = self.pick(cat.COLOURS)
        canvas = self.scene(hex_colour(cat.COLOURS[colour]), hex_colour(cat.COLOURS[colour]) * 0.86, 54)
        size = int(self.rng.integers(46, 55))
        left, top = ((SIZE - size) // 2 + int(self.rng.integers(-3, 4)) for _ in range(2))
        self.paste(canvas, self.objects[code][vendor], size, left, top)
        words = self.words[code]
        tail = f" on a {colour} background" if self.chance(0.4) else ""
        opening = self.pick([o for o in OPENINGS if o not in CLOSE_UPS])
        style = cat.STYLE_WORDS[vendor] if self.chance(0.25) else None
        noun = words[0] if self.chance(0.6) else self.pick(words)
        return canvas, self.finish(opening, noun, tail.replace("a orange", "an orange"), style), \
            dict(role="object", label=words[0], vendor=vendor)

    def sample(self) -> tuple[np.ndarray, str]:
        """One training pair: uint8 picture and caption (sometimes empty)."""
        canvas, caption, truth = self.person() if self.chance(PEOPLE_SHARE) else self.thing()
        empty = self.chance(EMPTY_SHARE)
        if truth["role"] == "object":
            self.counts["object"] += 1
        else:
            key = "said:" + (truth["said"] or "none") if not empty else "caption empty"
            self.counts["|".join((truth["role"], key, truth["gender"], truth["tone"], truth["age"]))] += 1
        return np.clip(canvas + 0.5, 0, 255).astype(np.uint8), "" if empty else caption

    @staticmethod
    def captions_only(work: Path, seed: int, n: int):
        """Yields n (number, caption) pairs; the pictures are thrown away."""
        composer = Composer(work, seed)
        for i in range(n):
            yield i, composer.sample()[1]

    def batch(self, n: int) -> tuple[np.ndarray, list[str]]:
        pairs = [self.sample() for _ in range(n)]
        return np.stack([p[0] for p in pairs]), [p[1] for p in pairs]


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a contact sheet of composed pictures and prints captions.")
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    pictures, captions = Composer(args.work, args.seed).batch(96)
    sheet = pictures.reshape(8, 12, SIZE, SIZE, 3).swapaxes(1, 2).reshape(8 * SIZE, 12 * SIZE, 3)
    Image.fromarray(sheet).resize((24 * SIZE, 16 * SIZE), Image.Resampling.NEAREST).save(args.work / "composed.png")
    print("\n".join(captions))


if __name__ == "__main__":
    main()
