// GGUF files: their blocks against plain loops and numbers worked out by hand, and files that are
// not what they claim.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "engine/base/half.h"
#include "engine/weights/ggml_blocks.h"
#include "engine/weights/gguf.h"
#include "engine/weights/model_files.h"
#include "engine/weights/summary.h"
#include "tests/support/gguf_writer.h"
#include "tests/support/safetensors_writer.h"
#include "tests/weights/ggml_reference.h"
#include "tests/weights/ldm_model.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

using test::eight_bytes;
using test::expect_words;
using test::gguf_bytes;
using test::GgufTensor;
using test::refusal_of;

std::string half_bytes(float value) {
  const uint16_t bits = f32_to_f16(value);
  return {char(bits & 255), char(bits >> 8)};
}

// Any bytes, but for the scales, which are small numbers.
std::string invented_block(const test::GgmlBlock& block, const std::string& seed) {
  std::string bytes = test::invented_bytes(seed, block.bytes);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = char(bytes[i] * 37 + int(i) * 11);
  for (size_t i = 0; i < block.scales.size(); ++i) {
    bytes.replace(block.scales[i], 2, half_bytes(0.25f * float(i + 1)));
  }
  return bytes;
}

std::vector<float> decoded(const test::GgmlBlock& block, const std::string& bytes) {
  const Encoding* encoding = ggml_encoding(block.type);
  std::vector<float> numbers(block.numbers * bytes.size() / block.bytes);
  encoding->decode(reinterpret_cast<const std::byte*>(bytes.data()), bytes.size() / block.bytes,
                   reinterpret_cast<std::byte*>(numbers.data()));
  return numbers;
}

TEST(GgmlBlocks, EveryKindAgainstPlainLoops) {
  for (const test::GgmlBlock& block : test::ggml_blocks()) {
    SCOPED_TRACE(block.name);
    const Encoding* encoding = ggml_encoding(block.type);
    ASSERT_NE(encoding, nullptr);
    EXPECT_EQ(encoding->name, block.name);
    EXPECT_EQ(encoding->block, block.numbers);
    EXPECT_EQ(encoding->block_bytes, block.bytes);
    EXPECT_EQ(ggml_type(*encoding), block.type);
    const std::string first = invented_block(block, "first"), next = invented_block(block, "next");
    const auto found = decoded(block, first + next);
    auto expected = test::ggml_reference(block, first);
    const auto rest = test::ggml_reference(block, next);
    expected.insert(expected.end(), rest.begin(), rest.end());
    ASSERT_EQ(found.size(), expected.size());
    float largest = 0;
    for (size_t i = 0; i < found.size(); ++i) {
      EXPECT_NEAR(found[i], expected[i], 1e-6f * std::abs(expected[i])) << i;
      largest = std::max(largest, std::abs(found[i]));
    }
    EXPECT_GT(largest, 0.5f);  // the blocks are not all zero
  }
}

// Worked out by hand from the layouts in ggml-org/ggml:src/ggml-common.h.
TEST(GgmlBlocks, NumbersByHand) {
  const auto block = [](const char* name) {
    for (const test::GgmlBlock& one : test::ggml_blocks()) {
      if (one.name == std::string(name)) return one;
    }
    throw std::runtime_error(name);
  };
  const std::string d = half_bytes(0.5f), m = half_bytes(-1.0f);
  // Low half of the first byte 0xf1 is number 0, high half number 16.
  const std::string fours = "\xf1" + std::string(15, '\0');
  auto y = decoded(block("Q4_0"), d + fours);
  EXPECT_EQ(y[0], (1 - 8) * 0.5f);
  EXPECT_EQ(y[16], (15 - 8) * 0.5f);
  EXPECT_EQ(y[1], -8 * 0.5f);
  y = decoded(block("Q4_1"), d + m + fours);
  EXPECT_EQ(y[0], 0.5f - 1);
  EXPECT_EQ(y[16], 7.5f - 1);
  // Fifth bits: of number 0 and of number 17.
  const std::string fifths("\x01\x00\x02\x00", 4);
  y = decoded(block("Q5_0"), d + fifths + fours);
  EXPECT_EQ(y[0], (1 + 16 - 16) * 0.5f);
  EXPECT_EQ(y[16], (15 - 16) * 0.5f);
  EXPECT_EQ(y[17], (0 + 16 - 16) * 0.5f);
  y = decoded(block("Q5_1"), d + m + fifths + fours);
  EXPECT_EQ(y[0], 17 * 0.5f - 1);
  y = decoded(block("Q8_0"), d + "\x7f\x80" + std::string(30, '\0'));
  EXPECT_EQ(y[0], 63.5f);
  EXPECT_EQ(y[1], -64.0f);
  // Q2_K: the scale of group 0 is 3, its minimum 2; the first byte holds numbers 0, 32, 64, 96.
  y = decoded(block("Q2_K"), "\x23" + std::string(15, '\0') + "\xe4" + std::string(63, '\0') + d +
                                 half_bytes(0.25f));
  EXPECT_EQ(y[0], 0.5f * 3 * 0 - 0.25f * 2);
  EXPECT_EQ(y[32], 0.0f);  // of group 2, whose scale and minimum are 0
  // Q6_K: low bits 5 and high bits 2 of number 0; scale -2.
  y = decoded(block("Q6_K"), "\x05" + std::string(127, '\0') + "\x02" + std::string(63, '\0') +
                                 "\xfe" + std::string(15, '\0') + d);
  EXPECT_EQ(y[0], 0.5f * -2 * (5 + 2 * 16 - 32));
  EXPECT_EQ(y[1], 0.5f * -2 * -32);
}

