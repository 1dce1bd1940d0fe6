// Weights by canonical name and shape: the right bytes, aligned, from several threads, and clear
// words where there are none.
#include <gtest/gtest.h>

#include <cstring>
#include <thread>

#include "engine/base/sha256.h"
#include "engine/weights/model_files.h"
#include "engine/weights/summary.h"
#include "tests/support/safetensors_writer.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

using test::expect_words;
using test::f32_bytes;
using test::refusal_of;
using test::TensorToWrite;

std::string text_of(const HostWeight& weight) {
  return {reinterpret_cast<const char*>(weight.bytes.data()), weight.bytes.size()};
}

const std::string unet = "model.diffusion_model.";
const std::string block = "cond_stage_model.model.transformer.resblocks.0.attn.";

class ModelWeightsTest : public test::FolderTest {
 protected:
  std::filesystem::path path() const { return folder() / "model.safetensors"; }
  std::unique_ptr<ModelWeights> open(const std::vector<TensorToWrite>& tensors) {
    test::write_file(path(), test::safetensors_bytes(tensors));
    return open_model(path(), OpenFor::inspection);
  }
};

TEST_F(ModelWeightsTest, BytesAsTheyAre) {
  const std::string bytes = f32_bytes({1, 2, 3, 4, 5, 6});
  const auto model = open({{unet + "out.2.weight", "F32", {3, 2, 1, 1}, bytes}});
  const HostWeight weight = model->get("unet.conv_out.weight", {3, 2, 1, 1});
  EXPECT_EQ(weight.dtype, DType::f32);
  EXPECT_EQ(text_of(weight), bytes);
  EXPECT_EQ(weight.owner, nullptr);  // a view into the file
  const HostWeight matrix = model->get("unet.conv_out.weight", {3, 2});
  EXPECT_EQ(matrix.shape, (Shape{3, 2}));
  EXPECT_EQ(text_of(matrix), bytes);
}

TEST_F(ModelWeightsTest, AMatrixAsAPointwiseConvolution) {
  const auto model = open({{unet + "out.2.weight", "F16", {2, 1}, "abcd"}});
  EXPECT_EQ(text_of(model->get("unet.conv_out.weight", {2, 1, 1, 1})), "abcd");
}

TEST_F(ModelWeightsTest, WrongQuestions) {
  const auto model = open({{unet + "out.2.weight", "F32", {3, 2, 1, 1}, std::string(24, 'x')},
                           {unet + "out.2.bias", "U64", {1}, "12345678"},
                           {unet + "out.0.bias", "F8_E8M0", {1}, "1"}});
  expect_words(refusal_of([&] {
                 model->get("unet.conv_in.weight", {3, 2});
               }),
               {path().string(), "unet.conv_in.weight", "[3,2]", "missing"});
  for (const Shape& shape :
       {Shape{2, 3, 1, 1}, Shape{3, 2, 3, 3}, Shape{6}, Shape{}, Shape{2, 3}}) {
    expect_words(refusal_of([&] { model->get("unet.conv_out.weight", shape); }),
                 {path().string(), "\"model.diffusion_model.out.2.weight\"", "unet.conv_out.weight",
                  "[3,2,1,1]", to_string(shape)});
  }
  expect_words(refusal_of([&] { model->get("unet.conv_out.bias", {1}); }), {"U64", "F32, F16"});
  expect_words(refusal_of([&] { model->get("unet.conv_norm_out.bias", {1}); }), {"F8_E8M0"});
}

TEST_F(ModelWeightsTest, FusedProjectionInThirds) {
  const auto model = open({{unet + "out.2.bias", "F16", {1}, "ab"},
                           {block + "in_proj_weight", "F16", {6, 1}, "aabbccddeeff"},
                           {block + "in_proj_bias", "BF16", {3}, "112233"}});
  const std::string attention = "text_encoder.text_model.encoder.layers.0.self_attn.";
  EXPECT_EQ(text_of(model->get(attention + "q_proj.weight", {2, 1})), "aabb");
  EXPECT_EQ(text_of(model->get(attention + "k_proj.weight", {2, 1})), "ccdd");
  EXPECT_EQ(text_of(model->get(attention + "v_proj.weight", {2, 1})), "eeff");
  EXPECT_EQ(text_of(model->get(attention + "v_proj.bias", {1})), "33");
}

