#include "engine/weights/gguf.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <optional>
#include <set>

#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/base/rounding.h"
#include "engine/weights/ggml_blocks.h"

namespace evenlight {
namespace {

constexpr uint64_t max_rank = 4;
constexpr size_t max_metadata_text = 1000;  // bytes; longer texts are no settings
constexpr size_t max_list_shape = 8;        // numbers of a list that is looked at
constexpr std::string_view original_shape = "comfy.gguf.orig_shape.";

// Kinds of metadata values.
enum Kind : uint32_t { text_kind = 8, list_kind = 9 };

struct WholeKind {
  uint32_t kind;
  size_t size;
  bool is_signed;
};
constexpr WholeKind whole_kinds[] = {
    {0, 1, false}, {1, 1, true},  {2, 2, false},  {3, 2, true},  {4, 4, false},
    {5, 4, true},  {7, 1, false}, {10, 8, false}, {11, 8, true},
};
struct RealKind {
  uint32_t kind;
  size_t size;
};
constexpr RealKind real_kinds[] = {{6, 4}, {12, 8}};

class GgufReader {
 public:
  GgufReader(std::span<const std::byte> file, const std::string& label)
      : file_(file), label_(label) {}

  TensorTable run() {
    take(4);  // the mark
    const auto version = number<uint32_t>();
    if (version != 2 && version != 3) {
      fail(say<"is of GGUF version {0}; 2 and 3 can be read">(version));
    }
    const uint64_t tensors = count(min_tensor_size);
    const uint64_t values = count(min_value_size);
    for (uint64_t i = 0; i < values; ++i) metadata_value();
    for (uint64_t i = 0; i < tensors; ++i) tensor_info();
    place_tensors();
    std::ranges::sort(table_.tensors, {}, &TensorEntry::name);
    const auto twice = std::ranges::adjacent_find(table_.tensors, {}, &TensorEntry::name);
    if (twice != table_.tensors.end()) {
      fail(say<"has the tensor {0} twice">(in_quotes(twice->name)));
    }
    return std::move(table_);
  }

 private:
  // Bytes that each entry takes at least, so that no count can be larger than the file.
  static constexpr size_t min_tensor_size = 8 + 4 + 4 + 8, min_value_size = 8 + 4 + 1;

  [[noreturn]] void fail(Message problem) const {
    throw Error(ErrorKind::input,
                say<"{0}: {1}; the file is damaged or was written by a faulty program, download it "
                    "again">(label_, std::move(problem)));
  }

  // ---- bytes

