"""Installs the pinned picture packages (see package.json) under WORK/npm with the npm client."""
import argparse
import shutil
import subprocess
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, type=Path, help="folder for data and checkpoints")
    work = parser.parse_args().work
    target = work / "npm"
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(__file__).with_name("package.json"), target / "package.json")
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=target, check=True)


if __name__ == "__main__":
    main()