TEST_F(ModelWeightsTest, TransposedProjection) {
  const std::string stored = f32_bytes({1, 2, 3, 4, 5, 6});
  const auto model =
      open({{unet + "out.2.bias", "F16", {2}, "abcd"},
            {"conditioner.embedders.1.model.text_projection", "F32", {2, 3}, stored}});
  const HostWeight weight = model->get("text_encoder_2.text_projection.weight", {3, 2});
  EXPECT_EQ(text_of(weight), f32_bytes({1, 4, 2, 5, 3, 6}));
  EXPECT_NE(weight.owner, nullptr);
}

// Offsets in a file need not be multiples of the element's size; what is given always is.
TEST_F(ModelWeightsTest, AlwaysAligned) {
  const auto model = open({{"logvar", "U8", {1}, "x"},
                           {unet + "out.2.weight", "F32", {1}, "abcd"},
                           {unet + "out.2.bias", "F16", {1}, "ef"}});
  const HostWeight four = model->get("unet.conv_out.weight", {1});
  EXPECT_EQ(reinterpret_cast<uintptr_t>(four.bytes.data()) % 4, 0u);
  EXPECT_EQ(text_of(four), "abcd");
  const HostWeight two = model->get("unet.conv_out.bias", {1});
  EXPECT_EQ(reinterpret_cast<uintptr_t>(two.bytes.data()) % 2, 0u);
  EXPECT_EQ(text_of(two), "ef");
}

TEST_F(ModelWeightsTest, ReleasedPagesLeaveMemoryAndComeBack) {
  constexpr size_t size = size_t{1} << 20;
  const std::string bytes = test::invented_bytes("pages", size);
  const auto model = open({{unet + "out.2.weight", "F16", {int64_t{size} / 2}, bytes}});
  const Shape shape{int64_t{size} / 2};
  const HostWeight weight = model->get("unet.conv_out.weight", shape);
  EXPECT_EQ(text_of(weight), bytes);
  model->release(weight);
  EXPECT_EQ(text_of(weight), bytes);
  model->release(HostWeight{DType::f32, {}, {}, nullptr});  // of no file
}

TEST_F(ModelWeightsTest, ManyThreads) {
  std::vector<TensorToWrite> tensors = {{"logvar", "U8", {1}, "x"}};
  for (int i = 0; i < 50; ++i) {
    const std::string name = unet + "input_blocks." + std::to_string(i + 1) + ".0.in_layers.0.bias";
    tensors.push_back({name, "F32", {100}, test::invented_bytes(name, 400)});
  }
  const auto model = open(tensors);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (const auto& [name, stored] : model->index()) {
        const HostWeight weight = model->get(name, stored.shape);
        EXPECT_EQ(text_of(weight), test::invented_bytes(stored.entry->name, 400));
        model->release(weight);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_F(ModelWeightsTest, HashesOfFilesAndText) {
  // FIPS 180-2, appendix B.
  EXPECT_EQ(sha256_of_text("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_of_text(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const auto model = open({{"a", "U8", {3'000'000}, std::string(3'000'000, 'a')}});
  const std::string bytes =
      test::safetensors_bytes({{"a", "U8", {3'000'000}, std::string(3'000'000, 'a')}});
  EXPECT_EQ(sha256_of_model(*model), sha256_of_text(bytes));
  refusal_of([&] { sha256_of_file(folder() / "none"); });
  refusal_of([&] { sha256_of_file(folder()); });
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(sha256_of_model(*model, stop.get_token()), Error);
}

}  // namespace
}  // namespace evenlight