  std::span<const std::byte> take(uint64_t size) {
    if (size > file_.size() - at_) fail(say<"is cut off within its header">());
    at_ += size;
    return file_.subspan(at_ - size, size);
  }
  template <class Number>
  Number number() {
    Number value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  uint64_t count(size_t min_size) {
    const auto n = number<uint64_t>();
    if (n > (file_.size() - at_) / min_size) {
      fail(say<"is said to have {0} entries, more than fit into it">(n));
    }
    return n;
  }
  std::string_view text() {
    const auto bytes = take(number<uint64_t>());
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

  // ---- metadata

  std::optional<int64_t> whole(uint32_t kind) {
    const auto row = std::ranges::find(whole_kinds, kind, &WholeKind::kind);
    if (row == std::end(whole_kinds)) return std::nullopt;
    uint64_t value = 0;
    std::memcpy(&value, take(row->size).data(), row->size);
    const unsigned unused = 64 - 8 * unsigned(row->size);
    return row->is_signed ? int64_t(value << unused) >> unused : int64_t(value);
  }

  void metadata_value() {
    const std::string key(text());
    const auto kind = number<uint32_t>();
    std::string value;
    if (kind == text_kind) {
      const std::string_view found = text();
      if (found.size() <= max_metadata_text) value = found;
    } else if (kind == list_kind) {
      value = list(key);
    } else if (const auto found = whole(kind)) {
      if (key == "general.alignment") set_alignment(*found);
      value = std::to_string(*found);
    } else {
      skip_real(kind, key);
    }
    if (!seen_.insert(key).second) {
      fail(say<"has the metadata {0} twice">(in_quotes(key)));
    }
    if (!value.empty()) table_.metadata[key] = value;
  }

  void skip_real(uint32_t kind, const std::string& key) {
    const auto row = std::ranges::find(real_kinds, kind, &RealKind::kind);
    if (row == std::end(real_kinds)) {
      fail(say<"has metadata {0} of the unknown kind {1}">(in_quotes(key), kind));
    }
    take(row->size);
  }

  void set_alignment(int64_t value) {
    if (value < 1 || uint64_t(value) > max_gguf_alignment ||
        !std::has_single_bit(uint64_t(value))) {
      fail(say<"has the alignment {0}, which is no power of two up to {1}">(value,
                                                                            max_gguf_alignment));
    }
    alignment_ = uint64_t(value);
  }

  // A list is passed over but for a tensor's shape. Lists in lists are nobody's.
  std::string list(const std::string& key) {
    const auto kind = number<uint32_t>();
    const uint64_t length = count(1);
    std::vector<int64_t> shape;
    for (uint64_t i = 0; i < length; ++i) {
      if (kind == text_kind) {
        text();
      } else if (const auto found = whole(kind)) {
        if (shape.size() < max_list_shape) shape.push_back(*found);
      } else {
        skip_real(kind, key);
      }
    }
    const bool is_shape = key.starts_with(original_shape) && length <= max_list_shape;
    if (is_shape) shapes_[key.substr(original_shape.size())] = shape;
    return {};
  }

  // ---- tensors

  void tensor_info() {
    TensorEntry entry;
    entry.name = text();
    const auto rank = number<uint32_t>();
    if (rank > max_rank) {
      fail(say<"has the tensor {0} with {1} dimensions; GGUF allows {2}">(in_quotes(entry.name),
                                                                          rank, max_rank));
    }
    std::vector<int64_t> shape(rank);
    for (size_t i = rank; i-- > 0;) shape[i] = extent(entry.name);
    entry.shape = Shape(std::move(shape));
    const auto type = number<uint32_t>();
    entry.encoding = ggml_encoding(type);
    if (!entry.encoding) refuse_type(entry.name, type);
    entry.offset = number<uint64_t>();
    set_size(entry);
    table_.tensors.push_back(std::move(entry));
  }

  int64_t extent(const std::string& name) {
    const auto value = number<uint64_t>();
    if (value > INT64_MAX) fail(say<"has an impossible shape for the tensor {0}">(in_quotes(name)));
    return int64_t(value);
  }

  [[noreturn]] void refuse_type(const std::string& name, uint32_t type) const {
    const std::string known(ggml_type_name(type));
    throw Error(
        ErrorKind::input,
        say<"{0}: the tensor {1} is stored as {2}, which is not read; get the model in F16, "
            "Q8_0, Q4_0, Q4_1, Q5_0, Q5_1 or Q2_K to Q6_K">(
            label_, in_quotes(name), known.empty() ? "type " + std::to_string(type) : known));
  }

  void set_size(TensorEntry& entry) const {
    const Encoding& encoding = *entry.encoding;
    int64_t numbers = 1, bytes = 0;
    bool overflow = false;
    for (const int64_t n : entry.shape.dims())
      overflow |= __builtin_mul_overflow(numbers, n, &numbers);
    const int64_t row = entry.shape.rank() == 0 ? 1 : entry.shape.back();
    if (!overflow && row % int64_t(encoding.block) != 0) {
      fail(say<"has the tensor {0} of {1}, whose rows of {2} are no whole blocks">(
          in_quotes(entry.name), encoding.name, row));
    }
    overflow |= __builtin_mul_overflow(numbers / int64_t(encoding.block),
                                       int64_t(encoding.block_bytes), &bytes);
    if (overflow) fail(say<"has an impossible shape for the tensor {0}">(in_quotes(entry.name)));
    entry.size = size_t(bytes);
  }

  // In the order of the file each begins where the one before it ends.
  void place_tensors() {
    const size_t data = round_up(at_, alignment_);
    size_t end = 0;
    for (TensorEntry& entry : table_.tensors) {
      if (entry.offset != end) {
        fail(say<"has the tensor {0} at byte {1} of its data, where {2} was expected">(
            in_quotes(entry.name), entry.offset, end));
      }
      if (data > file_.size() || end > file_.size() - data ||
          entry.size > file_.size() - data - end) {
        fail(say<"is cut off within the tensor {0}">(in_quotes(entry.name)));
      }
      entry.offset += data;
      end = round_up(end + entry.size, alignment_);
      restore_shape(entry);
    }
  }

  void restore_shape(TensorEntry& entry) const {
    const auto found = shapes_.find(entry.name);
    if (found == shapes_.end()) return;
    int64_t numbers = 1;
    bool wrong = false;
    for (const int64_t n : found->second) {
      wrong |= n < 0 || __builtin_mul_overflow(numbers, n, &numbers);
    }
    if (wrong || numbers != entry.shape.count()) {
      fail(say<"has the tensor {0}, whose original shape has another number of values">(
          in_quotes(entry.name)));
    }
    entry.shape = Shape(found->second);
  }

  std::span<const std::byte> file_;
  const std::string& label_;
  size_t at_ = 0;
  uint64_t alignment_ = 32;
  std::set<std::string> seen_;                          // keys of the metadata
  std::map<std::string, std::vector<int64_t>> shapes_;  // of tensors that were reshaped
  TensorTable table_;
};

}  // namespace

bool is_gguf(std::span<const std::byte> file) {
  return file.size() >= 4 && std::memcmp(file.data(), "GGUF", 4) == 0;
}

TensorTable parse_gguf(std::span<const std::byte> file, const std::string& label) {
  return GgufReader(file, label).run();
}

}  // namespace evenlight
