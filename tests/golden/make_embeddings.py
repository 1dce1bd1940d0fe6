"""Writes embeddings/: two textual inversions and what transformers computes with them, for
tests/models/test_embeddings.cpp.

    pip install torch transformers safetensors
    python make_embeddings.py

cat-toy.safetensors is A1111's kind (emb_params, three vectors, f32), spark.safetensors diffusers'
(one vector, named by its placeholder, f16). expected_MODEL.safetensors, for the models of
models/: `ids` [n] and `hidden` [n,64], the last hidden state from the start token to the end token
(a token sees none behind it), where the vectors were added to the vocabulary as diffusers'
load_textual_inversion adds them.
"""
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import CLIPTextModel, CLIPTokenizer

HERE = Path(__file__).parent
OUT = HERE / "embeddings"
PROMPT = "a portrait of {cat-toy}, a {spark} banker"
WIDTH = 64


def main():
    generator = torch.Generator().manual_seed(11)
    OUT.mkdir(exist_ok=True)
    cat = torch.randn(3, WIDTH, generator=generator)
    spark = torch.randn(WIDTH, generator=generator).half()
    save_file({"emb_params": cat}, OUT / "cat-toy.safetensors")
    save_file({"<spark>": spark}, OUT / "spark.safetensors")
    words = [f"<cat-toy_{i}>" for i in range(len(cat))]
    prompt = PROMPT.replace("{cat-toy}", " ".join(words)).replace("{spark}", "<spark>")
    for name in ("tiny_sd1", "tiny_sd2v"):
        folder = HERE / "models" / name
        tokenizer = CLIPTokenizer.from_pretrained(folder / "tokenizer")
        text = CLIPTextModel.from_pretrained(folder / "text_encoder").float().eval()
        first = text.config.vocab_size
        assert tokenizer.add_tokens([*words, "<spark>"]) == 4
        assert tokenizer.convert_tokens_to_ids("<spark>") == first + 3
        text.resize_token_embeddings(first + 4)
        with torch.no_grad():
            text.get_input_embeddings().weight[first:] = torch.cat([cat, spark.float()[None]])
            ids = tokenizer(prompt, return_tensors="pt").input_ids
            hidden = text(ids).last_hidden_state[0]
        save_file({"ids": ids[0].int(), "hidden": hidden.contiguous()},
                  OUT / f"expected_{name}.safetensors")


if __name__ == "__main__":
    main()
