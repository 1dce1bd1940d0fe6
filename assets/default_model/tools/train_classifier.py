"""Trains the audit's instrument for the built-in model's drawings, measures it on held-out art and writes it.

A small convolutional network answers for the whole picture: how many people, presentation, tone (five steps and
three bands), age, occupation.  It learns from drawings composed with every attribute drawn evenly, in the model's own
two styles and a third one, with scenes of any colour, mirrored, moved about, blurred, and (with WORK/vae.pt) through the
model's picture coder.  One sprite in eight is never shown to it, and one whole style (twemoji) neither.  It never
sees a picture that the diffusion model made.
"""
import argparse
import hashlib
import json
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import catalogue as cat
import model_parts as parts
from compose import SIZE, Composer

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "audit/tools"))
from onnx_writer import Graph  # noqa: E402

SEEN_STYLES = ["fluent3d", "fluentflat", "noto"]
UNSEEN_STYLE = "twemoji"
OCCUPATIONS = [*cat.ROLES, "other"]
HEADS = {"people": ["one", "no_face"], "presentation": ["woman", "man"], "tone": cat.TONES, "age": ["adult", "old"],
         "occupation": OCCUPATIONS}
ABSTAIN = {"people": 0.5, "presentation": 0.8, "tone_band": 0.6, "age": 0.7, "occupation": 0.5}
WEIGHTS = {"presentation": 3}  # the hardest question, and the one that matters most
BANDS = {"light": (0, 1), "medium": (2,), "dark": (3, 4)}
BAND_OF_TONE = [0, 0, 1, 2, 2]


def held_out(vendor: str, base: str, gender: str, tone: int) -> bool:
    """One person sprite in eight, the same ones on every machine."""
    return hashlib.sha256(f"{vendor}/{base}/{gender}/{tone}".encode()).digest()[0] % 8 == 0


class Examples:
    """Drawings with every attribute drawn evenly, and their answers (-1: the question does not apply)."""

    def __init__(self, work: Path, seed: int, styles: list[str], want_held_out: bool, disturb: bool) -> None:
        self.composer = Composer(work, seed)
        self.rng = self.composer.rng
        self.styles, self.want_held_out, self.disturb = styles, want_held_out, disturb

    def colours(self) -> tuple[str, str] | None:
        """Now and then a scene of any colours, so that the scene alone is not the answer."""
        if not (self.disturb and self.composer.chance(0.25)):
            return None
        wall, floor = ("#" + bytes(self.rng.integers(0, 256, 3).tolist()).hex() for _ in range(2))
        return wall, floor

    def shift(self) -> tuple[int, int]:
        return tuple(int(v) for v in self.rng.integers(-6, 7, 2)) if self.disturb else (0, 0)

    def person(self) -> tuple[np.ndarray, list[int]]:
        c = self.composer
        while True:
            name = c.pick(cat.ROLES)
            role = cat.ROLES[name]
            age = c.pick(["adult", "old"]) if role["old"] else "adult"
            key = (c.pick(self.styles), c.pick(role["old"] if age == "old" else role["adult"]), c.pick(cat.GENDERS),
                   int(self.rng.integers(5)))
            if key in c.people and (held_out(*key) == self.want_held_out or UNSEEN_STYLE in self.styles):
                break
        vendor, base, gender, tone = key
        canvas = c.draw_person(name, base, gender, tone, vendor, c.chance(0.35), self.shift(), self.colours())
        presentation = -1 if self.ambiguous(*key) else cat.GENDERS[::-1].index(gender)
        return canvas, [0, presentation, tone, 0 if age == "adult" else 1, OCCUPATIONS.index(name)]

    def ambiguous(self, vendor: str, base: str, gender: str, tone: int) -> bool:
        """Whether the style draws both presentations alike (Noto's astronauts): then there is nothing to tell."""
        other = self.composer.people.get((vendor, base, cat.GENDERS[1 - cat.GENDERS.index(gender)], tone))
        sprites = self.composer.sprites
        return other is not None and np.array_equal(sprites[self.composer.people[vendor, base, gender, tone]], sprites[other])

    def thing(self) -> tuple[np.ndarray, list[int]]:
        c = self.composer
        code = c.pick(c.objects)
        vendor = c.pick([v for v in self.styles if v in c.objects[code]] or list(c.objects[code]))
        canvas = c.draw_thing(code, vendor, (self.colours() or [c.pick(cat.COLOURS.values())])[0], self.shift())
        return canvas, [1, -1, -1, -1, OCCUPATIONS.index("other")]

    def batch(self, n: int, people_share: float = 0.88) -> tuple[torch.Tensor, torch.Tensor]:
        """Pictures [n,3,128,128] in 0..1 and answers [n, heads]."""
        pairs = [self.person() if self.composer.chance(people_share) else self.thing() for _ in range(n)]
        pictures = torch.from_numpy(np.stack([np.clip(p, 0, 255) for p, _ in pairs])).permute(0, 3, 1, 2) / 255
        return pictures, torch.tensor([a for _, a in pairs])


