#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/weights/file_kind.h"
#include "engine/weights/safetensors.h"

namespace evenlight {
namespace {

constexpr uint64_t max_header = 100'000'000;
constexpr uint64_t max_integer = (uint64_t{1} << 48) - 1;  // of the schema
constexpr size_t max_rank = 64;  // the format names none; nobody has so many

// One tensor as the header states it, before the rules between tensors are checked.
struct Stated {
  std::string name;
  const Encoding* type = nullptr;
  std::vector<int64_t> shape;
  std::vector<uint64_t> offsets;
  bool has_shape = false;
  bool has_offsets = false;
};

// Reads the header as a stream of events, so that no nesting can exhaust the stack and no name
// can silently replace an earlier one.
class HeaderReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit HeaderReader(const std::string& label) : label_(label) {}

  std::vector<Stated> tensors;
  std::map<std::string, std::string> metadata;

  // As the format's own reader takes it: no metadata.
  bool null() override {
    if (place_ != Place::header || key_ != "__metadata__" || has_metadata_)
      return misplaced(say<"null">());
    has_metadata_ = true;
    return true;
  }
  bool boolean(bool) override { return misplaced(say<"a boolean">()); }
  bool number_integer(number_integer_t) override { return misplaced(say<"a negative number">()); }
  bool number_float(number_float_t, const string_t&) override {
    return misplaced(say<"a number that is not a whole one below 2^48">());
  }
  bool binary(binary_t&) override { return misplaced(say<"binary data">()); }

  bool number_unsigned(number_unsigned_t value) override {
    if (place_ != Place::shape && place_ != Place::offsets) return misplaced(say<"a number">());
    if (value > max_integer) fail(say<"has the number {0}, above 2^48-1">(value));
    Stated& tensor = tensors.back();
    if (place_ == Place::offsets) {
      if (tensor.offsets.size() == 2) fail(say<"has more than two data_offsets">());
      tensor.offsets.push_back(value);
    } else {
      if (tensor.shape.size() == max_rank) {
        fail(say<"has more than {0} dimensions">(max_rank));
      }
      tensor.shape.push_back(static_cast<int64_t>(value));
    }
    return true;
  }

  bool string(string_t& value) override {
    if (place_ == Place::metadata) {
      if (!metadata.emplace(key_, value).second) {
        fail(say<"has the metadata key {0} twice">(in_quotes(key_)));
      }
      return true;
    }
    if (place_ != Place::tensor || key_ != "dtype") return misplaced(say<"a text">());
    const Encoding* type = find_encoding(value);
    if (!type) fail(say<"has the unknown dtype {0}">(in_quotes(value)));
    tensors.back().type = type;
    return true;
  }

  bool start_object(size_t) override {
    if (place_ == Place::outside) {
      place_ = Place::header;
    } else if (place_ == Place::header && key_ == "__metadata__") {
      if (has_metadata_) fail(say<"has __metadata__ twice">());
      has_metadata_ = true;
      place_ = Place::metadata;
    } else if (place_ == Place::header) {
      tensors.emplace_back().name = key_;
      place_ = Place::tensor;
    } else {
      return misplaced(say<"an object">());
    }
    return true;
  }

  bool key(string_t& name) override {
    key_ = name;
    if (place_ != Place::tensor) return true;
    const Stated& tensor = tensors.back();
    const bool seen = name == "dtype"          ? tensor.type != nullptr
                      : name == "shape"        ? tensor.has_shape
                      : name == "data_offsets" ? tensor.has_offsets
                                               : unknown_field(name);
    if (seen) fail(say<"has {0} twice">(name));
    return true;
  }

  bool end_object() override {
    if (place_ == Place::tensor) {
      const Stated& tensor = tensors.back();
      if (tensor.type == nullptr) fail(say<"has no dtype">());
      if (!tensor.has_shape) fail(say<"has no shape">());
      if (tensor.offsets.size() != 2) fail(say<"has no two data_offsets">());
    }
    place_ = place_ == Place::header ? Place::outside : Place::header;
    return true;
  }

  bool start_array(size_t) override {
    if (place_ == Place::tensor && key_ == "shape") {
      place_ = Place::shape;
      tensors.back().has_shape = true;
    } else if (place_ == Place::tensor && key_ == "data_offsets") {
      place_ = Place::offsets;
      tensors.back().has_offsets = true;
    } else {
      return misplaced(say<"a list">());
    }
    return true;
  }

  bool end_array() override {
    place_ = Place::tensor;
    return true;
  }

  bool parse_error(size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    throw Error(ErrorKind::input,
                say<"{0}: the header is not valid UTF-8 JSON near its byte {1}; the file is "
                    "damaged, copy or download it again">(label_, position));
  }

 private:
  enum class Place { outside, header, metadata, tensor, shape, offsets };

  bool unknown_field(const std::string& name) {
    fail(say<"has the field {0}, which the format does not know">(in_quotes(name)));
  }

  bool misplaced(const Message& what) {
    if (place_ == Place::metadata) {
      fail(say<"has {0} as the metadata {1}, where only text is allowed">(what, in_quotes(key_)));
    }
    fail(say<"has {0} at {1}, where the format allows none">(what, in_quotes(key_)));
  }

