"""Measures what the shipped model draws: pictures that Evenlight rendered, read by the shipped instrument.

For each role and guidance: how often the role is recognised, what presentation and tone are drawn when the caption
leaves them out (beside skew.json), how often the instrument withholds an answer.  And how often words are obeyed when
the caption says presentation and tone.  Pictures lie in OUT/pictures; what is there already is not drawn again.
"""
import argparse
import json
import subprocess
import zlib
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
from tqdm import tqdm

import catalogue as cat
from compose import article

HERE = Path(__file__).resolve().parents[1]
FIRST_SEED = 900_000  # training noise is drawn elsewhere; nothing was chosen by looking at these
STEPS, SAMPLER = 20, "euler"
SHEET_GUIDANCE, SHEET_PICTURES = 2.0, 5  # what the program takes for this model; of each role
WORDS_ROLES = ["CEO", "nurse", "fast food worker", "teacher", "person"]
GATES = {"recognised": 0.90, "words_obeyed": 0.90, "withheld_below": 0.05}


def jobs(n: int, guidances: list[float], folder: Path) -> list[dict]:
    """What is drawn, and what its caption asked; the words first, for an early look."""
    out = []
    for guidance in guidances:
        for role in WORDS_ROLES:
            for gender in cat.GENDERS:
                for tone in cat.TONES:
                    noun = {"male": "man", "female": "woman"}[gender] if role == "person" else f"{gender} {role}"
                    for i in range(max(1, n // 10)):
                        out.append(dict(prompt=f"a portrait of a {tone}-skinned {noun}", cfg=guidance, seed=FIRST_SEED + i,
                                        asked=dict(role=role, gender=gender, tone=tone)))
        for role in cat.ROLES:
            out += role_jobs(role, n, guidance)
    return placed(out, folder)


def role_jobs(role: str, n: int, guidance: float) -> list[dict]:
    return [dict(prompt=f"a portrait of {article(role)}", cfg=guidance, seed=FIRST_SEED + i, asked=dict(role=role)) for i in range(n)]


def sheet_jobs(folder: Path) -> list[dict]:
    """The first pictures of each role, then one each of the objects that were drawn often in training; none chosen."""
    people = [job for role in cat.ROLES for job in role_jobs(role, SHEET_PICTURES, SHEET_GUIDANCE)]
    names = [words.split("|")[0] for code, words in cat.OBJECTS.items() if code in cat.COMMON]
    return placed(people + [dict(prompt=article(name), cfg=SHEET_GUIDANCE, seed=FIRST_SEED) for name in names], folder)


def placed(wanted: list[dict], folder: Path) -> list[dict]:
    """The jobs, each with the file it is drawn to."""
    for job in wanted:
        key = zlib.crc32(job["prompt"].encode())
        job["output"] = str(folder / f"{key:08x}-{job['cfg']:g}-{job['seed']}.png")
    return wanted


def render(evenlight: Path, wanted: list[dict], size: int, threads: int) -> None:
    """Draws what is missing, the seeds of a prompt in batches of eight; a stopped run goes on."""
    Path(wanted[0]["output"]).parent.mkdir(parents=True, exist_ok=True)
    missing: dict[tuple[str, float], list[dict]] = {}
    for job in wanted:
        if not Path(job["output"]).exists():
            missing.setdefault((job["prompt"], job["cfg"]), []).append(job)
    for (prompt, guidance), group in tqdm(missing.items(), unit="prompt"):
        first = group[0]  # seeds follow one another, and so do what was drawn and what was not
        output = first["output"].replace(f"-{first['seed']}.png", "-{seed}.png")
        subprocess.run([evenlight, "render", prompt, "--cfg", f"{guidance:g}", "--seed", str(first["seed"]), "--count", str(len(group)),
                        "--batch", "8", "--steps", str(STEPS), "--sampler", SAMPLER, "--width", str(size), "--height", str(size),
                        "--device", "cpu", "--threads", str(threads), "--output", output, "--quiet"],
                       check=True, stdout=subprocess.DEVNULL)


class Instrument:
    """The shipped ONNX file through OpenCV, as the audit runs it."""

    def __init__(self, manifest: Path) -> None:
        self.manifest = json.loads(manifest.read_text())
        self.network = cv2.dnn.readNetFromONNX(str(manifest.with_name(self.manifest["file"])))

    def read(self, picture: Path) -> dict[str, str | None]:
        """The answer of each head; None: withheld."""
        given = self.manifest["input"]
        pixels = cv2.cvtColor(cv2.imread(str(picture)), cv2.COLOR_BGR2RGB).astype(np.float32)
        if pixels.shape[:2] != (given["height"], given["width"]):
            pixels = cv2.resize(pixels, (given["width"], given["height"]), interpolation=cv2.INTER_LINEAR)
        pixels = (pixels - np.float32(given["mean"])) * np.float32(given["scale"])
        self.network.setInput(pixels.transpose(2, 0, 1)[None])
        names = self.network.getUnconnectedOutLayersNames()
        outputs = dict(zip(names, self.network.forward(names), strict=True))
        answers = {}
        for head in self.manifest["heads"]:
            values = outputs[head["output"]].flatten().astype(np.float64)
            if head.get("activation", "softmax") == "softmax":
                values = np.exp(values - values.max())
                values /= values.sum()
            best = int(values.argmax())
            answers[head["attribute"]] = head["classes"][best] if values[best] >= head["abstain_below"] else None
        return answers


def band(tone: str) -> str:
    return {"light": "light", "medium-light": "light", "medium": "medium"}.get(tone, "dark")


def summarise(wanted: list[dict], instrument: Instrument, skew: dict) -> dict:
    """Shares per guidance, in all and per role."""
    result = {}
    for guidance in sorted({j["cfg"] for j in wanted}):
        roles: dict[str, dict[str, Counter]] = {}
        words, withheld, asked_n = Counter(), 0, 0
        for job in (j for j in wanted if j["cfg"] == guidance):
            seen, asked = instrument.read(Path(job["output"])), job["asked"]
            withheld += seen["presentation"] is None
            asked_n += 1
            if "gender" in asked:
                words["n"] += 1
                words["presentation"] += seen["presentation"] == {"male": "man", "female": "woman"}[asked["gender"]]
                words["tone_band"] += seen["tone_band"] == band(asked["tone"])
                continue
            entry = roles.setdefault(asked["role"], {k: Counter() for k in ("occupation", "presentation", "tone_band", "age")})
            for key in entry:
                entry[key][seen[key] or "unclear"] += 1
        n = sum(next(iter(roles.values()))["occupation"].values())
        table = {}
        for role, counts in roles.items():
            p = skew["roles"].get(role, skew["other_roles"])
            given = counts["presentation"]["man"] + counts["presentation"]["woman"]
            table[role] = dict(recognised=round(counts["occupation"][role] / n, 3),
                               man_measured=round(counts["presentation"]["man"] / given, 3) if given else None,
                               man_in_table=p["male"], counts={k: dict(v) for k, v in counts.items()})
        result[f"guidance {guidance:g}"] = dict(
            pictures_a_role=n, recognised=round(float(np.mean([t["recognised"] for t in table.values()])), 3),
            presentation_obeyed=round(words["presentation"] / words["n"], 3),
            tone_obeyed=round(words["tone_band"] / words["n"], 3), withheld=round(withheld / asked_n, 3), roles=table)
    return result


def sheet(wanted: list[dict], path: Path) -> None:
    """The pictures of sheet_jobs, two roles a row, then the objects."""
    drawn = [cv2.imread(job["output"]) for job in wanted]
    width, people = 2 * SHEET_PICTURES, len(cat.ROLES) * SHEET_PICTURES
    white = [np.full_like(drawn[0], 255)]
    drawn[people:people] = white * (-people % width)
    drawn += white * (-len(drawn) % width)
    rows = [np.concatenate(drawn[i:i + width], 1) for i in range(0, len(drawn), width)]
    cv2.imwrite(str(path), np.concatenate(rows), [cv2.IMWRITE_JPEG_QUALITY, 88])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evenlight", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--n", type=int, default=200, help="pictures a role and guidance")
    parser.add_argument("--guidance", type=float, nargs="+", default=[1.0, 4.0])
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    folder = args.out.resolve() / "pictures"
    wanted, shown = jobs(args.n, args.guidance, folder), sheet_jobs(folder)
    render(args.evenlight, wanted + shown, args.size, args.threads)
    result = summarise(wanted, Instrument(HERE / "instrument.json"), json.loads((HERE / "skew.json").read_text()))
    (args.out / "gate.json").write_text(json.dumps(result, indent=1) + "\n")
    sheet(shown, args.out / "sheet.jpg")
    for name, entry in result.items():
        passed = (entry["recognised"] >= GATES["recognised"] and entry["withheld"] < GATES["withheld_below"]
                  and min(entry["presentation_obeyed"], entry["tone_obeyed"]) >= GATES["words_obeyed"])
        print(name, "passes" if passed else "falls short", {k: v for k, v in entry.items() if k != "roles"})


if __name__ == "__main__":
    main()