TEST(GgmlBlocks, QuantisedAndBack) {
  std::array<float, 32> numbers;
  for (size_t i = 0; i < 32; ++i) numbers[i] = std::sin(float(i)) * 0.3f;
  numbers[5] = -0.4f;
  std::string eight(34, '\0'), four(18, '\0');
  to_q8_0(numbers, reinterpret_cast<std::byte*>(eight.data()));
  to_q4_0(numbers, reinterpret_cast<std::byte*>(four.data()));
  const auto blocks = test::ggml_blocks();
  const auto y8 = test::ggml_reference(blocks[4], eight);
  const auto y4 = test::ggml_reference(blocks[0], four);
  for (size_t i = 0; i < 32; ++i) {
    EXPECT_NEAR(y8[i], numbers[i], 0.4f / 127 * 0.6f) << i;
    EXPECT_NEAR(y4[i], numbers[i], 0.4f / 8 * 1.01f) << i;
  }
  EXPECT_NEAR(y4[5], -0.4f, 1e-4f);  // the largest is kept
  numbers.fill(0);
  to_q8_0(numbers, reinterpret_cast<std::byte*>(eight.data()));
  to_q4_0(numbers, reinterpret_cast<std::byte*>(four.data()));
  for (const float y : test::ggml_reference(blocks[4], eight)) EXPECT_EQ(y, 0);
  for (const float y : test::ggml_reference(blocks[0], four)) EXPECT_EQ(y, 0);
}

class GgufFiles : public test::FolderTest {
 protected:
  std::filesystem::path write(const std::string& content) {
    const auto path = folder() / "model.gguf";
    test::write_file(path, content);
    return path;
  }
  std::string refusal(const std::string& content) {
    const auto path = write(content);
    const std::string message = refusal_of([&] { TensorFile file(path); });
    EXPECT_TRUE(message.starts_with(path.string() + ": ")) << message;
    return message;
  }
};

TEST_F(GgufFiles, AModel) {
  const auto tensors = test::ldm_tensors(test::ldm_shapes(test::sd1_kind));
  std::vector<GgufTensor> stored;
  for (const test::TensorToWrite& tensor : tensors) {
    std::vector<uint64_t> dims(tensor.shape.rbegin(), tensor.shape.rend());
    stored.push_back({tensor.name, 1, dims, tensor.bytes});
  }
  const auto safe = folder() / "model.safetensors";
  test::write_file(safe, test::safetensors_bytes(tensors));
  const auto expected = open_model(safe), found = open_model(write(gguf_bytes(stored)));
  ASSERT_EQ(found->index().size(), expected->index().size());
  for (const auto& [name, weight] : expected->index()) {
    const auto wanted = expected->get(name, weight.shape), got = found->get(name, weight.shape);
    EXPECT_TRUE(std::ranges::equal(wanted.bytes, got.bytes)) << name;
  }
  EXPECT_EQ(found->files().front()->format(), "GGUF");
  EXPECT_EQ(summarize(*found).dtype, "f16");
  EXPECT_EQ(summarize(*found).container, "GGUF");
}

