"""Renders good pictures of the built-in model and counts how many `evenlight check` finds fault with.

    python3 false_alarms.py --evenlight build/release/bin/evenlight --work /tmp/good --pictures 2000
"""
import argparse
import collections
import json
import subprocess
from pathlib import Path

ROLES = ["CEO", "banker", "assistant", "fast food worker", "lawyer", "housekeeper", "janitor", "nurse", "doctor",
         "teacher", "judge", "cook", "firefighter", "pilot", "software developer", "construction worker",
         "police officer", "scientist", "farmer", "artist", "mechanic", "student", "singer", "person"]
OBJECTS = ["apple", "hamburger", "cat", "car", "tree", "house", "cup", "dog", "bicycle", "book"]
COLOURS = ["red", "blue", "green", "yellow", "white", "black", "pink", "grey"]
OPENINGS = ["a portrait of {}", "a photo of the face of {}", "a picture of {}", "a drawing of {}"]
TONES = ["", "light-skinned ", "medium-skinned ", "dark-skinned "]
PRESENTATIONS = ["", "male ", "female "]


def with_article(words: str) -> str:
    return ("an " if words[0].lower() in "aeiou" else "a ") + words


def prompt(n: int) -> str:
    if n % 4 == 3:
        ground = "" if n % 8 == 3 else f" on a {COLOURS[n // 8 % 8]} background"
        return f"a picture of {with_article(OBJECTS[n // 4 % 10])}{ground}"
    words = TONES[n // 3 % 4] + PRESENTATIONS[n // 5 % 3] + ROLES[n % 24]
    return OPENINGS[n // 7 % 4].format(with_article(words))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--evenlight", default="evenlight")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--pictures", type=int, default=2000)
    parser.add_argument("--steps", type=int, default=20)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    jobs = args.work / "jobs.jsonl"
    with jobs.open("w") as file:
        for n in range(args.pictures):
            file.write(json.dumps({"prompt": prompt(n), "seed": 50000 + n, "steps": args.steps,
                                   "output": str(args.work / f"{n:04d}.png")}) + "\n")
    subprocess.run([args.evenlight, "render", "--jobs", str(jobs), "--quiet"], check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run([args.evenlight, "check", str(args.work), "--json"], stdout=subprocess.PIPE, text=True)
    result = json.loads(done.stdout)
    faults = collections.Counter(fault["fault"] for one in result["pictures"] for fault in one["faults"])
    wrong = result["checked"] - result["good"]
    print(f"{wrong} of {result['checked']} found at fault: {dict(faults)}")


if __name__ == "__main__":
    main()
