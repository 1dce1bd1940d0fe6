// Textual inversions: files → ids in the prompt → text encoder → picture, against transformers.
#include <gtest/gtest.h>

#include "engine/cpu/cpu.h"
#include "engine/pipeline/pipeline.h"
#include "engine/pipeline/plans.h"
#include "engine/pipeline/prompts.h"
#include "engine/reference/reference.h"
#include "engine/weights/embedding_file.h"
#include "tests/support/backends.h"
#include "tests/support/compare.h"
#include "tests/support/safetensors_fixture.h"

namespace evenlight {
namespace {

const std::filesystem::path golden = std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "tests/golden";
constexpr int64_t width = 64;

PromptEmbeddings both_embeddings() {
  return {read_embedding(golden / "embeddings/cat-toy.safetensors", width),
          read_embedding(golden / "embeddings/spark.safetensors", width)};
}

Bpe tokenizer_of(const std::string& model) {
  const auto folder = golden / "models" / model / "tokenizer";
  return Bpe::from_files(folder / "vocab.json", folder / "merges.txt");
}

Recipe recipe_with(const std::string& prompt, const PromptEmbeddings& embeddings) {
  Recipe recipe;
  recipe.prompt = prompt;
  recipe.embeddings = embeddings;
  recipe.steps = 2;
  recipe.width = recipe.height = 64;
  return recipe;
}

std::vector<BackendRow> all_backends() {
  std::vector<BackendRow> rows = backend_rows();
  rows.insert(rows.begin(), {"reference", DType::f32, 0, [] { return open_reference(); }});
  return rows;
}

class EmbeddingParity : public ::testing::TestWithParam<std::tuple<std::string, BackendRow>> {};

TEST_P(EmbeddingParity, HiddenStates) {
  const auto& [name, row] = GetParam();
  std::string reason;
  Backend* backend = find_backend(row, reason);
  if (!backend) GTEST_SKIP() << reason;
  const auto model = open_model(golden / "models" / name);
  const auto expected =
      test::load_fixture(golden / "embeddings" / ("expected_" + name + ".safetensors"));
  const Recipe recipe =
      recipe_with("a portrait of CAT-toy, a embedding:spark banker", both_embeddings());
  const TextConfig& text = model->configs().text;
  const auto chunks = chunk_prompt(tokenizer_of(name), recipe.prompt, chunk_options(recipe, text));
  ASSERT_EQ(chunks.size(), 1u);
  const auto& ids = expected["ids"].integers;
  EXPECT_EQ(
      std::vector<int64_t>(chunks[0].ids.begin(), chunks[0].ids.begin() + ptrdiff_t(ids.size())),
      ids);

  const WeightsWithEmbeddings weights(*model, recipe.embeddings);
  const auto encoder =
      backend->compile(plan_text(recipe, model->configs().text, backend->precision()), weights);
  encoder->write("ids", std::span<const int32_t>(chunks[0].ids));
  encoder->prepare();
  std::vector<float> hidden(size_t(text.max_positions * text.width));
  encoder->read("hidden", hidden);
  const auto& wanted = expected["hidden"].values;
  const double error = relative_rms(std::span(hidden).first(wanted.size()), wanted);
  EXPECT_LE(error, backend->precision() == DType::f32 ? 1e-4 : 1e-2);
  RecordProperty("relative_rms", std::to_string(error));
}

INSTANTIATE_TEST_SUITE_P(Cases, EmbeddingParity,
                         ::testing::Combine(::testing::Values("tiny_sd1", "tiny_sd2v"),
                                            ::testing::ValuesIn(all_backends())),
                         [](const auto& info) {
                           return std::get<0>(info.param) + "_" + std::get<1>(info.param).name;
                         });

Pipeline open_pipeline() {
  BackendOptions options;
  options.threads = 1;
  return Pipeline(open_model(golden / "models/tiny_sd1"), tokenizer_of("tiny_sd1"),
                  open_cpu(options));
}

std::vector<uint8_t> picture(Pipeline& pipeline, const Recipe& recipe) {
  return pipeline.render(recipe, std::vector<uint64_t>{3}, {}).at(0).image.rgb;
}

TEST(EmbeddingPictures, AWordOfTheVocabularyMayBeSpelledAsAnEmbedding) {
  // The row of "a" under another name.
  const int a = tokenizer_of("tiny_sd1").ids("a").at(0);
  const auto table = test::load_fixture(golden / "models/tiny_sd1/text_encoder/model.safetensors");
  PromptEmbedding same{"zzz", width, {}, std::string(64, '1')};
  for (const auto& [name, tensor] : table.tensors) {
    if (!name.ends_with("token_embedding.weight")) continue;
    const auto from = tensor.values.begin() + ptrdiff_t(a * width);
    same.vectors.assign(from, from + width);
  }
  ASSERT_EQ(same.count(), 1);
  Pipeline pipeline = open_pipeline();
  const auto with = recipe_with("(zzz:1.3) banker", {std::make_shared<PromptEmbedding>(same)});
  EXPECT_EQ(picture(pipeline, with), picture(pipeline, recipe_with("(a:1.3) banker", {})));
}

TEST(EmbeddingPictures, CountInTheNegativePromptAndOnlyWhereTheyStand) {
  Pipeline pipeline = open_pipeline();
  const auto plain = picture(pipeline, recipe_with("a banker", {}));
  const auto with = picture(pipeline, recipe_with("a banker cat-toy", both_embeddings()));
  EXPECT_NE(plain, with);
  Recipe negative = recipe_with("a banker", both_embeddings());
  EXPECT_EQ(picture(pipeline, negative), plain) << "loaded, but in neither prompt";
  negative.negative = "cat-toy";
  EXPECT_NE(picture(pipeline, negative), plain);
  Recipe raw = recipe_with("a banker cat-toy", both_embeddings());
  raw.raw = true;
  EXPECT_NE(picture(pipeline, raw), with);
  EXPECT_EQ(picture(pipeline, recipe_with("a banker cat-toy", both_embeddings())), with);
}

}  // namespace
}  // namespace evenlight
