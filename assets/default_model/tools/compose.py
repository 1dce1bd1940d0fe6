"""Draws training pictures (128 px) and their captions from the sprites.

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

SIZE = 128
# Fixed sizes and places, so that the same drawing always falls on the same latents (8 px each): a small
# network then learns what is drawn instead of where its edges lie.
PORTRAIT_SIZE, CLOSE_SIZE, PROP_SIZE, OBJECT_SIZE = 112, 136, 48, 104
PEOPLE_SHARE, EMPTY_SHARE = 0.70, 0.10
SAID_SHARE = 0.75  # of captions of people: how many name the tone, and how many the presentation
OPENINGS = ["a photo of the face of", "a photo of", "a portrait of", "a headshot of", "a picture of", "a drawing of",
            "a cartoon of", "an image of", ""]
OPENING_SHARES = [0.20, 0.15, 0.20, 0.08, 0.15, 0.05, 0.05, 0.04, 0.08]
# Emoji that are nothing but a head; in the others it fills the upper two thirds.
WHOLE_HEADS = ("plain", "curly", "white", "old")
CLOSE_UPS = ("a photo of the face of", "a headshot of")


def hex_colour(text: str) -> np.ndarray:
    """'#rrggbb' as floats in 0..255."""
    return np.array([int(text[i:i + 2], 16) for i in (1, 3, 5)], np.float32)


def head_weights(heads: list, side: int, weight: float) -> np.ndarray:
    """Loss weights [N, side, side]: `weight` where a head is, else 1. A head is small, and says most about a person."""
    weights = np.ones((len(heads), side, side), np.float32)
    for map_, head in zip(weights, heads, strict=True):
        if head:
            left, top, right, bottom = (min(max(round(v * side / SIZE), 0), side) for v in head)
            map_[top:bottom, left:right] = weight
    return weights


def article(words: str) -> str:
    """The words with 'a' or 'an' before them."""
    if words in ("french fries", "bread", "sushi", "corn"):
        return words
    return ("an " if words[0] in "aeiou" else "a ") + words


class Composer:
    """Random pictures with captions; one instance per stream of random numbers."""

    def __init__(self, work: Path, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.sprites = np.load(work / "sprites.npy", mmap_mode="r")  # shared between processes
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
        self.head: tuple[int, int, int, int] | None = None  # of the last picture: left, top, right, bottom

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

    def paste(self, canvas: np.ndarray, sprite: int, size: int, left: int, top: int) -> None:
        """Lays a premultiplied sprite over the canvas, cut off at the edges."""
        picture = Image.frombuffer("RGBa", self.sprites.shape[1:3], self.sprites[sprite].tobytes(), "raw", "RGBa", 0, 1)
        pixels = np.asarray(picture.resize((size, size), Image.Resampling.BICUBIC, reducing_gap=None), np.float32)
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
    def person(self, draw: bool = True) -> tuple[np.ndarray | None, str, dict, dict]:
        """A picture of a person (none if it is not to be drawn), its caption, what it shows and what the caption says."""
        name = self.pick(cat.ROLES, self.role_shares)
        role = cat.ROLES[name]
        skew = self.skew["roles"].get(name, self.skew["other_roles"])
        says_tone, says_gender = self.chance(SAID_SHARE), self.chance(SAID_SHARE)
        says_age = bool(role["old"]) and self.chance(0.4)
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
        said = dict(subject=name, close="yes" if close else "no")
        if says_tone:
            said["tone"] = cat.TONES[tone]
        if says_gender:
            said["gender"] = gender
        if says_age:
            said["age"] = age
        if says_style:
            said["style"] = cat.STYLE_WORDS[vendor]
        truth = dict(role=name, gender=gender, tone=cat.TONES[tone], age=age, vendor=vendor,
                     said="".join(c for c, s in zip("tga", (says_tone, says_gender, says_age)) if s))
        if not draw:
            return None, caption, truth, said
        return self.draw_person(name, base, gender, tone, vendor, close), caption, truth, said

    def draw_person(self, name: str, base: str, gender: str, tone: int, vendor: str, close: bool,
                    shift=(0, 0), colours: tuple[str, str] | None = None) -> np.ndarray:
        """The picture: the role's scene (or one of other colours), the person moved by `shift` pixels, the prop."""
        role = cat.ROLES[name]
        wall, floor = colours or (role["wall"], role["floor"])
        canvas = self.scene(hex_colour(wall), hex_colour(floor), 120 if close else 104)
        size = CLOSE_SIZE if close else PORTRAIT_SIZE
        left = (SIZE - size) // 2 - (8 if role["prop"] and not close else 0) + shift[0]
        top = (0 if close else SIZE - size) + shift[1]
        self.paste(canvas, self.people[vendor, base, gender, tone], size, left, top)
        self.head = (left + size // 6, top, left + size - size // 6,
                     top + (size if base in WHOLE_HEADS else size * 2 // 3))
        if role["prop"]:
            self.paste(canvas, self.objects[role["prop"][0]][vendor], PROP_SIZE,
                       SIZE - PROP_SIZE + min(shift[0], 0), SIZE - PROP_SIZE + min(shift[1], 0))
        return canvas

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
    def thing(self, draw: bool = True) -> tuple[np.ndarray | None, str, dict, dict]:
        """The same for one object on a plain ground."""
        common = self.chance(cat.COMMON_SHARE)
        code = self.pick(c for c in self.objects if (c in cat.COMMON) == common)
        vendor = self.vendor([v for v in cat.VENDORS if v in self.objects[code]])
        colour = self.pick(cat.COLOURS)
        words = self.words[code]
        said = dict(subject=words[0], close="no")
        tail = ""
        if self.chance(0.4):
            tail, said["colour"] = f" on {article(colour)} background", colour
        opening = self.pick([o for o in OPENINGS if o not in CLOSE_UPS])
        style = cat.STYLE_WORDS[vendor] if self.chance(0.25) else None
        if style:
            said["style"] = style
        noun = words[0] if self.chance(0.6) else self.pick(words)
        caption = self.finish(opening, noun, tail, style)
        truth = dict(role="object", label=words[0], vendor=vendor)
        if not draw:
            return None, caption, truth, said
        return self.draw_thing(code, vendor, cat.COLOURS[colour]), caption, truth, said

    def draw_thing(self, code: str, vendor: str, colour: str, shift=(0, 0)) -> np.ndarray:
        """One object on a plain ground."""
        self.head = None
        canvas = self.scene(hex_colour(colour), hex_colour(colour) * 0.86, 108)
        corner = (SIZE - OBJECT_SIZE) // 2
        self.paste(canvas, self.objects[code][vendor], OBJECT_SIZE, corner + shift[0], corner + shift[1])
        return canvas

    def sample(self) -> tuple[np.ndarray, str]:
        """One training pair: uint8 picture and caption (sometimes empty)."""
        canvas, caption, truth, _ = self.person() if self.chance(PEOPLE_SHARE) else self.thing()
        empty = self.chance(EMPTY_SHARE)
        if truth["role"] == "object":
            self.counts["object"] += 1
        else:
            key = "said:" + (truth["said"] or "none") if not empty else "caption empty"
            self.counts["|".join((truth["role"], key, truth["gender"], truth["tone"], truth["age"]))] += 1
        return np.clip(canvas + 0.5, 0, 255).astype(np.uint8), "" if empty else caption

    def words_only(self) -> tuple[str, dict]:
        """A caption (sometimes empty) and what it says; nothing is drawn."""
        _, caption, _, said = self.person(False) if self.chance(PEOPLE_SHARE) else self.thing(False)
        return ("" if self.chance(EMPTY_SHARE) else caption), said

    def batch(self, n: int) -> tuple[np.ndarray, list[str], list]:
        """n pictures, their captions, and where the heads are (None for objects)."""
        pictures, captions, heads = [], [], []
        for _ in range(n):
            picture, caption = self.sample()
            pictures.append(picture)
            captions.append(caption)
            heads.append(self.head)
        return np.stack(pictures), captions, heads


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a contact sheet of composed pictures and prints captions.")
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    pictures, captions, _ = Composer(args.work, args.seed).batch(96)
    sheet = pictures.reshape(8, 12, SIZE, SIZE, 3).swapaxes(1, 2).reshape(8 * SIZE, 12 * SIZE, 3)
    Image.fromarray(sheet).save(args.work / "composed.png")
    print("\n".join(captions))


if __name__ == "__main__":
    main()
