#include "engine/weights/ggml_blocks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "engine/base/check.h"
#include "engine/base/half.h"

namespace evenlight {
namespace {

constexpr size_t small = 32;   // numbers of a plain block
constexpr size_t large = 256;  // of a block of the K kinds, whose scales are quantised too

using Bytes = const uint8_t*;

float half_at(Bytes at) {
  uint16_t bits;
  std::memcpy(&bits, at, 2);
  return f16_to_f32(bits);
}

// ---- one block each; `b` is its first byte, `y` its numbers

void q4_0(Bytes b, float* y) {
  const float d = half_at(b);
  for (size_t i = 0; i < 16; ++i) {
    y[i] = float(int(b[2 + i] & 15) - 8) * d;
    y[i + 16] = float(int(b[2 + i] >> 4) - 8) * d;
  }
}

void q4_1(Bytes b, float* y) {
  const float d = half_at(b), m = half_at(b + 2);
  for (size_t i = 0; i < 16; ++i) {
    y[i] = float(b[4 + i] & 15) * d + m;
    y[i + 16] = float(b[4 + i] >> 4) * d + m;
  }
}

// The fifth bits of all 32 numbers stand together.
int fifth_bit(Bytes bits, size_t i) {
  return ((bits[i / 8] >> (i % 8)) & 1) << 4;
}

void q5_0(Bytes b, float* y) {
  const float d = half_at(b);
  for (size_t i = 0; i < 16; ++i) {
    y[i] = float(((b[6 + i] & 15) | fifth_bit(b + 2, i)) - 16) * d;
    y[i + 16] = float(((b[6 + i] >> 4) | fifth_bit(b + 2, i + 16)) - 16) * d;
  }
}

void q5_1(Bytes b, float* y) {
  const float d = half_at(b), m = half_at(b + 2);
  for (size_t i = 0; i < 16; ++i) {
    y[i] = float((b[8 + i] & 15) | fifth_bit(b + 4, i)) * d + m;
    y[i + 16] = float((b[8 + i] >> 4) | fifth_bit(b + 4, i + 16)) * d + m;
  }
}

void q8_0(Bytes b, float* y) {
  const float d = half_at(b);
  for (size_t i = 0; i < small; ++i) y[i] = float(int8_t(b[2 + i])) * d;
}

// 16 groups of 16 numbers, each with a scale and a minimum of four bits; two bits a number.
void q2_k(Bytes b, float* y) {
  const Bytes scales = b, numbers = b + 16;
  const float d = half_at(b + 80), min_scale = half_at(b + 82);
  for (size_t i = 0; i < large; ++i) {
    const size_t group = i / 16, half = i / 128, row = i % 128 / 32;
    const int q = (numbers[half * 32 + i % 32] >> (2 * row)) & 3;
    y[i] = d * float(scales[group] & 15) * float(q) - min_scale * float(scales[group] >> 4);
  }
}

// 16 scales of six bits, minus 32: the low four bits of all, then the high two bits of all.
std::array<int, 16> scales_of_q3_k(Bytes s) {
  std::array<int, 16> scales;
  for (size_t i = 0; i < 16; ++i) {
    const int low = i < 8 ? s[i] & 15 : s[i - 8] >> 4;
    const int high = (s[8 + i % 4] >> (2 * (i / 4))) & 3;
    scales[i] = (low | (high << 4)) - 32;
  }
  return scales;
}

// Three bits a number: two together, and a third whose absence means minus 4.
void q3_k(Bytes b, float* y) {
  const Bytes thirds = b, numbers = b + 32;
  const auto scales = scales_of_q3_k(b + 96);
  const float d = half_at(b + 108);
  for (size_t i = 0; i < large; ++i) {
    const size_t half = i / 128, row = i % 128 / 32;
    const int low = (numbers[half * 32 + i % 32] >> (2 * row)) & 3;
    const bool third = (thirds[i % 32] >> (half * 4 + row)) & 1;
    y[i] = d * float(scales[i / 16]) * float(low - (third ? 0 : 4));
  }
}

struct ScaleAndMin {
  float scale, min;
};

// Eight scales and eight minima of six bits in twelve bytes.
ScaleAndMin scale_of_k(Bytes s, size_t group, float d, float min_scale) {
  if (group < 4) return {d * float(s[group] & 63), min_scale * float(s[group + 4] & 63)};
  const int scale = (s[group + 4] & 15) | ((s[group - 4] >> 6) << 4);
  const int minimum = (s[group + 4] >> 4) | ((s[group] >> 6) << 4);
  return {d * float(scale), min_scale * float(minimum)};
}

// Four bits of number i, where two groups of 32 share their bytes.
int four_bits(Bytes numbers, size_t i) {
  const uint8_t both = numbers[i / 64 * 32 + i % 32];
  return i % 64 < 32 ? both & 15 : both >> 4;
}

void q4_k(Bytes b, float* y) {
  const float d = half_at(b), min_scale = half_at(b + 2);
  for (size_t i = 0; i < large; ++i) {
    const auto [scale, minimum] = scale_of_k(b + 4, i / 32, d, min_scale);
    y[i] = scale * float(four_bits(b + 16, i)) - minimum;
  }
}

void q5_k(Bytes b, float* y) {
  const float d = half_at(b), min_scale = half_at(b + 2);
  const Bytes fifths = b + 16;
  for (size_t i = 0; i < large; ++i) {
    const auto [scale, minimum] = scale_of_k(b + 4, i / 32, d, min_scale);
    const int high = ((fifths[i % 32] >> (i / 32)) & 1) << 4;
    y[i] = scale * float(four_bits(b + 48, i) | high) - minimum;
  }
}

// 16 groups with scales of eight bits; six bits a number, minus 32.
void q6_k(Bytes b, float* y) {
  const Bytes lows = b, highs = b + 128;
  const float d = half_at(b + 208);
  for (size_t i = 0; i < large; ++i) {
    const size_t half = i / 128, row = i % 128 / 32;
    const uint8_t both = lows[half * 64 + i % 64];
    const int low = row < 2 ? both & 15 : both >> 4;
    const int high = (highs[half * 32 + i % 32] >> (2 * row)) & 3;
    const float scale = d * float(int8_t(b[192 + i / 16]));
    y[i] = scale * float((low | (high << 4)) - 32);
  }
}

template <void (*one)(Bytes, float*), size_t block, size_t block_bytes>
void decode(const std::byte* blocks, size_t count, std::byte* numbers) {
  std::array<float, block> y;
  for (size_t i = 0; i < count; ++i) {
    one(reinterpret_cast<Bytes>(blocks) + i * block_bytes, y.data());
    std::memcpy(numbers + i * sizeof y, y.data(), sizeof y);
  }
}

template <void (*one)(Bytes, float*), size_t block, size_t block_bytes>
constexpr Encoding quantised(std::string_view name) {
  return {name, DType::f32, block, block_bytes, decode<one, block, block_bytes>};
}

struct QuantisedRow {
  uint32_t type;
  Encoding encoding;
};

constexpr QuantisedRow quantised_rows[] = {
    {2, quantised<q4_0, small, 18>("Q4_0")},   {3, quantised<q4_1, small, 20>("Q4_1")},
    {6, quantised<q5_0, small, 22>("Q5_0")},   {7, quantised<q5_1, small, 24>("Q5_1")},
    {8, quantised<q8_0, small, 34>("Q8_0")},   {10, quantised<q2_k, large, 84>("Q2_K")},
    {11, quantised<q3_k, large, 110>("Q3_K")}, {12, quantised<q4_k, large, 144>("Q4_K")},
    {13, quantised<q5_k, large, 176>("Q5_K")}, {14, quantised<q6_k, large, 210>("Q6_K")},
};

struct NameRow {
  uint32_t type;
  std::string_view name;
};

// Those that safetensors have too.
constexpr NameRow plain_rows[] = {
    {0, "F32"},  {1, "F16"},  {24, "I8"},  {25, "I16"},
    {26, "I32"}, {27, "I64"}, {28, "F64"}, {30, "BF16"},
};

// Known by name, to be refused by it.
constexpr NameRow other_rows[] = {
    {9, "Q8_1"},   {15, "Q8_K"},   {16, "IQ2_XXS"}, {17, "IQ2_XS"}, {18, "IQ3_XXS"},
    {19, "IQ1_S"}, {20, "IQ4_NL"}, {21, "IQ3_S"},   {22, "IQ2_S"},  {23, "IQ4_XS"},
    {29, "IQ1_M"}, {34, "TQ1_0"},  {35, "TQ2_0"},   {39, "MXFP4"},
};

uint16_t scale_bits(float d, std::byte* block) {
  const uint16_t bits = f32_to_f16(d);
  std::memcpy(block, &bits, 2);
  return bits;
}

}  // namespace

const Encoding* ggml_encoding(uint32_t type) {
  const auto row = std::ranges::find(quantised_rows, type, &QuantisedRow::type);
  if (row != std::end(quantised_rows)) return &row->encoding;
  const auto plain = std::ranges::find(plain_rows, type, &NameRow::type);
  return plain == std::end(plain_rows) ? nullptr : find_encoding(plain->name);
}

std::string_view ggml_type_name(uint32_t type) {
  if (const Encoding* encoding = ggml_encoding(type)) return encoding->name;
  const auto row = std::ranges::find(other_rows, type, &NameRow::type);
  return row == std::end(other_rows) ? std::string_view() : row->name;
}

uint32_t ggml_type(const Encoding& encoding) {
  for (const QuantisedRow& row : quantised_rows) {
    if (row.encoding.name == encoding.name) return row.type;
  }
  const auto plain = std::ranges::find(plain_rows, encoding.name, &NameRow::name);
  EVENLIGHT_CHECK(plain != std::end(plain_rows), "an encoding that GGUF has");
  return plain->type;
}

void to_q8_0(std::span<const float, 32> numbers, std::byte* block) {
  float peak = 0;
  for (const float x : numbers) peak = std::max(peak, std::abs(x));
  const float d = peak / 127;
  scale_bits(d, block);
  for (size_t i = 0; i < small; ++i) {
    block[2 + i] = std::byte(int8_t(d != 0 ? std::round(numbers[i] * (1 / d)) : 0));
  }
}

void to_q4_0(std::span<const float, 32> numbers, std::byte* block) {
  float peak = 0;  // with its sign: that end of the range has one step more
  for (const float x : numbers) {
    if (std::abs(x) > std::abs(peak)) peak = x;
  }
  const float d = peak / -8;
  scale_bits(d, block);
  const float scale = d != 0 ? 1 / d : 0;
  const auto step = [&](size_t i) {
    return unsigned(std::min(15, int(numbers[i] * scale + 8.5f)));
  };
  for (size_t i = 0; i < 16; ++i) block[2 + i] = std::byte(step(i) | (step(i + 16) << 4));
}

}  // namespace evenlight
