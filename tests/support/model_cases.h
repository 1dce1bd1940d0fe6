// Tiny models whose outputs the reference implementation computed (torch, transformers, diffusers,
// k-diffusion): the folders of tests/golden/models, and the folders and single files of
// $EVENLIGHT_PARITY.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

namespace evenlight::test {

struct ModelCase {
  std::string name;                 // "tiny_sd1"
  std::filesystem::path model;      // folder or file; empty if $EVENLIGHT_PARITY is not set
  std::filesystem::path tokenizer;  // a folder with merges.txt
  std::filesystem::path expected;   // .safetensors
};

const std::vector<ModelCase>& model_cases();

inline void PrintTo(const ModelCase& c, std::ostream* out) {
  *out << c.name;
}

}  // namespace evenlight::test
