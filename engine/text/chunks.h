#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/bpe.h"
#include "engine/text/prompt.h"

namespace evenlight {

// One run of the text encoder: start token, at most length - 2 tokens of text, end token, padding.
struct Chunk {
  std::vector<int32_t> ids;    // exactly ChunkOptions::length
  std::vector<float> weights;  // the same number; 1 for start, end and padding
  int end_index = 0;           // of the first end token, where the pooled output is read
  int text_tokens = 0;         // tokens of the prompt in it
  bool operator==(const Chunk&) const = default;
};

// A word of the prompt that embedding vectors stand for: it has `count` tokens of its own, whose
// ids are those of no other token.
struct EmbeddingWord {
  std::string name;
  int count = 1;
  int first_id = 0;
  bool operator==(const EmbeddingWord&) const = default;
};

struct ChunkOptions {
  bool raw = false;  // no prompt grammar: the text as it is, every weight 1
  Emphasis emphasis = Emphasis::original;
  int pad_id = -1;  // -1: the end token, as CLIP-L pads; OpenCLIP (SD2) pads with 0
  int length = 77;  // positions of the text encoder
  std::vector<EmbeddingWord> words = {};  // looked for as embedding_names.h says, unless raw
};

// Cuts a prompt of any length into chunks as AUTOMATIC1111/stable-diffusion-webui does
// (modules/sd_hijack_clip.py, tokenize_line): a chunk that is full ends after its last comma if
// that is at most 20 tokens back, BREAK ends one early, and the tokens of an embedding stay
// together where they fit into one. With ComfyUI's emphasis as ComfyUI does (comfy/sd1_clip.py):
// no comma counts, and the tokens of a word stay together where there are fewer than eight. An
// empty prompt is one chunk. The prompt is what it is at one step: composition.h. Throws Error as
// Bpe::ids, weighted_texts and EmbeddingNames::split do, and Error(input) for an impossible length
// or pad_id.
std::vector<Chunk> chunk_prompt(const Bpe& bpe, std::string_view prompt,
                                const ChunkOptions& options = {});

// The chunk of the empty prompt.
Chunk empty_chunk(const Bpe& bpe, const ChunkOptions& options = {});

// Appends copies of `empty` to the shorter list, so that condition and negative condition have
// the same number of chunks.
void equalize(std::vector<Chunk>& a, std::vector<Chunk>& b, const Chunk& empty);

}  // namespace evenlight
