#include "tests/weights/ggml_reference.h"

#include <cstring>
#include <stdexcept>

#include "engine/base/half.h"

namespace evenlight::test {
namespace {

using Numbers = std::vector<float>;
using Bytes = const std::uint8_t*;

float half(Bytes at) {
  return f16_to_f32(std::uint16_t(at[0] | at[1] << 8));
}

std::uint32_t word(Bytes at) {
  std::uint32_t value;
  std::memcpy(&value, at, 4);
  return value;
}

Numbers q4(Bytes b, bool has_min) {
  const float d = half(b), m = has_min ? half(b + 2) : -8 * d;
  Bytes qs = b + (has_min ? 4 : 2);
  Numbers y(32);
  for (int j = 0; j < 16; ++j) {
    y[j] = float(qs[j] & 0x0f) * d + m;
    y[j + 16] = float(qs[j] >> 4) * d + m;
  }
  return y;
}

Numbers q5(Bytes b, bool has_min) {
  const float d = half(b), m = has_min ? half(b + 2) : -16 * d;
  b += has_min ? 4 : 2;
  const std::uint32_t qh = word(b);
  Bytes qs = b + 4;
  Numbers y(32);
  for (int j = 0; j < 16; ++j) {
    const int xh_0 = ((qh >> j) << 4) & 0x10;
    const int xh_1 = (qh >> (j + 12)) & 0x10;
    y[j] = float((qs[j] & 0x0f) | xh_0) * d + m;
    y[j + 16] = float((qs[j] >> 4) | xh_1) * d + m;
  }
  return y;
}

Numbers q8_0(Bytes b) {
  Numbers y;
  for (int j = 0; j < 32; ++j) y.push_back(float(std::int8_t(b[2 + j])) * half(b));
  return y;
}

Numbers q2_k(Bytes b) {
  Bytes scales = b, q = b + 16;
  const float d = half(b + 80), min = half(b + 82);
  Numbers y;
  int is = 0;
  for (int n = 0; n < 256; n += 128) {
    for (int shift = 0; shift < 8; shift += 2) {
      for (int part = 0; part < 32; part += 16) {
        const std::uint8_t sc = scales[is++];
        const float dl = d * float(sc & 0xf), ml = min * float(sc >> 4);
        for (int l = 0; l < 16; ++l) y.push_back(dl * float((q[l + part] >> shift) & 3) - ml);
      }
    }
    q += 32;
  }
  return y;
}

Numbers q3_k(Bytes b) {
  Bytes hm = b, q = b + 32;
  const float d_all = half(b + 108);
  std::uint32_t aux[4] = {word(b + 96), word(b + 100), word(b + 104), 0};
  const std::uint32_t kmask1 = 0x03030303, kmask2 = 0x0f0f0f0f, tmp = aux[2];
  aux[2] = ((aux[0] >> 4) & kmask2) | (((tmp >> 4) & kmask1) << 4);
  aux[3] = ((aux[1] >> 4) & kmask2) | (((tmp >> 6) & kmask1) << 4);
  aux[0] = (aux[0] & kmask2) | (((tmp >> 0) & kmask1) << 4);
  aux[1] = (aux[1] & kmask2) | (((tmp >> 2) & kmask1) << 4);
  std::int8_t scales[16];
  std::memcpy(scales, aux, 16);
  Numbers y;
  int is = 0;
  std::uint8_t m = 1;
  for (int n = 0; n < 256; n += 128) {
    for (int shift = 0; shift < 8; shift += 2) {
      for (int part = 0; part < 32; part += 16) {
        const float dl = d_all * float(scales[is++] - 32);
        for (int l = 0; l < 16; ++l) {
          y.push_back(dl * float(((q[l + part] >> shift) & 3) - ((hm[l + part] & m) ? 0 : 4)));
        }
      }
      m = std::uint8_t(m << 1);
    }
    q += 32;
  }
  return y;
}

void scale_min_k4(int j, Bytes q, std::uint8_t& d, std::uint8_t& m) {
  if (j < 4) {
    d = q[j] & 63;
    m = q[j + 4] & 63;
  } else {
    d = std::uint8_t((q[j + 4] & 0xf) | ((q[j - 4] >> 6) << 4));
    m = std::uint8_t((q[j + 4] >> 4) | ((q[j] >> 6) << 4));
  }
}

Numbers q45_k(Bytes b, bool five) {
  const float d = half(b), min = half(b + 2);
  Bytes scales = b + 4, qh = b + 16, q = b + (five ? 48 : 16);
  Numbers y;
  int is = 0;
  std::uint8_t u = 1;
  for (int j = 0; j < 256; j += 64) {
    for (int shift = 0; shift < 8; shift += 4) {
      std::uint8_t sc, m;
      scale_min_k4(is++, scales, sc, m);
      const float d1 = d * float(sc), m1 = min * float(m);
      for (int l = 0; l < 32; ++l) {
        const int high = five && (qh[l] & u) ? 16 : 0;
        y.push_back(d1 * float(((q[l] >> shift) & 0xf) + high) - m1);
      }
      u = std::uint8_t(u << 1);
    }
    q += 32;
  }
  return y;
}

Numbers q6_k(Bytes b) {
  Bytes ql = b, qh = b + 128, sc = b + 192;
  const float d = half(b + 208);
  Numbers y(256);
  for (int n = 0; n < 256; n += 128) {
    for (int l = 0; l < 32; ++l) {
      const int is = l / 16;
      const int q1 = ((ql[l] & 0xf) | ((qh[l] & 3) << 4)) - 32;
      const int q2 = ((ql[l + 32] & 0xf) | (((qh[l] >> 2) & 3) << 4)) - 32;
      const int q3 = ((ql[l] >> 4) | (((qh[l] >> 4) & 3) << 4)) - 32;
      const int q4 = ((ql[l + 32] >> 4) | (((qh[l] >> 6) & 3) << 4)) - 32;
      y[n + l] = d * float(std::int8_t(sc[is])) * float(q1);
      y[n + l + 32] = d * float(std::int8_t(sc[is + 2])) * float(q2);
      y[n + l + 64] = d * float(std::int8_t(sc[is + 4])) * float(q3);
      y[n + l + 96] = d * float(std::int8_t(sc[is + 6])) * float(q4);
    }
    ql += 64;
    qh += 32;
    sc += 8;
  }
  return y;
}

}  // namespace

const std::vector<GgmlBlock>& ggml_blocks() {
  static const std::vector<GgmlBlock> blocks = {
      {"Q4_0", 2, 18, 32, {0}},       {"Q4_1", 3, 20, 32, {0, 2}},
      {"Q5_0", 6, 22, 32, {0}},       {"Q5_1", 7, 24, 32, {0, 2}},
      {"Q8_0", 8, 34, 32, {0}},       {"Q2_K", 10, 84, 256, {80, 82}},
      {"Q3_K", 11, 110, 256, {108}},  {"Q4_K", 12, 144, 256, {0, 2}},
      {"Q5_K", 13, 176, 256, {0, 2}}, {"Q6_K", 14, 210, 256, {208}},
  };
  return blocks;
}

std::vector<float> ggml_reference(const GgmlBlock& block, const std::string& bytes) {
  const auto b = reinterpret_cast<Bytes>(bytes.data());
  const std::string name = block.name;
  if (name == "Q4_0" || name == "Q4_1") return q4(b, name == "Q4_1");
  if (name == "Q5_0" || name == "Q5_1") return q5(b, name == "Q5_1");
  if (name == "Q8_0") return q8_0(b);
  if (name == "Q2_K") return q2_k(b);
  if (name == "Q3_K") return q3_k(b);
  if (name == "Q4_K" || name == "Q5_K") return q45_k(b, name == "Q5_K");
  if (name == "Q6_K") return q6_k(b);
  throw std::runtime_error("no such block");
}

}  // namespace evenlight::test