  [[noreturn]] void fail(const Message& problem) const {
    const bool in_tensor =
        place_ == Place::tensor || place_ == Place::shape || place_ == Place::offsets;
    const Message who =
        in_tensor ? say<"tensor {0}">(in_quotes(tensors.back().name)) : say<"the header">();
    throw Error(ErrorKind::input, say<"{0}: {1} {2}; the file is damaged or was written by a "
                                      "faulty program, download it again">(label_, who, problem));
  }

  const std::string& label_;
  Place place_ = Place::outside;
  std::string key_;
  bool has_metadata_ = false;
};

[[noreturn]] void fail(const std::string& label, const Message& problem) {
  throw Error(ErrorKind::input, say<"{0}: {1}; copy or download it again">(label, problem));
}

// The JSON text, without the eight bytes of its length.
std::string_view header_text(std::span<const std::byte> file, const std::string& label) {
  uint64_t length = 0;
  // Too short, an impossible length or no '{': most likely some other kind of file.
  const bool has_length = file.size() >= 8;
  for (size_t i = 0; has_length && i < 8; ++i) {
    length |= std::to_integer<uint64_t>(file[i]) << (8 * i);
  }
  if (!has_length || length < 2 || (file.size() > 8 && file[8] != std::byte{'{'})) {
    throw Error(ErrorKind::input, say<"{0}: {1}">(label, describe_foreign_file(file)));
  }
  if (length > max_header) {
    fail(label, say<"the header is said to have {0} bytes, more than the format's limit of {1}">(
                    length, max_header));
  }
  if (length > file.size() - 8) {
    fail(label, say<"the file is cut off: the header should have {0} bytes, but only {1} follow">(
                    length, file.size() - 8));
  }
  const std::string_view text(reinterpret_cast<const char*>(file.data()) + 8, length);
  // The JSON library takes a zero byte as the end of the text.
  if (text.find('\0') != std::string_view::npos) fail(label, say<"the header has a zero byte">());
  return text;
}

// Bytes of a tensor, checked against overflow.
uint64_t size_in_bytes(const Stated& tensor, const std::string& label) {
  int64_t bits = 1;
  const auto bits_each = int64_t(8 * tensor.type->block_bytes / tensor.type->block);
  bool overflow = false;
  for (const int64_t extent : tensor.shape) overflow |= __builtin_mul_overflow(bits, extent, &bits);
  overflow |= __builtin_mul_overflow(bits, bits_each, &bits);
  if (overflow) {
    fail(label, say<"tensor {0} has the impossible shape {1}">(in_quotes(tensor.name),
                                                               to_string(Shape(tensor.shape))));
  }
  if (bits % 8 != 0) {
    fail(label, say<"tensor {0} does not end at a whole byte">(in_quotes(tensor.name)));
  }
  return static_cast<uint64_t>(bits / 8);
}

// Each tensor begins where the one before it ends, and the last ends with the file.
void check_layout(const std::vector<Stated>& by_offset, uint64_t data_size,
                  const std::string& label) {
  uint64_t end = 0;
  for (const Stated& tensor : by_offset) {
    const uint64_t begin = tensor.offsets[0];
    if (tensor.offsets[1] < begin) {
      fail(label, say<"tensor {0} ends before it begins">(in_quotes(tensor.name)));
    }
    if (begin != end) {
      const std::string name = in_quotes(tensor.name);
      fail(label, begin < end ? say<"tensor {0} begins at byte {1}, which overlaps the data before "
                                    "it (it ends at {2})">(name, begin, end)
                              : say<"tensor {0} begins at byte {1}, which leaves a hole after the "
                                    "data before it (it ends at {2})">(name, begin, end));
    }
    end = tensor.offsets[1];
    const uint64_t size = size_in_bytes(tensor, label);
    if (end - begin != size) {
      fail(label, say<"tensor {0} of {1} {2} needs {3} bytes, but has {4}">(
                      in_quotes(tensor.name), tensor.type->name, to_string(Shape(tensor.shape)),
                      size, end - begin));
    }
  }
  if (end > data_size) {
    fail(label, say<"the file is cut off: the tensors need {0} bytes, but only {1} are there">(
                    end, data_size));
  }
  if (end < data_size) {
    const uint64_t more = data_size - end;
    fail(label, more == 1 ? say<"1 byte too many after the last tensor">()
                          : say<"{0} bytes too many after the last tensor">(more));
  }
}

}  // namespace

TensorTable parse_safetensors(std::span<const std::byte> file, const std::string& label) {
  const std::string_view text = header_text(file, label);
  HeaderReader reader(label);
  nlohmann::json::sax_parse(text.begin(), text.end(), &reader);

  std::vector<Stated>& stated = reader.tensors;
  std::ranges::sort(stated, {}, &Stated::name);
  const auto twice = std::ranges::adjacent_find(stated, {}, &Stated::name);
  if (twice != stated.end()) {
    fail(label, say<"tensor {0} is in the header twice">(in_quotes(twice->name)));
  }
  std::ranges::stable_sort(stated, {}, &Stated::offsets);
  const uint64_t data = 8 + text.size();
  check_layout(stated, file.size() - data, label);

  TensorTable header;
  header.metadata = std::move(reader.metadata);
  for (Stated& tensor : stated) {
    header.tensors.push_back({std::move(tensor.name), tensor.type, Shape(std::move(tensor.shape)),
                              data + tensor.offsets[0], tensor.offsets[1] - tensor.offsets[0]});
  }
  std::ranges::sort(header.tensors, {}, &TensorEntry::name);
  return header;
}

}  // namespace evenlight
