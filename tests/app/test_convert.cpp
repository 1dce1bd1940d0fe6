// Models written in other files are the same models.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "app/common/library/convert_model.h"
#include "app/common/library/merge_models.h"
#include "engine/base/error.h"
#include "engine/tensor/widen.h"
#include "tests/support/torch_writer.h"
#include "tests/weights/ldm_model.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using test::expect_words;

std::vector<float> numbers_of(const ModelWeights& model, const std::string& name) {
  const HostWeight weight = model.get(name, model.index().at(name).shape);
  std::vector<float> numbers(size_t(weight.shape.count()));
  widen(weight.dtype, weight.bytes, numbers);
  return numbers;
}

class Conversions : public test::FolderTest {
 protected:
  std::unique_ptr<ModelWeights> ldm_model(const test::LdmKind& kind) {
    const fs::path path = folder() / "model.ckpt";
    auto tensors = test::ldm_tensors(test::ldm_shapes(kind));
    tensors.push_back({"model_ema.decay", "F32", {1}, "1234"});
    test::write_file(path, test::torch_bytes(tensors, test::TorchForm::zip));
    return open_model(path, OpenFor::inspection);
  }

  std::unique_ptr<ModelWeights> converted(const ModelWeights& model, const std::string& name,
                                          const std::string& type = {}) {
    notes_.clear();
    const fs::path to = folder() / name;
    convert_model(model, {to, model_form(to), type, Overwrite::refuse}, notes_);
    return open_model(to, OpenFor::inspection);
  }

  // Every weight that a picture needs, to within a share of its largest number.
  static void expect_same(const ModelWeights& a, const ModelWeights& b, float tolerance) {
    size_t compared = 0;
    for (const auto& [name, weight] : b.index()) {
      const auto wanted = numbers_of(a, name), found = numbers_of(b, name);
      ASSERT_EQ(found.size(), wanted.size()) << name;
      float largest = 0, off = 0;
      for (size_t i = 0; i < found.size(); ++i) {
        largest = std::max(largest, std::abs(wanted[i]));
        off = std::max(off, std::abs(wanted[i] - found[i]));
      }
      EXPECT_LE(off, tolerance * largest) << name;
      ++compared;
    }
    EXPECT_GT(compared, 100u);
  }

  std::string refusal(const std::function<void()>& act, ErrorKind kind) {
    try {
      act();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), kind) << error.what();
      return error.what();
    }
    ADD_FAILURE() << "nothing was refused";
    return {};
  }

  Notes notes_;
};

TEST_F(Conversions, TypesOfASingleFile) {
  const auto model = ldm_model(test::sd1_kind);
  expect_same(*model, *converted(*model, "same.safetensors"), 0);
  ASSERT_EQ(notes_.size(), 1u);  // the average's decay
  expect_words(worded(notes_.front()), {"1 tensors", "model_ema.decay"});
  expect_same(*model, *converted(*model, "f32.safetensors", "f32"), 0);
  expect_same(*model, *converted(*model, "bf16.safetensors", "bf16"), 0x1p-8f);
  const auto names = [](const ModelWeights& m) {
    std::vector<std::string> all;
    for (const TensorEntry& entry : m.files().front()->tensors()) all.push_back(entry.name);
    return all;
  };
  auto expected = names(*model);
  std::erase(expected, "model_ema.decay");
  EXPECT_EQ(names(*open_model(folder() / "f32.safetensors", OpenFor::inspection)), expected);
}

TEST_F(Conversions, Gguf) {
  const auto model = ldm_model(test::sd1_kind);
  expect_same(*model, *converted(*model, "f16.gguf", "f16"), 0);
  const auto q8 = converted(*model, "q8.gguf", "q8_0");
  expect_same(*model, *q8, 1.0f / 127);
  expect_same(*model, *converted(*model, "q4.gguf", "q4_0"), 1.01f / 8);
  const std::string block = "unet.down_blocks.0.attentions.0.transformer_blocks.0.ff.net.2.";
  EXPECT_EQ(q8->index().at(block + "weight").entry->stored_type(), "Q8_0");
  EXPECT_EQ(q8->index().at(block + "bias").entry->stored_type(), "F32");
  EXPECT_EQ(q8->index().at("unet.conv_in.weight").entry->stored_type(), "F16");
  // And from there on.
  expect_same(*q8, *converted(*q8, "back.safetensors"), 0x1p-10f);
}

