"""Writes tests/golden/tokens.json: texts and the ids that transformers' CLIPTokenizerFast gives them.

Needs transformers. Run from the repository root:
    python tests/golden/make_tokens.py [DIR with vocab.json]
The vocabulary is built from assets/clip_bpe/merges.txt, as CLIP builds it; with DIR, the two are
compared first. Texts are written as JSON escapes, so odd characters survive every editor.
"""
import json
import pathlib
import random
import sys
import tempfile

from transformers import CLIPTokenizerFast

ROOT = pathlib.Path(__file__).resolve().parents[2]
MERGES = ROOT / "assets/clip_bpe/merges.txt"


def clip_vocabulary() -> dict:
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    symbols = [chr(byte) for byte in printable] + [chr(256 + i) for i in range(len(others))]
    merges = MERGES.read_text(encoding="utf-8").split("\n")[1:]
    tokens = symbols + [s + "</w>" for s in symbols]
    tokens += [merge.replace(" ", "") for merge in merges if merge]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    return {token: i for i, token in enumerate(tokens)}


WRITTEN = [
    "", " ", "\n\t\r", "a", "A", ",", ",,,", "a,b", "a , b", "a.b.c", "...", "!", "?!?!",
    "a photo of an astronaut riding a horse on mars", "PORTRAIT OF A NURSE, OIL ON CANVAS",
    "a close-up of a software-developer's hands", "8k uhd, f/1.8, 35mm, 50% grey, $100, #1",
    "trending on artstation:1.3", "(masterpiece:1.2), [blurry], {best|quality}", "a_b_c __init__",
    "http://example.org/a?b=c&d=e", "user@example.org", "C:\\path\\file.txt", "1girl 2boys 3d", "x2y3z",
    # apostrophes
    "'", "''", "'s", "s'", "'S", "it's", "IT'S", "don't", "we're they'll I'm you've he'd", "'tis",
    "rock'n'roll", "o'clock", "l'été", "it\u2019s", "!'s", "1's", "'sss", "'rex", "'lllama", "'d'd'd",
    "a'", "a'1", "''s", "'\u0053",
    # special tokens
    "<|startoftext|>", "<|endoftext|>", "<|endoftext|><|endoftext|>", "a<|endoftext|>b",
    "<|ENDOFTEXT|>", "<|StartOfText|> x", "!<|EndOfText|>!!", "<|endoftext|", "<|endoftext |>",
    "<<|endoftext|>>", "e\u0301<|endoftext|>\u0301e", "<|startoftext|>a</w>", "</w>", "<pad>",
    # digits and numbers
    "0", "00", "1234567890", "3.14159", "1,000,000", "\u0661\u0662\u0663", "\u2460\u2461", "\u00bd\u00be", "\u2167 \u216f", "x\u00b2",
    "\uff11\uff12", "\u4e00\u4e8c\u4e09 \u3007", "\U0001d7d8\U0001d7d9",
    # composition and marks
    "caf\u00e9", "cafe\u0301", "A\u030a", "\u212b", "\u1e9b\u0323", "s\u0323\u0307", "s\u0307\u0323", "q\u0307\u0323", "\u0301", "a\u0301\u0301\u0301",
    "\u0344", "\u0958", "\u2126 \u212a", "\u1100\u1161\u11a8", "\ud55c\uad6d\uc5b4 \uadf8\ub9bc", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "z\u0351\u036b\u0343\u036a\u0302",
    "\u0e20\u0e32\u0e9e\u0e27\u0e32\u0e14", "\u0939\u093f\u0928\u094d\u0926\u0940 \u091a\u093f\u0924\u094d\u0930", "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd", "\u0627\u0644\u0639\u0631\u0628\u064a\u0651\u0629", "Ti\u1ebfng Vi\u1ec7t", "\ufb01ne \ufb03",
    # case
    "\u0130stanbul", "I\u0307", "\u0131", "STRASSE \u00df \u1e9e", "\u03a3\u039f\u03a6\u039f\u03a3 \u03a3", "\u01c4 \u01c5 \u01c6", "\u0410\u043b\u0438\u0441\u0430 \u0432 \u0421\u0442\u0440\u0430\u043d\u0435",
    "\u1f88 \u1fb3 \u1f08", "\u10a0\u10d0 \u1c90", "\u13a0\uab70", "\U00010400\U00010428", "\u2c00\u2c30", "\u24b6\u24d0", "\uff21\uff42\uff23", "\u01f0 \u0149",
    # CJK and others
    "\u65e5\u672c\u8a9e\u306e\u30c6\u30ad\u30b9\u30c8", "\u4e2d\u6587\u63d0\u793a\u8bcd\uff0c\u9ad8\u8d28\u91cf", "\uff76\uff9e \u30ac \u30ab\u3099", "\u300c\u5f15\u7528\u300d\u3002", "\U00020000\U0002a6d6", "\u1820\u1826", "\u12a0\u121b\u122d\u129b",
    # emoji
    "\U0001f600", "\U0001f469\U0001f3fd\u200d\U0001f373", "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", "\u2764\ufe0f\u200d\U0001f525", "\u0031\ufe0f\u20e3", "\U0001f3a8 art \U0001f5bc\ufe0f!", "\U0001f9d1\u200d\U0001f4bb\U0001f9d1\u200d\U0001f4bb",
    # spaces
    "a\u00a0b", "a\u2003b\u2009c\u200a", "a\u3000b", "a\u200bb", "a\ufeffb", "a\u2028b\u2029c", "a\u0085b", "a\u180eb", "a\x0b\x0cb", "a\u1680b",
    "  lead and trail  ", "a \n \t b",
    # control and unusual
    "\x00", "a\x00b", "\x01\x02\x1b[31m", "a\x1cb\x1fc", "\x7f\x80\x9f", "\u00ad", "a\u00adb", "\ufffd", "\ufffe\uffff", "\ue000\uf8ff",
    "\U000e0041\U0010ffff", "\u202eabc\u202c", "\u2060\u2063", "\u20ac\u00a3\u00a5\u20bf", "\u2248\u2211\u222b\u221e", "\u2500\u2502\u2591\u2588", "\u00aa\u00ba\u02b0", "\u00b7\u2022\u2026\u2014",
    # long words
    "a" * 300, "ab" * 200, "supercalifragilisticexpialidocious" * 4, "!" * 200, "!?" * 100,
    "\u00e9" * 100, "\U0001f600" * 40, "1" * 100, "e\u0301" * 60, "e" + "\u0323\u0301" * 40,
]