class Disturbance:
    """What a picture goes through on its way: a mirror, the coder, a blur, noise, another brightness."""

    def __init__(self, work: Path) -> None:
        self.vae = parts.load_vae(work / "vae.pt") if (work / "vae.pt").exists() else None

    @torch.no_grad()
    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        n = len(x)
        k = n // 8
        x[::2] = x[::2].flip(3)
        if self.vae is not None:
            x[:k] = self.vae.decode(self.vae.encode(x[:k] * 2 - 1).latent_dist.mean).sample.clamp(-1, 1) / 2 + 0.5
        small = F.interpolate(x[k:2 * k], scale_factor=0.5, mode="area")
        x[k:2 * k] = F.interpolate(small, size=(SIZE, SIZE), mode="bilinear", align_corners=False)
        x = x * (1 + 0.06 * torch.randn(n, 1, 1, 1)) + 0.03 * torch.randn(n, 3, 1, 1)
        return (x + torch.rand(n, 1, 1, 1) * 0.04 * torch.randn_like(x)).clamp(0, 1)


def stage(c_in: int, c_out: int, kernel: int, stride: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(c_in, c_out, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(c_out), nn.ReLU())


class Classifier(nn.Module):
    """Four halvings of 128 px, a block of two at each, one linear layer a head."""

    WIDTHS = [24, 48, 96, 128]

    def __init__(self) -> None:
        super().__init__()
        w = self.WIDTHS
        self.layers = nn.Sequential(
            stage(3, w[0], 5, 2), stage(w[0], w[1], 3, 2), stage(w[1], w[1], 3, 1), stage(w[1], w[2], 3, 2),
            stage(w[2], w[2], 3, 1), stage(w[2], w[3], 3, 2), stage(w[3], w[3], 3, 1), stage(w[3], w[3], 3, 2))
        self.mix = nn.Linear(w[3] * 16, 128)
        self.drop = nn.Dropout(0.2)
        self.heads = nn.ModuleDict({h: nn.Linear(128, len(c)) for h, c in HEADS.items()})

    def forward(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        x = self.drop(F.relu(self.mix(self.layers(x - 0.5).flatten(1))))
        return {h: layer(x) for h, layer in self.heads.items()}


def write_onnx(model: Classifier, path: Path) -> None:
    """The network with its normalisations folded in; OpenCV 4.6 reads these few operations.  Its input is the
    picture less one half, as the manifest's mean says: padding adds zeros after that."""
    graph = Graph("evenlight_drawings_classifier")
    flat = lambda t: t.detach().double().flatten().tolist()  # noqa: E731
    x = "input"
    for layer in model.layers:
        conv, norm = layer[0], layer[1]
        factor = norm.weight / (norm.running_var + norm.eps).sqrt()
        weight, bias = conv.weight * factor.view(-1, 1, 1, 1), norm.bias - norm.running_mean * factor
        k, s = conv.kernel_size[0], conv.stride[0]
        x = graph.node("Conv", [x, graph.weight(flat(weight), list(weight.shape)), graph.weight(flat(bias), [len(bias)])],
                       kernel_shape=[k, k], strides=[s, s], pads=[k // 2] * 4)
        x = graph.node("Relu", [x])
    side = 4

    def dense(x: str, weight: torch.Tensor, bias: torch.Tensor, side: int, name: str = "") -> str:
        shape = [weight.shape[0], weight.numel() // weight.shape[0] // side ** 2, side, side]
        return graph.node("Conv", [x, graph.weight(flat(weight), shape), graph.weight(flat(bias), [len(bias)])], name,
                          kernel_shape=[side, side], strides=[1, 1], pads=[0] * 4)

    x = graph.node("Relu", [dense(x, model.mix.weight, model.mix.bias, side)])
    outputs = {}
    for head, layer in model.heads.items():
        if head != "tone":
            dense(x, layer.weight, layer.bias, 1, head)
            outputs[head] = [1, len(HEADS[head]), 1, 1]
    # Bands are sums of the five steps' shares.
    shares = graph.node("Softmax", [dense(x, model.heads["tone"].weight, model.heads["tone"].bias, 1)], "tone", axis=1)
    sums = torch.zeros(len(BANDS), len(cat.TONES))
    for row, steps in enumerate(BANDS.values()):
        sums[row, list(steps)] = 1
    dense(shares, sums, torch.zeros(len(BANDS)), 1, "tone_band")
    outputs |= {"tone": [1, 5, 1, 1], "tone_band": [1, len(BANDS), 1, 1]}
    path.write_bytes(graph.model({"input": [1, 3, SIZE, SIZE]}, outputs))


@torch.no_grad()
def measure(model: Classifier, examples: Examples, n: int) -> dict:
    """Right answers, answers withheld and confusion matrices on n undisturbed pictures."""
    pairs = [examples.batch(100) for _ in range(n // 100)]
    x, y = torch.cat([p for p, _ in pairs]), torch.cat([a for _, a in pairs])
    shares = {h: torch.cat([model(part)[h].softmax(1) for part in x.split(100)]) for h in HEADS}
    truth = {h: y[:, i] for i, h in enumerate(HEADS)}
    tone = shares["tone"]
    shares["tone_band"] = torch.stack([tone[:, list(s)].sum(1) for s in BANDS.values()], 1)
    truth["tone_band"] = torch.where(truth["tone"] < 0, -1, torch.tensor(BAND_OF_TONE)[truth["tone"].clamp(min=0)])
    result = {}
    for head, table in shares.items():
        asked = truth[head] >= 0
        guess, sure, right = table[asked].argmax(1), table[asked].amax(1) >= ABSTAIN.get(head, 0), truth[head][asked]
        k = table.shape[1]
        confusion = torch.bincount(right * k + guess, minlength=k * k).view(k, k)
        result[head] = dict(pictures=len(right), right=round((guess == right).float().mean().item(), 4),
                            withheld=round(1 - sure.float().mean().item(), 4),
                            right_of_given=round((guess == right)[sure].float().mean().item(), 4) if sure.any() else None,
                            confusion=confusion.tolist())
    return result


def manifest(onnx: Path, accuracy: dict) -> dict:
    """What the audit reads beside the network (assets/audit/instrument.schema.json)."""
    def says(head: str) -> str:
        seen, unseen = accuracy["held_out_sprites"][head], accuracy["unseen_style"][head]
        return (f"right on {seen['right']:.1%} of {seen['pictures']:,} composed drawings of held-out sprites, "
                f"{seen['right_of_given'] or 0:.1%} of those it answers ({seen['withheld']:.1%} unclear); "
                f"{unseen['right']:.1%} in a style it never saw")
    heads = [dict(attribute=h, output=h, classes=c, abstain_below=ABSTAIN[h]) for h, c in HEADS.items() if h != "tone"]
    heads.insert(2, dict(attribute="tone_band", output="tone_band", classes=list(BANDS), activation="none",
                         abstain_below=ABSTAIN["tone_band"]))
    return dict(
        name="Evenlight drawings classifier", version="2", kind="whole_image_classifier", file=onnx.name,
        sha256=hashlib.sha256(onnx.read_bytes()).hexdigest(), domain="drawings", licence="Apache-2.0",
        provenance="Trained from scratch by assets/default_model/tools/train_classifier.py on composed drawings (art credits in the "
                   "model card); never on photographs, never on pictures that the model made.",
        accuracy={h: says(h) for h in [*(h for h in HEADS if h != "tone"), "tone_band"]},
        limits=["It judges drawings in the built-in model's styles only; of any other picture its answers mean nothing.",
                "It knows two presentations and two age bands, because the art has no more.",
                "Its accuracy is that of composed drawings; for pictures that the model made, only people's labels can tell."],
        input=dict(width=SIZE, height=SIZE, mean=[127.5] * 3, scale=[1 / 255] * 3, fit="stretch"), heads=heads)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path, help="folder of instrument.onnx, instrument.json, instrument_accuracy.json")
    parser.add_argument("--steps", type=int, default=900)
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    model, disturb = Classifier().to(memory_format=torch.channels_last), Disturbance(args.work)
    if (args.work / "classifier.pt").exists():
        model.load_state_dict(torch.load(args.work / "classifier.pt"))
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.2f} M", flush=True)
    examples = Examples(args.work, 77 + args.steps, SEEN_STYLES, want_held_out=False, disturb=True)
    optimiser = torch.optim.AdamW(model.parameters(), args.rate, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, args.rate, args.steps, pct_start=0.15)
    started, running = time.time(), 0.0
    for step in range(1, args.steps + 1):
        x, y = examples.batch(args.batch)
        answers = model(disturb(x).contiguous(memory_format=torch.channels_last))
        loss = sum(WEIGHTS.get(h, 1) * F.cross_entropy(answers[h], y[:, i], ignore_index=-1, label_smoothing=0.02)
                   for i, h in enumerate(HEADS))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        running += loss.item()
        if step % 50 == 0:
            print(json.dumps(dict(step=step, seconds=round(time.time() - started), loss=round(running / 50, 4))), flush=True)
            running = 0.0
    model.eval()
    accuracy = dict(
        held_out_sprites=measure(model, Examples(args.work, 5, SEEN_STYLES, want_held_out=True, disturb=False), 2000),
        held_out_sprites_in_other_scenes=measure(model, Examples(args.work, 6, SEEN_STYLES, want_held_out=True, disturb=True), 1000),
        unseen_style=measure(model, Examples(args.work, 7, [UNSEEN_STYLE], want_held_out=True, disturb=False), 1000))
    for name, table in accuracy.items():
        print(name, {h: (r["right"], r["withheld"], r["right_of_given"]) for h, r in table.items()}, flush=True)
    torch.save(model.state_dict(), args.work / "classifier.pt")
    args.out.mkdir(parents=True, exist_ok=True)
    write_onnx(model, args.out / "instrument.onnx")
    (args.out / "instrument.json").write_text(json.dumps(manifest(args.out / "instrument.onnx", accuracy), indent=1) + "\n")
    classes = {**HEADS, "tone_band": list(BANDS)}
    (args.out / "instrument_accuracy.json").write_text(json.dumps(dict(classes=classes, **accuracy)) + "\n")


if __name__ == "__main__":
    main()