TEST_F(Conversions, EightBits) {
  const auto model = ldm_model(test::sd1_kind);
  for (const char* to : {"eight.safetensors", "eight"}) {
    const auto eight = converted(*model, to, "fp8");
    expect_same(*model, *eight, 0x1p-4f);
    const auto type = [&](const std::string& name) {
      return eight->index().at(name).entry->stored_type();
    };
    EXPECT_EQ(type("unet.conv_in.weight"), "F8_E4M3");
    EXPECT_EQ(type("unet.conv_in.bias"), "F16");
    EXPECT_EQ(type("text_encoder.text_model.embeddings.token_embedding.weight"), "F8_E4M3");
    EXPECT_EQ(type("vae.decoder.conv_in.weight"), "F16");
    EXPECT_FALSE(eight->refusal());
    // Widened again, nothing more is lost.
    expect_same(*eight, *converted(*eight, std::string("back-of-") + to, "f16"), 0);
  }
  expect_words(refusal([&] { converted(*model, "b.gguf", "fp8"); }, ErrorKind::usage), {"fp8"});
}

// Three bits show in every picture: named when the model is opened, with what helps.
TEST_F(Conversions, AVaeOfEightBitsIsRefused) {
  for (const char* type : {"F8_E4M3", "F8_E5M2"}) {
    auto tensors = test::ldm_tensors(test::ldm_shapes(test::sd1_kind));
    for (test::TensorToWrite& tensor : tensors) {
      if (tensor.name != "first_stage_model.decoder.conv_in.weight") continue;
      tensor.dtype = type;
      tensor.bytes.resize(tensor.bytes.size() / 2);
    }
    const fs::path path = folder() / "coarse.safetensors";
    test::write_file(path, test::safetensors_bytes(tensors));
    expect_words(refusal([&] { open_model(path); }, ErrorKind::input),
                 {type, "first_stage_model.decoder.conv_in.weight", "vae"});
  }
}

TEST_F(Conversions, ScaledEightBitsAreRefused) {
  auto tensors = test::ldm_tensors(test::ldm_shapes(test::sd1_kind));
  tensors.push_back({"model.diffusion_model.out.2.scale_weight", "F32", {1}, "1234"});
  const fs::path path = folder() / "scaled.safetensors";
  test::write_file(path, test::safetensors_bytes(tensors));
  expect_words(refusal([&] { open_model(path); }, ErrorKind::input), {"scaled", "scale_weight"});
}

TEST_F(Conversions, MergesAreSumsOfEachWeight) {
  const auto a = ldm_model(test::sd1_kind);
  auto tensors = test::ldm_tensors(test::ldm_shapes(test::sd1_kind));
  for (test::TensorToWrite& tensor : tensors) {
    tensor.bytes = test::invented_bytes("b" + tensor.name, tensor.bytes.size());
  }
  test::write_file(folder() / "b.safetensors", test::safetensors_bytes(tensors));
  const auto b = open_model(folder() / "b.safetensors", OpenFor::inspection);
  const auto c = converted(*b, "c.safetensors", "bf16");
  const auto merged_with = [&](const ModelWeights* third, double weight, const std::string& name) {
    const MergedWeights values(*a, *b, third, weight);
    EXPECT_TRUE(values.notes().empty());
    const fs::path to = folder() / name;
    convert_model(*a, {to, model_form(to), "f32", Overwrite::refuse, &values, {{"made", "so"}}},
                  notes_);
    return open_model(to, OpenFor::inspection);
  };
  for (const char* name : {"sum.safetensors", "sum"}) {
    const auto sum = merged_with(nullptr, 0.25, name);
    const auto added = merged_with(c.get(), 0.5, std::string("added-") + name);
    EXPECT_EQ(sum->files().front()->metadata().at("made"), "so");
    for (const auto& [key, weight] : sum->index()) {
      const auto x = numbers_of(*a, key), y = numbers_of(*b, key), z = numbers_of(*c, key);
      const auto found = numbers_of(*sum, key), more = numbers_of(*added, key);
      for (size_t i = 0; i < found.size(); ++i) {
        ASSERT_FLOAT_EQ(found[i], x[i] * 0.75f + y[i] * 0.25f) << key;
        ASSERT_FLOAT_EQ(more[i], x[i] + (y[i] - z[i]) * 0.5f) << key;
      }
    }
  }
}

