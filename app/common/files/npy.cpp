#include "app/common/files/npy.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <string>

#include "app/common/recipe/numbers.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/small_file.h"

namespace evenlight {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::string_view magic("\x93NUMPY\x01\x00", 8);
constexpr size_t max_npy_bytes = size_t(1) << 30;

std::string header_of(const Shape& shape) {
  std::string dims;
  for (size_t i = 0; i < shape.rank(); ++i) dims += fmt::format("{}, ", shape[i]);
  if (shape.rank() > 1) dims.resize(dims.size() - 2);  // one dimension keeps its comma: "(5,)"
  if (shape.rank() == 1) dims.pop_back();
  std::string text =
      fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}), }}", dims);
  // Data begins at a multiple of 64.
  text.append(63 - (magic.size() + 2 + text.size()) % 64, ' ');
  return text + "\n";
}

// A cursor over the header's Python dictionary.
class HeaderReader {
 public:
  HeaderReader(std::string_view text, std::string label) : rest_(text), label_(std::move(label)) {}

  Shape read() {
    Shape shape;
    unsigned seen = 0;
    expect("{");
    while (!take("}")) {
      const std::string_view key = quoted();
      expect(":");
      if (key == "descr") {
        if (quoted() != "<f4") fail(say<"holds another type than 32-bit little-endian floats">());
        seen |= 1;
      } else if (key == "fortran_order") {
        if (!take("False")) fail(say<"is in Fortran's order; save a C-ordered array">());
        seen |= 2;
      } else if (key == "shape") {
        shape = tuple();
        seen |= 4;
      } else {
        fail(say<"has an unknown key in its header">());
      }
      if (!take(",")) {
        expect("}");
        break;
      }
    }
    skip_blanks();
    if (seen != 7 || !rest_.empty()) fail(say<"has a malformed header">());
    return shape;
  }

 private:
  [[noreturn]] void fail(const Message& what) const {
    throw Error(ErrorKind::input, say<"{0}: {1}.">(label_, what));
  }
  void skip_blanks() {
    while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\n')) rest_.remove_prefix(1);
  }
  bool take(std::string_view token) {
    skip_blanks();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  void expect(std::string_view token) {
    if (!take(token)) fail(say<"has a malformed header">());
  }
  std::string_view quoted() {
    skip_blanks();
    if (rest_.empty() || (rest_[0] != '\'' && rest_[0] != '"'))
      fail(say<"has a malformed header">());
    const size_t end = rest_.find(rest_[0], 1);
    if (end == std::string_view::npos) fail(say<"has a malformed header">());
    const std::string_view text = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    return text;
  }
  Shape tuple() {
    std::vector<int64_t> dims;
    expect("(");
    while (!take(")")) {
      skip_blanks();
      const size_t end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
      const auto dim = parse_number<int64_t>(rest_.substr(0, end));
      if (!dim || dims.size() >= 8) fail(say<"has a malformed shape">());
      dims.push_back(*dim);
      rest_.remove_prefix(end);
      if (!take(",")) {
        expect(")");
        break;
      }
    }
    return Shape(std::move(dims));
  }

  std::string_view rest_;
  std::string label_;
};

// Elements of the shape, or nothing beyond `limit`.
std::optional<size_t> count_within(const Shape& shape, size_t limit) {
  size_t count = 1;
  for (const int64_t dim : shape.dims()) {
    if (dim < 0 || (dim > 0 && count > limit / size_t(dim))) return std::nullopt;
    count *= size_t(dim);
  }
  return count;
}

}  // namespace

void save_npy(const std::filesystem::path& path, const Shape& shape, std::span<const float> values,
              Overwrite overwrite) {
  const std::string header = header_of(shape);
  std::vector<unsigned char> bytes(magic.begin(), magic.end());
  bytes.push_back(static_cast<unsigned char>(header.size() & 0xff));
  bytes.push_back(static_cast<unsigned char>(header.size() >> 8));
  bytes.insert(bytes.end(), header.begin(), header.end());
  const size_t start = bytes.size();
  bytes.resize(start + values.size_bytes());
  if (!values.empty()) std::memcpy(bytes.data() + start, values.data(), values.size_bytes());
  write_file_atomically(path, bytes, overwrite);
}

FloatArray load_npy(const std::filesystem::path& path) {
  const std::string label = path.string();
  const std::string file = read_small_file(label, max_npy_bytes);
  const auto fail = [&](const Message& what) {
    throw Error(ErrorKind::input, say<"{0}: {1}.">(label, what));
  };
  if (!file.starts_with(magic)) fail(say<"is not a NumPy file of format version 1.0">());
  if (file.size() < 10) fail(say<"is cut off">());
  const size_t length =
      static_cast<unsigned char>(file[8]) | size_t(static_cast<unsigned char>(file[9])) << 8;
  if (length > file.size() - 10) fail(say<"is cut off">());
  FloatArray array;
  array.shape = HeaderReader(std::string_view(file).substr(10, length), label).read();
  const std::string_view data = std::string_view(file).substr(10 + length);
  const auto count = count_within(array.shape, max_npy_bytes / sizeof(float));
  if (!count || *count * sizeof(float) != data.size()) {
    fail(say<"has {0} bytes of data, which is not what its shape {1} takes">(
        data.size(), to_string(array.shape)));
  }
  array.values.resize(*count);
  if (*count) std::memcpy(array.values.data(), data.data(), data.size());
  for (const float value : array.values) {
    if (!std::isfinite(value)) fail(say<"holds values that are not finite">());
  }
  return array;
}

}  // namespace evenlight
