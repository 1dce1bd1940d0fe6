#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/base/error.h"
#include "engine/base/half.h"
#include "engine/weights/embedding_file.h"
#include "tests/support/torch_writer.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

using test::f32_bytes;
using test::safetensors_bytes;
using test::TensorToWrite;

class EmbeddingFiles : public test::FolderTest {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& bytes) {
    const auto path = folder() / name;
    test::write_file(path, bytes);
    return path;
  }
  std::shared_ptr<const PromptEmbedding> read(const std::vector<TensorToWrite>& tensors) {
    return read_embedding(write("cat-toy.safetensors", safetensors_bytes(tensors)), 2);
  }
  // The sentence about a file of these bytes.
  std::string refusal(const std::string& bytes, const std::string& name = "x.safetensors") {
    try {
      read_embedding(write(name, bytes), 2);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input);
      EXPECT_NE(std::string(error.what()).find(name), std::string::npos) << error.what();
      return error.what();
    }
    return "it was read";
  }
  std::string refusal(const std::vector<TensorToWrite>& tensors) {
    return refusal(safetensors_bytes(tensors));
  }
};

TEST_F(EmbeddingFiles, OfEveryKind) {
  const std::vector<float> values = {1, -2, 0.5f, 4};
  const std::string f32 = f32_bytes(values);
  std::string f16, bf16;
  for (const float v : values) {
    for (auto [to, bits] : {std::pair(&f16, f32_to_f16(v)), {&bf16, f32_to_bf16(v)}}) {
      *to += char(bits & 0xff);
      *to += char(bits >> 8);
    }
  }
  for (const auto& tensors : std::vector<std::vector<TensorToWrite>>{
           {{"emb_params", "F32", {2, 2}, f32}},
           {{"emb_params", "F16", {2, 2}, f16}},
           {{"emb_params", "BF16", {2, 2}, bf16}},
           {{"clip_g", "F32", {1, 4}, f32}, {"clip_l", "F32", {2, 2}, f32}},
           {{"<cat-toy>", "F32", {2, 2}, f32}}}) {
    const auto embedding = read(tensors);
    EXPECT_EQ(embedding->name, "cat-toy");
    EXPECT_EQ(embedding->width, 2);
    EXPECT_EQ(embedding->count(), 2);
    EXPECT_EQ(embedding->vectors, values);
    EXPECT_EQ(embedding->sha256.size(), 64u);
  }
  EXPECT_EQ(read({{"<cat-toy>", "F32", {2}, f32.substr(0, 8)}})->count(), 1);
  const auto path =
      write("any.safetensors", safetensors_bytes({{"emb_params", "F32", {1, 4}, f32}}));
  EXPECT_EQ(read_embedding(path, 0)->width, 4) << "any width will do without a model";
  EXPECT_EQ(embedding_vectors(folder() / "cat-toy.safetensors", 2), 1);
  EXPECT_THROW(embedding_vectors(path, 2), Error);
}

// As A1111 and diffusers wrote them before safetensors.
TEST_F(EmbeddingFiles, PicklesAreReadAsData) {
  namespace pickled = test::pickled;
  const std::string vectors =
      pickled::tensor(pickled::storage("FloatStorage", "0", 4), 0, {2, 2}, {2, 1});
  const std::string a1111 = pickled::pickle(pickled::dictionary(
      {{"string_to_token",
        pickled::dictionary(
            {{"*", pickled::tensor(pickled::storage("LongStorage", "1", 1), 0, {}, {})}})},
       {"string_to_param", pickled::dictionary({{"*", vectors}})},
       {"name", pickled::text("cat toy")},
       {"step", pickled::whole(500)}}));
  const std::string diffusers = pickled::pickle(pickled::dictionary({{"<cat-toy>", vectors}}));
  const std::vector<std::string> storages = {f32_bytes({1, -2, 0.5f, 4}), test::eight_bytes(265)};
  for (const std::string& pickle : {a1111, diffusers}) {
    const auto path = write("cat-toy.pt", test::torch_zip_bytes(pickle, storages));
    const auto embedding = read_embedding(path, 2);
    EXPECT_EQ(embedding->name, "cat-toy");
    EXPECT_EQ(embedding->vectors, (std::vector<float>{1, -2, 0.5f, 4}));
    EXPECT_EQ(embedding_token(path), pickle == diffusers ? "<cat-toy>" : "");
  }
}

TEST_F(EmbeddingFiles, OfOtherModelsAreRefused) {
  const std::string wide(768 * 4, '\0');
  const std::string what = refusal({{"emb_params", "F32", {1, 768}, wide}});
  EXPECT_NE(what.find("768 numbers, as SD1 models have"), what.npos) << what;
  EXPECT_NE(what.find("takes 2"), what.npos) << what;
}

TEST_F(EmbeddingFiles, ThatAreDamagedOrSomethingElseAreRefused) {
  const float nan = std::numeric_limits<float>::quiet_NaN(), inf = INFINITY;
  struct Case {
    std::string got, wanted;
  };
  const std::string two = f32_bytes({1, 2});
  for (const Case& c : std::vector<Case>{
           {refusal({{"emb_params", "F32", {1, 2}, f32_bytes({1, nan})}}), "NaN"},
           {refusal({{"emb_params", "F32", {1, 2}, f32_bytes({-inf, 1})}}), "infinite"},
           {refusal({{"emb_params", "F32", {1, 1, 2}, two}}), "[1,1,2]"},
           {refusal({{"emb_params", "F32", {}, f32_bytes({1})}}), "[]"},
           {refusal({{"emb_params", "F32", {0, 2}, ""}}), "[0,2]"},
           {refusal({{"emb_params", "I64", {1, 2}, two + two}}), "I64"},
           {refusal({{"emb_params", "F32", {751, 2}, std::string(751 * 8, '\0')}}), "at most 750"},
           {refusal({{"a", "F32", {1, 2}, two}, {"b", "F32", {1, 2}, two}}), "2 tensors"},
           {refusal(safetensors_bytes({{"emb_params", "F32", {1, 2}, two}}).substr(0, 70)),
            "cut off"},
           {refusal("<!doctype html>"), "web page"},
           {refusal(""), ""},
           {refusal(std::string("PK\x03\x04\0\0", 6), "x.pt"), "zip archive"},
           {refusal("\x80\x02}q", "x.bin"), "cut off"},
           {refusal("\x80\x02" + test::pickled::name("os", "system") + ")R.", "x.pt"), "os.system"},
       }) {
    EXPECT_NE(c.got, "it was read") << c.wanted;
    EXPECT_NE(c.got.find(c.wanted), std::string::npos) << c.got;
  }
  EXPECT_THROW(read_embedding(folder() / "not_there.safetensors", 2), Error);
  EXPECT_THROW(read_embedding(folder(), 2), Error);
}

}  // namespace
}  // namespace evenlight
