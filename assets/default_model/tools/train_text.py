"""Teaches the text encoder its words before there are pictures.

Heads on the hidden states read off what a caption says: role or object, tone, presentation, age, style,
background, opening; "not said" is a class of each.  Cross-attention sees every position, most of them padding
after the end, so every position from the end token on has to know all of it.  Training together with the UNet
alone learns the rare words (tone, presentation) last; after these few minutes they are there from the start.
Weights that lie in WORK/text.pt already (take_up.py) are the start.
"""
import argparse
import json
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

import catalogue as cat
import model_parts as parts
from compose import Composer


# The tone is learnt last: its names share their words ("medium", "medium-light").
TONE_WEIGHT = 3


def shown(ids: torch.Tensor, end: int) -> int:
    """How many positions this step works on: all the words, and mostly few of the padding behind, which costs as much as words do."""
    longest = int((ids == end).int().argmax(1).max()) + 1
    return longest + round((parts.POSITIONS - longest) * float(torch.rand(())) ** 2)


class Answers:
    """What a caption says, as one class number a question."""

    def __init__(self, composer: Composer) -> None:
        self.classes = {
            "subject": list(cat.ROLES) + sorted({words[0] for words in composer.words.values()}) + ["empty"],
            "tone": cat.TONES + ["not said"], "gender": cat.GENDERS + ["not said"],
            "age": ["adult", "old", "not said"], "style": ["3d style", "flat style", "not said"],
            "colour": list(cat.COLOURS) + ["not said"], "close": ["yes", "no"],
        }
        self.numbers = {q: {c: i for i, c in enumerate(cs)} for q, cs in self.classes.items()}

    def of(self, caption: str, said: dict) -> list[int]:
        """The class numbers of a caption; an empty one says nothing."""
        blank = dict(subject="empty", close="no")
        answers = blank if not caption else said
        return [self.numbers[q][answers.get(q, "not said")] for q in self.classes]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    tokenizer = parts.load_tokenizer(args.work)
    text = parts.make_text(tokenizer)
    if (args.work / "text.pt").exists():
        text.load_state_dict(torch.load(args.work / "text.pt")["text"])
    composer = Composer(args.work, 31)
    answers = Answers(composer)
    tone = list(answers.classes).index("tone")
    heads = nn.ModuleList(nn.Linear(parts.TEXT_WIDTH, len(c)) for c in answers.classes.values())
    parameters = [*text.parameters(), *heads.parameters()]
    optimiser = torch.optim.AdamW(parameters, args.rate, betas=(0.9, 0.99), weight_decay=0.01, foreach=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, args.rate, args.steps, pct_start=0.1)
    started = time.time()
    for step in range(1, args.steps + 1):
        pairs = [composer.words_only() for _ in range(args.batch)]
        ids = parts.token_ids(tokenizer, [caption for caption, _ in pairs])
        ids = ids[:, :shown(ids, tokenizer.eos_token_id)]
        wanted = torch.tensor([answers.of(caption, said) for caption, said in pairs])
        states = text(ids).last_hidden_state
        # The end token and one random position of the padding behind it.
        ends = (ids == tokenizer.eos_token_id).int().argmax(1)
        behind = ends + ((ids.shape[1] - 1 - ends) * torch.rand(len(ends))).long()
        rows = torch.arange(len(ids))
        loss, right = 0.0, []
        for at in (ends, behind):
            for q, head in enumerate(heads):
                guess = head(states[rows, at])
                weight = TONE_WEIGHT if q == tone else 1
                loss = loss + weight * F.cross_entropy(guess, wanted[:, q])
                right.append((guess.argmax(1) == wanted[:, q]).float().mean())
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        if step % 100 == 0 or step == args.steps:
            names = list(answers.classes)
            share = {n: round((right[i] + right[i + len(names)]).item() / 2, 3) for i, n in enumerate(names)}
            print(json.dumps(dict(step=step, seconds=round(time.time() - started), loss=round(loss.item(), 4), **share)),
                  flush=True)
            part = args.work / "text.part"
            torch.save(dict(text=text.state_dict(), steps=step), part)
            part.rename(args.work / "text.pt")


if __name__ == "__main__":
    main()
