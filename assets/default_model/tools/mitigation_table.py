"""Audits the built-in model, does each of the methods about its skew, and prints the card's table.

    python3 mitigation_table.py --evenlight build/release/bin/evenlight --work /tmp/mitigation

Audits that are there are taken as they are, so that it may be stopped and started again.
"""
import argparse
import json
import subprocess
from pathlib import Path

METHODS = ["quota", "requirement_quota", "concept_edit", "intervention"]


def run(arguments: list[str]) -> str:
    done = subprocess.run(arguments, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def audit(args: argparse.Namespace) -> Path:
    folder = args.work / "before"
    if (folder / "audit.sqlite").exists():
        run([args.evenlight, "audit", "resume", str(folder), "--no-report"])
    else:
        run([args.evenlight, "audit", "run", args.set, "--images", str(args.images), "--steps", str(args.steps),
             "--no-report", "--output", str(folder)])
    return folder


def mitigate(args: argparse.Namespace, before: Path, method: str) -> dict:
    return json.loads(run([args.evenlight, "audit", "mitigate", str(before), "--method", method,
                           "--target", args.target, "--output", str(args.work / method), "--json"]))


def percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"


def row(result: dict) -> str:
    low, high = result["interval"]
    collateral, cost = result["collateral"], result["cost"]
    others = ", ".join(f"{one['attribute']} {100 * one['mean_move']:.0f} (luck {100 * one['by_luck']:.0f})"
                       for one in collateral["attributes"])
    cells = [result["method"], f"{result['mean_distance_before']:.3f}", f"{result['mean_distance_after']:.3f}",
             percent(result["reduction"]), f"{100 * low:+.0f} to {100 * high:+.0f}", str(result["overshoots"]),
             f"{percent(collateral['as_asked_before'])} / {percent(collateral['as_asked_after'])}", others,
             f"{cost['drawn'] / max(cost['pictures'], 1):.2f}"]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--evenlight", default="evenlight")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--set", default="core-12")
    parser.add_argument("--images", type=int, default=100)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--target", default="parity")
    parser.add_argument("--methods", nargs="+", default=METHODS)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    before = audit(args)
    print("| method | distance before | after | less by | change, points (95 %) | overshoots | role shown, before / after "
          "| other attributes moved by, points | seeds a picture |")
    print("|" + " --- |" * 9)
    for method in args.methods:
        print(row(mitigate(args, before, method)), flush=True)


if __name__ == "__main__":
    main()