def drawn(count: int) -> list:
    """Random strings over scripts that tokenizers often get wrong; the seed fixes them."""
    random.seed(20240229)
    pools = [
        "abcdefghijklmnopqrstuvwxyz", "ABCXYZ", "0123456789", " \t\n\u00a0", "'',.!?-_:;()[]<|>/", "stdmrevl'",
        "".join(map(chr, range(0xC0, 0x250))), "".join(map(chr, range(0x300, 0x345))),
        "".join(map(chr, range(0x370, 0x3FF))), "".join(map(chr, range(0x4E00, 0x4F00))),
        "".join(map(chr, range(0x1F300, 0x1F680))), "".join(map(chr, range(0xAC00, 0xAD00))),
        "".join(map(chr, range(0x1E00, 0x2070))), "".join(map(chr, range(0x900, 0x980))),
    ]
    return ["".join(random.choice(random.choice(pools)) for _ in range(random.randint(5, 60)))
            for _ in range(count)]


def main() -> None:
    vocabulary = clip_vocabulary()
    if len(sys.argv) > 1:
        shipped = json.loads((pathlib.Path(sys.argv[1]) / "vocab.json").read_text(encoding="utf-8"))
        assert shipped == vocabulary, "the built vocabulary differs from vocab.json"
    with tempfile.TemporaryDirectory() as folder:
        vocab = pathlib.Path(folder) / "vocab.json"
        vocab.write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
        merges = pathlib.Path(folder) / "merges.txt"
        merges.write_bytes(MERGES.read_bytes())
        tokenizer = CLIPTokenizerFast.from_pretrained(folder)
    cases = [{"text": text, "ids": tokenizer(text, add_special_tokens=False)["input_ids"]}
             for text in WRITTEN + drawn(40)]
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    path = ROOT / "tests/golden/tokens.json"
    path.write_text("[\n" + lines + "\n]\n", encoding="ascii")
    print(f"{len(cases)} texts, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
