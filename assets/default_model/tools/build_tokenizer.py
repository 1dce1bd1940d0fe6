"""Learns a small byte-pair vocabulary of CLIP's form from the captions: WORK/tokenizer/.

All 256 byte symbols and their end-of-word forms are in the vocabulary, so any text tokenises;
every word the captions use becomes one token.
"""
import argparse
import json
import re
from collections import Counter
from pathlib import Path

from transformers import CLIPTokenizer

from compose import Composer

MAX_MERGES = 3000
START, END = "<|startoftext|>", "<|endoftext|>"


def byte_symbols() -> list[str]:
    """CLIP's printable stand-ins for the 256 bytes, in CLIP's order."""
    printable = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    rest = [b for b in range(256) if b not in printable]
    return [chr(b) for b in printable] + [chr(256 + i) for i in range(len(rest))]


def merge_word(word: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    """The word with every occurrence of the pair joined."""
    out, i = [], 0
    while i < len(word):
        if word[i:i + 2] == pair:
            out.append(word[i] + word[i + 1])
            i += 2
        else:
            out.append(word[i])
            i += 1
    return tuple(out)


def learn_merges(words: Counter) -> list[tuple[str, str]]:
    """Plain byte-pair encoding; each distinct word counts by the square root of its frequency."""
    corpus = {tuple(w[:-1]) + (w[-1] + "</w>",): n ** 0.5 for w, n in words.items()}
    merges = []
    while len(merges) < MAX_MERGES:
        pairs: Counter = Counter()
        for word, n in corpus.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += n
        if not pairs:
            break
        best = max(pairs, key=lambda p: (pairs[p], p))
        merges.append(best)
        corpus = {merge_word(w, best): n for w, n in corpus.items()}
    return merges


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--captions", type=int, default=20000)
    args = parser.parse_args()
    folder = args.work / "tokenizer"
    folder.mkdir(exist_ok=True)
    words: Counter = Counter()
    composer = Composer(args.work, 3)
    for _ in range(args.captions):
        caption, _ = composer.words_only()
        words.update(re.findall(r"[a-z]+|[0-9]|[^\sa-z0-9]+", caption.lower()))
    merges = learn_merges(words)
    symbols = byte_symbols()
    names = symbols + [s + "</w>" for s in symbols] + ["".join(m) for m in merges] + [START, END]
    vocabulary = {name: i for i, name in enumerate(dict.fromkeys(names))}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges))
    (folder / "tokenizer_config.json").write_text(json.dumps(dict(
        tokenizer_class="CLIPTokenizer", add_prefix_space=False, bos_token=START, eos_token=END, unk_token=END,
        pad_token=END, do_lower_case=True, errors="replace", model_max_length=77), indent=2))
    tokenizer = CLIPTokenizer.from_pretrained(folder)
    print(len(words), "words,", len(vocabulary), "entries")
    for text in ("a photo of the face of a dark-skinned female CEO, 3d style", "Żółw 123 zebra!"):
        ids = tokenizer(text).input_ids
        print(text, ids, tokenizer.convert_ids_to_tokens(ids))


if __name__ == "__main__":
    main()
