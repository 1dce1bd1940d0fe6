#include "engine/weights/embedding_file.h"

#include <algorithm>
#include <cmath>

#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/base/sha256.h"
#include "engine/tensor/widen.h"
#include "engine/weights/tensor_file.h"

namespace evenlight {
namespace {

constexpr size_t max_file_bytes = size_t(1) << 26;
constexpr int64_t widest_vector = 1 << 16;

[[noreturn]] void refuse(const std::filesystem::path& path, const Message& what) {
  throw Error(ErrorKind::input, say<"{0}: {1}">(path.string(), what));
}

TensorFile open_small(const std::filesystem::path& path) {
  TensorFile file(path);
  const size_t size = file.mapping().bytes().size();
  if (size > max_file_bytes) {
    refuse(path, say<"has {0} MiB, far more than a textual-inversion embedding">(size >> 20));
  }
  return file;
}

// A1111's pickles keep a dictionary of words, which are all "*".
constexpr std::string_view pickled = "string_to_param.";

const TensorEntry& vectors_in(const TensorFile& file) {
  for (const char* name : {"emb_params", "clip_l"}) {
    if (const TensorEntry* entry = file.find(name)) return *entry;
  }
  for (const TensorEntry& entry : file.tensors()) {
    if (entry.name.starts_with(pickled)) return entry;
  }
  if (file.tensors().size() == 1) return file.tensors().front();
  refuse(file.path(), say<"is no textual-inversion embedding: it has {0} tensors, and none is "
                          "called emb_params (A1111) or clip_l (ComfyUI)">(file.tensors().size()));
}

[[noreturn]] void refuse_width(const std::filesystem::path& path, int64_t found, int64_t width) {
  struct Maker {
    int64_t width;
    const char* models;
  };
  constexpr Maker makers[] = {{768, "SD1"}, {1024, "SD2"}, {1280, "SDXL"}};
  const auto maker = std::ranges::find(makers, found, &Maker::width);
  if (maker == std::end(makers)) {
    refuse(path, say<"has vectors of {0} numbers, but this model's text encoder takes {1}; use an "
                     "embedding that was made for it">(found, width));
  }
  refuse(path,
         say<"has vectors of {0} numbers, as {1} models have, but this model's text encoder takes "
             "{2}; use an embedding that was made for it">(found, maker->models, width));
}

void check_shape(const TensorFile& file, const TensorEntry& entry, int64_t width) {
  const Shape& shape = entry.shape;
  const std::string name = in_quotes(entry.name);
  if (shape.rank() < 1 || shape.rank() > 2 || shape.count() < 1 || shape.back() > widest_vector) {
    refuse(file.path(), say<"tensor {0} has the shape {1}, but [vectors, width] was expected; it "
                            "is no textual-inversion embedding">(name, to_string(shape)));
  }
  if (width > 0 && shape.back() != width) refuse_width(file.path(), shape.back(), width);
  if (shape.rows() > max_embedding_vectors) {
    refuse(file.path(), say<"tensor {0} has {1} vectors; at most {2} can be used">(
                            name, shape.rows(), max_embedding_vectors));
  }
  if (!entry.is_weight()) {
    refuse(file.path(), say<"tensor {0} is stored as {1}, but only F32, F16 and BF16 can be used">(
                            name, entry.stored_type()));
  }
}

std::vector<float> finite_values(const TensorFile& file, const TensorEntry& entry) {
  std::vector<float> values(size_t(entry.shape.count()));
  const HostWeight stored = file.read(entry);
  widen(stored.dtype, stored.bytes, values);
  if (!std::ranges::all_of(values, [](float v) { return std::isfinite(v); })) {
    refuse(file.path(), say<"tensor {0} has numbers that are infinite or none at all (NaN); the "
                            "file is damaged, get it again">(in_quotes(entry.name)));
  }
  return values;
}

}  // namespace

int64_t embedding_vectors(const std::filesystem::path& path, int64_t width) {
  const TensorFile file = open_small(path);
  const TensorEntry& entry = vectors_in(file);
  check_shape(file, entry, width);
  return entry.shape.rows();
}

std::string embedding_token(const std::filesystem::path& path) {
  try {
    const TensorFile file(path);
    if (file.tensors().size() != 1) return {};
    const std::string& key = file.tensors().front().name;
    const bool is_word = key != "emb_params" && key != "clip_l" && !key.starts_with(pickled);
    return is_word ? key : std::string();
  } catch (const Error&) {
    return {};  // reported when somebody uses it
  }
}

std::shared_ptr<const PromptEmbedding> read_embedding(const std::filesystem::path& path,
                                                      int64_t width, const std::string& name) {
  const TensorFile file = open_small(path);
  const TensorEntry& entry = vectors_in(file);
  check_shape(file, entry, width);
  PromptEmbedding embedding;
  embedding.name = name.empty() ? path.stem().string() : name;
  embedding.width = entry.shape.back();
  embedding.vectors = finite_values(file, entry);
  const std::span<const std::byte> all = file.mapping().bytes();
  embedding.sha256 = sha256_of_bytes(all);
  file.mapping().require_unchanged();
  return std::make_shared<const PromptEmbedding>(std::move(embedding));
}

}  // namespace evenlight