TEST_F(GgufFiles, BlocksShapesAndMetadata) {
  const test::GgmlBlock& q8 = test::ggml_blocks()[4];
  const std::string blocks = invented_block(q8, "a") + invented_block(q8, "b");
  const TensorFile file(write(gguf_bytes(
      {{"w", 8, {32, 2}, blocks}, {"conv", 8, {64}, blocks}, {"b", 0, {3}, "123456789012"}},
      {test::gguf::value("general.architecture", 8, test::gguf::text("sd1")),
       test::gguf::value("general.alignment", 4, std::string("\x40\0\0\0", 4)),
       test::gguf::value("step", 11, eight_bytes(uint64_t(-3))),
       test::gguf::value("scale", 6, "abcd"),
       test::gguf::value("comfy.gguf.orig_shape.conv", 9,
                         std::string("\x05\0\0\0", 4) + eight_bytes(3) +
                             std::string("\4\0\0\0\4\0\0\0\4\0\0\0", 12))},
      64)));
  EXPECT_EQ(file.metadata().at("general.architecture"), "sd1");
  EXPECT_EQ(file.metadata().at("step"), "-3");
  const TensorEntry& w = *file.find("w");
  EXPECT_EQ(w.shape, (Shape{2, 32}));
  EXPECT_EQ(w.stored_type(), "Q8_0");
  EXPECT_EQ(w.dtype(), DType::f32);
  EXPECT_EQ(w.offset % 64, 0u);
  const HostWeight read = file.read(w);
  const auto expected = test::ggml_reference(q8, blocks.substr(34));
  EXPECT_EQ(std::memcmp(read.bytes.data() + 128, expected.data(), 128), 0);
  EXPECT_EQ(file.find("conv")->shape, (Shape{4, 4, 4}));
  EXPECT_EQ(file.read(*file.find("b")).owner, nullptr);  // plain numbers are not copied
}

TEST_F(GgufFiles, WhatIsWrongIsSaid) {
  const std::string block(34, '\1');
  const std::string good = gguf_bytes({{"w", 8, {32}, block}});
  EXPECT_EQ(TensorFile(write(good)).tensors().size(), 1u);
  for (size_t size = 4; size < good.size(); ++size) {
    expect_words(refusal(good.substr(0, size)), {"download it again"});
  }
  const auto changed = [&](size_t at, const std::string& bytes) {
    std::string file = good;
    return file.replace(at, bytes.size(), bytes);
  };
  const std::string huge = eight_bytes(uint64_t{1} << 62);
  expect_words(refusal(changed(4, "\x01")), {"version 1"});
  expect_words(refusal(changed(8, huge)), {"more than fit"});   // tensors
  expect_words(refusal(changed(16, huge)), {"more than fit"});  // metadata
  expect_words(refusal(changed(24, huge)), {"cut off"});        // length of the name
  // The tensor: name (8 + 1), rank, one extent, type, place.
  expect_words(refusal(changed(33, "\x09")), {"9 dimensions"});
  expect_words(refusal(changed(37, huge)), {"cut off"});
  expect_words(refusal(changed(37, eight_bytes(UINT64_MAX))), {"impossible shape"});
  expect_words(refusal(changed(37, eight_bytes(33))), {"no whole blocks"});
  expect_words(refusal(changed(45, "\x10")), {"IQ2_XXS", "Q8_0"});
  expect_words(refusal(changed(45, "\xff")), {"type 255"});
  expect_words(refusal(changed(49, eight_bytes(32))), {"byte 32", "0 was expected"});
  expect_words(refusal(gguf_bytes({{"w", 8, {32}, block}, {"w", 8, {32}, block}})),
               {"\"w\" twice"});
  const auto with = [&](const std::string& value) { return gguf_bytes({}, {value}); };
  expect_words(
      refusal(with(test::gguf::value("general.alignment", 4, std::string("\x03\0\0\0", 4)))),
      {"alignment 3"});
  expect_words(refusal(with(test::gguf::value("k", 99, ""))), {"unknown kind 99"});
  expect_words(refusal(with(test::gguf::value("k", 9, std::string("\4\0\0\0", 4) + huge))),
               {"more than fit"});
  const std::string lists = std::string("\x09\0\0\0", 4) + eight_bytes(1);
  expect_words(refusal(with(test::gguf::value("k", 9, lists + lists))), {"unknown kind 9"});
  const std::string twice = test::gguf::value("k", 7, "\1");
  expect_words(refusal(gguf_bytes({}, {twice, twice})), {"\"k\" twice"});
}

}  // namespace
}  // namespace evenlight
