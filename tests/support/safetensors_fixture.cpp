#include "tests/support/safetensors_fixture.h"

#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace evenlight::test {
namespace {

template <class T>
T read_as(const std::string& bytes, size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

float half_to_float(uint16_t h) {
  const float sign = (h & 0x8000) ? -1.0f : 1.0f;
  const int exponent = (h >> 10) & 31;
  const int fraction = h & 1023;
  if (exponent == 31) return fraction ? std::nanf("") : sign * INFINITY;
  if (exponent == 0) return sign * std::ldexp(static_cast<float>(fraction), -24);
  return sign * std::ldexp(static_cast<float>(1024 + fraction), exponent - 25);
}

float bfloat_to_float(uint16_t b) {
  return std::bit_cast<float>(uint32_t{b} << 16);
}

struct Format {
  size_t size;
  void (*append)(FixtureTensor& tensor, const std::string& bytes, size_t at);
};

template <class T>
void append_integer(FixtureTensor& t, const std::string& bytes, size_t at) {
  t.integers.push_back(static_cast<int64_t>(read_as<T>(bytes, at)));
}

template <class T>
void append_float(FixtureTensor& t, const std::string& bytes, size_t at) {
  t.values.push_back(static_cast<float>(read_as<T>(bytes, at)));
}

template <float (*convert)(uint16_t)>
void append_half(FixtureTensor& t, const std::string& bytes, size_t at) {
  t.values.push_back(convert(read_as<uint16_t>(bytes, at)));
}

const std::map<std::string, Format>& formats() {
  static const std::map<std::string, Format> table = {
      {"F64", {8, append_float<double>}},       {"F32", {4, append_float<float>}},
      {"F16", {2, append_half<half_to_float>}}, {"BF16", {2, append_half<bfloat_to_float>}},
      {"I64", {8, append_integer<int64_t>}},    {"I32", {4, append_integer<int32_t>}},
      {"I16", {2, append_integer<int16_t>}},    {"I8", {1, append_integer<int8_t>}},
      {"U8", {1, append_integer<uint8_t>}},     {"BOOL", {1, append_integer<uint8_t>}},
  };
  return table;
}

}  // namespace

const FixtureTensor& Fixture::operator[](const std::string& name) const {
  const auto found = tensors.find(name);
  if (found == tensors.end()) throw std::runtime_error("the fixture has no tensor " + name);
  return found->second;
}

Fixture load_fixture(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot open the fixture " + path.string());
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (bytes.size() < 8) throw std::runtime_error(path.string() + " is too short");
  const auto header_size = read_as<uint64_t>(bytes, 0);
  if (header_size > bytes.size() - 8) throw std::runtime_error(path.string() + " is cut off");
  const size_t data = 8 + header_size;
  const auto header = nlohmann::json::parse(bytes.begin() + 8, bytes.begin() + data);

  Fixture fixture;
  for (const auto& [name, entry] : header.items()) {
    if (name == "__metadata__") {
      fixture.metadata = entry.get<std::map<std::string, std::string>>();
      continue;
    }
    FixtureTensor tensor{entry.at("dtype"), entry.at("shape"), {}, {}};
    const auto format = formats().find(tensor.dtype);
    if (format == formats().end()) throw std::runtime_error(name + ": unknown " + tensor.dtype);
    const size_t begin = entry.at("data_offsets").at(0);
    const size_t end = entry.at("data_offsets").at(1);
    if (begin > end || end > bytes.size() - data) throw std::runtime_error(name + " is cut off");
    for (size_t at = begin; at + format->second.size <= end; at += format->second.size) {
      format->second.append(tensor, bytes, data + at);
    }
    int64_t count = 1;
    for (const auto extent : tensor.shape) count *= extent;
    if (static_cast<size_t>(count) != tensor.values.size() + tensor.integers.size()) {
      throw std::runtime_error(name + ": the shape and the bytes disagree");
    }
    fixture.tensors.emplace(name, std::move(tensor));
  }
  return fixture;
}

std::filesystem::path parity_path(const std::string& relative) {
  const char* folder = std::getenv("EVENLIGHT_PARITY");
  if (folder == nullptr || *folder == '\0') return {};
  return std::filesystem::path(folder) / relative;
}

}  // namespace evenlight::test
