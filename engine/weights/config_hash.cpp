#include "engine/weights/config_hash.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/base/sha256.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

// What is read of a folder, sorted: engine/weights/detect_folder.cpp and the tokenizer's loader.
constexpr const char* deciding_files[] = {"model_index.json",
                                          "scheduler/scheduler_config.json",
                                          "text_encoder/config.json",
                                          "text_encoder_2/config.json",
                                          "tokenizer/merges.txt",
                                          "tokenizer/special_tokens_map.json",
                                          "tokenizer/tokenizer_config.json",
                                          "tokenizer/vocab.json",
                                          "tokenizer_2/merges.txt",
                                          "tokenizer_2/special_tokens_map.json",
                                          "tokenizer_2/tokenizer_config.json",
                                          "tokenizer_2/vocab.json",
                                          "unet/config.json",
                                          "vae/config.json"};

// Keys that differ between downloads of one model.
constexpr const char* idle_keys[] = {
    "_commit_hash", "_diffusers_version",      "_name_or_path", "architectures",
    "name_or_path", "special_tokens_map_file", "torch_dtype",   "transformers_version"};

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

// Sorted and without white space; text that is no JSON counts as it is.
std::string deciding_text(const fs::path& path) {
  std::string text = bytes_of(path);
  if (path.extension() != ".json") return text;
  nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_discarded()) return text;
  if (json.is_object()) {
    for (const char* key : idle_keys) json.erase(key);
  }
  // Its lists name the classes of the parts, a safety checker among them, whose configs say more.
  if (path.filename() == "model_index.json" && json.is_object()) {
    for (auto item = json.begin(); item != json.end();) {
      item = item->is_array() ? json.erase(item) : std::next(item);
    }
  }
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string config_sha256_of_model(const ModelWeights& model) {
  if (model.format() == ModelFormat::single_file) return {};
  std::string text;
  for (const char* name : deciding_files) {
    const fs::path path = model.path() / name;
    std::error_code error;
    if (!fs::is_regular_file(path, error)) continue;
    text += sha256_of_text(deciding_text(path)) + "  " + name + "\n";
  }
  return sha256_of_text(text);
}

}  // namespace evenlight