TEST_F(Conversions, MergesOfOtherArchitecturesAreRefused) {
  const auto a = ldm_model(test::sd1_kind);
  test::write_file(folder() / "xl.safetensors",
                   test::safetensors_bytes(test::ldm_tensors(test::ldm_shapes(test::sdxl_kind))));
  const auto xl = open_model(folder() / "xl.safetensors", OpenFor::inspection);
  expect_words(refusal([&] { MergedWeights(*a, *xl, nullptr, 0.5); }, ErrorKind::input),
               {"xl.safetensors", "sdxl", "sd1"});
  auto tensors = test::ldm_tensors(test::ldm_shapes(test::sd1_kind));
  const auto conv = std::ranges::find(tensors, "model.diffusion_model.input_blocks.0.0.weight",
                                      &test::TensorToWrite::name);
  ASSERT_NE(conv, tensors.end());
  conv->shape[1] *= 2;
  conv->bytes += conv->bytes;
  test::write_file(folder() / "other.safetensors", test::safetensors_bytes(tensors));
  const auto other = open_model(folder() / "other.safetensors", OpenFor::inspection);
  expect_words(refusal([&] { MergedWeights(*a, *other, nullptr, 0.5); }, ErrorKind::input),
               {"unet.conv_in.weight", "other.safetensors", "architecture"});
}

TEST_F(Conversions, FoldersAndBack) {
  for (const auto& [name, kind] :
       {std::pair("sd1", test::sd1_kind), {"sd2", test::sd2_kind}, {"sdxl", test::sdxl_kind}}) {
    SCOPED_TRACE(name);
    const auto model = ldm_model(kind);
    const auto as_folder = converted(*model, name);
    EXPECT_EQ(as_folder->format(), ModelFormat::diffusers_folder);
    expect_same(*model, *as_folder, 0);
    EXPECT_TRUE(fs::exists(folder() / name / "tokenizer" / "vocab.json"));
    const auto back = converted(*as_folder, name + std::string(".safetensors"));
    expect_same(*back, *as_folder, 0);
    EXPECT_EQ(back->configs().family, model->configs().family);
  }
}

// Heads and norm groups are in a folder's configuration alone.
TEST_F(Conversions, WhatASingleFileCannotSay) {
  const auto model = open_model(fs::path(EVENLIGHT_SOURCE_DIR) / "tests/golden/models/tiny_sd1");
  expect_words(refusal([&] { converted(*model, "tiny.safetensors"); }, ErrorKind::input),
               {"attention_head_dim", "single file cannot say", "folder"});
  EXPECT_FALSE(fs::exists(folder() / "tiny.safetensors"));  // nothing is left
  expect_same(*model, *converted(*model, "tiny"), 0);
}

TEST_F(Conversions, PlacesAndTypesThatAreRefused) {
  const auto model = ldm_model(test::sd1_kind);
  converted(*model, "a.safetensors");
  expect_words(refusal([&] { converted(*model, "a.safetensors"); }, ErrorKind::usage), {"exists"});
  converted(*model, "folder");
  expect_words(refusal([&] { converted(*model, "folder"); }, ErrorKind::usage), {"exists"});
  expect_words(refusal([&] { converted(*model, "b.safetensors", "q8_0"); }, ErrorKind::usage),
               {"q8_0", "gguf"});
  expect_words(refusal([&] { converted(*model, "b.safetensors", "int3"); }, ErrorKind::usage),
               {"int3"});
  expect_words(refusal([&] { model_form("b.ckpt"); }, ErrorKind::usage), {".safetensors"});
}

TEST_F(Conversions, NumbersThatDoNotFit) {
  auto tensors = test::ldm_tensors(test::ldm_shapes(test::sd1_kind));
  for (test::TensorToWrite& tensor : tensors) {
    if (tensor.name != "model.diffusion_model.out.2.bias") continue;
    tensor.dtype = "F32";
    tensor.bytes = test::f32_bytes({1, 70000, 3, 4});
  }
  const fs::path path = folder() / "model.safetensors";
  test::write_file(path, test::safetensors_bytes(tensors));
  const auto model = open_model(path, OpenFor::inspection);
  expect_words(refusal([&] { converted(*model, "h.safetensors", "f16"); }, ErrorKind::input),
               {"out.2.bias", "too large for F16", "bf16"});
  EXPECT_NO_THROW(converted(*model, "b.safetensors", "bf16"));
}

}  // namespace
}  // namespace evenlight
