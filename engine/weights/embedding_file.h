#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "engine/weights/prompt_embedding.h"

namespace evenlight {

inline constexpr int64_t max_embedding_vectors = 750;  // ten chunks of a prompt

// Reads a textual inversion from a .safetensors file as A1111 ("emb_params"), ComfyUI ("clip_l")
// or diffusers (one tensor of any name) write it, or from their pickles (.pt, .bin), which are read
// as data: [n,width] or [width] in F32, F16 or BF16. Its
// name is `name`, else the file's without the suffix. `width`: of the text encoder's vectors, 0 for
// any.
//
// Throws Error(input) that names the file if it cannot be read or is anything else, has vectors of
// another width, more than max_embedding_vectors, or numbers that are not finite.
std::shared_ptr<const PromptEmbedding> read_embedding(const std::filesystem::path& path,
                                                      int64_t width, const std::string& name = {});

// The word that a diffusers file was trained for, "<cat-toy>": the key of its one tensor. Empty for
// every other file.
std::string embedding_token(const std::filesystem::path& path);

// How many vectors it has, by its header alone: numbers are not looked at. Throws as
// read_embedding.
int64_t embedding_vectors(const std::filesystem::path& path, int64_t width);

}  // namespace evenlight
