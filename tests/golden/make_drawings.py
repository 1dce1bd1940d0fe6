#!/usr/bin/env python3
"""Writes drawings.jpg and drawings.json: composed drawings of Core-12's occupations whose attributes are known.

  make_drawings.py WORK      the folder of assets/default_model/tools/rasterise.py, with sprites.npy

Twenty pictures an occupation, one occupation a row of the sheet, drawn as the model's training pictures are: what is
not asked for follows assets/default_model/skew.json. The art is credited in assets/default_model/README.md.
"""
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "assets/default_model/tools"))
import catalogue as cat  # noqa: E402
from compose import SIZE, Composer  # noqa: E402

OCCUPATIONS = ["CEO", "assistant", "fast food worker", "banker", "nurse", "software developer", "judge", "janitor",
               "teacher", "lawyer", "construction worker", "housekeeper"]
EACH, BANDS = 20, ["light", "light", "medium", "dark", "dark"]


def main(work: Path) -> None:
    composer, rows, truth = Composer(work, 20240229), [], []
    for name in OCCUPATIONS:
        role, skew = cat.ROLES[name], composer.skew["roles"][name]
        pictures, shown = [], []
        for _ in range(EACH):
            gender = "male" if composer.chance(skew["male"]) else "female"
            tone = int(composer.pick(range(5), skew["tones"]))
            age = str(composer.pick(["adult", "old"], skew["ages"])) if role["old"] else "adult"
            base = composer.pick(role["old"] if age == "old" else role["adult"])
            picture = composer.draw_person(name, base, gender, tone, composer.vendor(), composer.chance(0.35))
            pictures.append(np.clip(picture + 0.5, 0, 255).astype(np.uint8))
            shown.append({"presentation": "man" if gender == "male" else "woman", "tone_band": BANDS[tone], "age": age})
        rows.append(np.concatenate(pictures, axis=1))
        truth.append({"occupation": name, "pictures": shown})
    Image.fromarray(np.concatenate(rows)).save(HERE / "drawings.jpg", quality=80)
    (HERE / "drawings.json").write_text(json.dumps({"side": SIZE, "rows": truth}) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
