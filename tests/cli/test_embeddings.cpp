// Textual inversions: where they are found, what the recipe says of them, what is wrong with them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/cli/png_chunks.h"
#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"
#include "tests/support/safetensors_writer.h"

namespace evenlight::test {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr int width = 16;  // of the tiny model

// A1111's kind: `count` vectors that depend on `start`.
std::string embedding_bytes(int count, float start, int of_width = width) {
  std::vector<float> values;
  for (int i = 0; i < count * of_width; ++i) values.push_back(std::sin(start + float(i)));
  return safetensors_bytes({{"emb_params", "F32", {count, of_width}, f32_bytes(values)}});
}

class Embeddings : public ::testing::Test {
 protected:
  // A copy of the tiny model: models/tiny.
  Embeddings() {
    fs::create_directories(folder_.path() / "models");
    fs::copy(tiny_model(), model_, fs::copy_options::recursive);
  }

  void put(const std::string& file, const std::string& bytes) {
    test::write_file(fs::path(folder_ / file), std::string_view(bytes));
  }
  Outcome render(const Arguments& more, const std::string& output) {
    Arguments all = tiny_render(more + Arguments{"--output", output});
    std::ranges::replace(all, tiny_model().string(), model_.string());
    return run(all, folder_.path());
  }
  // The picture's pixels alone: its text says what it was made with.
  std::string rendered(const Arguments& more, const std::string& output = "picture.png") {
    const Outcome done = render(more + Arguments{"--force"}, output);
    EXPECT_EQ(done.code, 0) << done.err;
    return read_file(folder_ / output);
  }
  static json recipe_of(const std::string& png) {
    return json::parse(png_texts(png).at("evenlight"));
  }
  void expect_refusal(const Arguments& more, const std::vector<std::string>& words) {
    const Outcome done = render(more, "none.png");
    EXPECT_EQ(done.code, 3) << done.err;
    EXPECT_EQ(std::ranges::count(done.err, '\n'), 1) << done.err;
    for (const std::string& word : words)
      EXPECT_NE(done.err.find(word), std::string::npos) << word << " in " << done.err;
    EXPECT_FALSE(fs::exists(folder_ / "none.png"));
  }

  TemporaryFolder folder_;
  fs::path model_ = folder_.path() / "models" / "tiny";
};

// diffusers calls every file learned_embeds.safetensors; the word to write is its tensor's key.
TEST_F(Embeddings, AnswerToTheWordInADiffusersFile) {
  const std::string plain = embedding_bytes(2, 1);
  put("models/tiny/embeddings/owl.safetensors", plain);
  const std::string by_name = rendered({"a owl"});
  std::string bytes = plain;
  bytes.replace(bytes.find(R"("emb_params")"), 12, R"("<tin-owl>" )");
  put("models/tiny/embeddings/learned_embeds.safetensors", bytes);
  const std::string by_word = rendered({"a <tin-owl>"});
  EXPECT_EQ(recipe_of(by_word).at("embeddings")[0].at("name"), "<tin-owl>");
  put("elsewhere/any_name.safetensors", bytes);
  EXPECT_EQ(recipe_of(rendered({"a <tin-owl>", "--embedding", "elsewhere"}))
                .at("embeddings")[0]
                .at("name"),
            "<tin-owl>");
  EXPECT_EQ(recipe_of(by_name).at("embeddings").size(), 1u);
}

TEST_F(Embeddings, AreFoundInsideAndBesideTheModelAndByFlag) {
  const std::string without = rendered({"a cat-toy"});
  EXPECT_FALSE(recipe_of(without).contains("embeddings"));
  const std::string bytes = embedding_bytes(2, 1);
  std::vector<json> recipes;
  for (const std::string place :
       {"models/tiny/embeddings/cat-toy.safetensors", "models/embeddings/cat-toy.safetensors",
        "models/embeddings/sub/Cat-Toy.safetensors"}) {
    put(place, bytes);
    const json recipe = recipe_of(rendered({"a cat-toy"}));
    ASSERT_EQ(recipe.at("embeddings").size(), 1u) << place;
    recipes.push_back(recipe.at("embeddings")[0].at("sha256"));
    fs::remove(folder_ / place);
  }
  put("elsewhere/cat-toy.safetensors", bytes);
  for (const char* named : {"elsewhere", "elsewhere/cat-toy.safetensors"}) {
    const std::string png = rendered({"a cat-toy", "--embedding", named});
    recipes.push_back(recipe_of(png).at("embeddings")[0].at("sha256"));
    EXPECT_NE(png, without);
  }
  EXPECT_EQ(recipes, std::vector<json>(5, recipes[0]));
  const Outcome missing = render({"a", "--embedding", "not/there"}, "none.png");
  EXPECT_EQ(missing.code, 3);
  EXPECT_NE(missing.err.find("not/there"), std::string::npos);
}

TEST_F(Embeddings, CountInEveryPlaceOfThePrompt) {
  put("models/embeddings/emb.safetensors", embedding_bytes(2, 1));
  const std::string plain = rendered({"a cat"});
  std::set<std::string> pictures = {plain};
  for (const Arguments& more : std::vector<Arguments>{
           {"a cat emb"}, {"a cat (emb:1.4)"}, {"a cat [emb]"}, {"a cat", "--negative", "emb"}}) {
    const std::string png = rendered(more);
    EXPECT_EQ(recipe_of(png).at("embeddings").size(), 1u);
    EXPECT_TRUE(pictures.insert(png).second) << more[0];
  }
  EXPECT_FALSE(recipe_of(rendered({"a cat emb", "--raw"})).contains("embeddings"));
  // The file's being there changes nothing for prompts without it.
  fs::remove_all(folder_.path() / "models/embeddings");
  EXPECT_TRUE(rendered({"a cat"}) == plain);
}

TEST_F(Embeddings, APictureMakesItselfAgainOrSaysWhatIsMissing) {
  put("models/embeddings/emb.safetensors", embedding_bytes(2, 1));
  const std::string first = rendered({"an emb cat"}, "a.png");
  const auto parameters = png_texts(first).at("parameters");
  const std::string sha256 = recipe_of(first).at("embeddings")[0].at("sha256");
  EXPECT_NE(parameters.find("TI hashes: \"emb: " + sha256.substr(0, 12) + "\""), std::string::npos)
      << parameters;
  EXPECT_TRUE(rendered({"--recipe", "a.png"}, "b.png") == first);
  // A file that came later does not change an old picture, but it does change a new prompt.
  put("models/embeddings/cat.safetensors", embedding_bytes(1, 2));
  EXPECT_TRUE(rendered({"--recipe", "a.png"}, "b.png") == first);
  EXPECT_EQ(
      recipe_of(rendered({"--recipe", "a.png", "--prompt", "an emb cat"})).at("embeddings").size(),
      2u);
  fs::rename(folder_ / "models/embeddings/emb.safetensors", folder_ / "kept.safetensors");
  expect_refusal({"--recipe", "a.png"}, {"embedding emb", sha256.substr(0, 12), "not here"});
  put("models/embeddings/emb.safetensors", embedding_bytes(2, 3));
  expect_refusal({"--recipe", "a.png"}, {"another embedding emb", sha256.substr(0, 12)});
  const Outcome anyway =
      render({"--recipe", "a.png", "--embedding", "models/embeddings/emb.safetensors"}, "c.png");
  EXPECT_EQ(anyway.code, 0) << anyway.err;
  EXPECT_NE(anyway.err.find("another embedding"), std::string::npos);
}

TEST_F(Embeddings, AnA1111TextNamesThem) {
  put("models/embeddings/emb.safetensors", embedding_bytes(2, 1));
  const std::string text =
      "a cat\nNegative prompt: emb\nSteps: 2, Sampler: Euler, CFG scale: 7, "
      "Seed: 1, Size: 16x16, TI hashes: \"emb: ";
  const std::string sha256 = recipe_of(rendered({"emb"})).at("embeddings")[0].at("sha256");
  put("good.txt", text + sha256.substr(0, 12) + "\", RNG: CPU, Version: v1.10.1");
  put("other.txt", text + "0123456789ab\", RNG: CPU, Version: v1.10.1");
  put("odd.txt", text + "no hash at all\", RNG: CPU, Version: v1.10.1");
  const json recipe = recipe_of(rendered({"--recipe", "good.txt"}));
  EXPECT_EQ(recipe.at("embeddings")[0].at("sha256"), sha256);
  put("missing.txt",
      "a cat\nSteps: 2, Sampler: Euler, Seed: 1, Size: 16x16, RNG: CPU, "
      "TI hashes: \"gone: 0123456789ab\"");
  for (const auto& [file, said] : {std::pair("other.txt", "another embedding emb"),
                                   {"odd.txt", "the textual inversion emb"},
                                   {"missing.txt", "the embedding gone, which is not here"}}) {
    const Outcome done = render({"--recipe", file, "--force"}, "other.png");
    EXPECT_EQ(done.code, 0) << file << done.err;
    EXPECT_NE(done.err.find(said), std::string::npos) << file << done.err;
  }
}

TEST_F(Embeddings, ThatCannotBeUsedAreToldInASentence) {
  const auto refused = [&](const std::string& file, const std::string& bytes,
                           const std::vector<std::string>& words) {
    put(file, bytes);
    expect_refusal({"a bad one"}, words);
    EXPECT_EQ(render({"a cat", "--force"}, "good.png").code, 0) << "unused, it is in no one's way";
    fs::remove(folder_ / file);
  };
  const std::string file = "models/embeddings/bad.safetensors";
  refused(file, embedding_bytes(1, 1, 768), {"bad.safetensors", "768", "takes 16"});
  refused(file, "garbage", {"bad.safetensors"});
  refused(file,
          safetensors_bytes(
              {{"emb_params", "F32", {1, width}, f32_bytes(std::vector<float>(width, NAN))}}),
          {"bad.safetensors", "NaN"});
  refused("models/embeddings/bad.pt", "PK\x03\x04", {"bad.pt", "zip archive"});
  put(file, embedding_bytes(1, 1));
  refused("models/tiny/embeddings/BAD.safetensors", embedding_bytes(1, 2), {"more than once"});
  put("models/embeddings/bad.pt", "PK\x03\x04");
  EXPECT_EQ(render({"a bad one"}, "d.png").code, 0) << "its converted version is beside it";
  expect_refusal({"a (embedding:nope:1.2)"}, {"embedding:nope", "there are bad"});
}

TEST_F(Embeddings, AreShownByTokens) {
  put("models/embeddings/emb.safetensors", embedding_bytes(3, 1));
  const Arguments tokens = {"tokens", "a (EMB:1.5) cat", "--model", model_.string()};
  const json result = run(tokens + Arguments{"--json"}, folder_.path()).json();
  EXPECT_EQ(result.at("tokens"), 5);
  const json& chunk = result.at("chunks")[0];
  EXPECT_EQ((std::vector<json>(chunk.at("ids").begin() + 1, chunk.at("ids").begin() + 6)),
            (std::vector<json>{320, 49408, 49409, 49410, 2368}));
  EXPECT_EQ(chunk.at("weights")[3], 1.5);
  ASSERT_EQ(result.at("embeddings").size(), 1u);
  EXPECT_EQ(result.at("embeddings")[0].at("name"), "emb");
  EXPECT_EQ(result.at("embeddings")[0].at("first_id"), 49408);
  EXPECT_EQ(result.at("embeddings")[0].at("tokens"), 3);
  EXPECT_NE(run(tokens, folder_.path()).out.find("49409  1.5  emb 2/3"), std::string::npos);
  // Without a model any width will do.
  const Outcome named =
      run({"tokens", "an emb", "--json", "--embedding", "models/embeddings"}, folder_.path());
  EXPECT_EQ(named.json().at("tokens"), 4);
  EXPECT_EQ(run({"tokens", "a cat", "--json"}, folder_.path()).json().at("embeddings"),
            json::array());
}

TEST_F(Embeddings, AnAuditsPromptsHaveTheirOwn) {
  put("models/embeddings/emb.safetensors", embedding_bytes(2, 1));
  put("set.txt", "an emb\na cat\n");
  const Outcome done = run({"audit",     "run",         "set.txt",      "--model",  model_.string(),
                            "--images",  "1",           "--steps",      "1",        "--width",
                            "16",        "--height",    "16",           "--device", "cpu",
                            "--threads", "1",           "--instrument", "none",     "--baseline",
                            "none",      "--no-report", "--output",     "audit"},
                           folder_.path());
  EXPECT_EQ(done.code, 0) << done.err;
  int with = 0, pictures = 0;
  for (const auto& item : fs::recursive_directory_iterator(folder_.path() / "audit")) {
    if (item.path().extension() != ".png") continue;
    const json recipe = recipe_of(read_file(item.path()));
    const bool uses = recipe.at("prompt").get<std::string>().find("emb") != std::string::npos;
    EXPECT_EQ(recipe.contains("embeddings"), uses);
    with += uses;
    ++pictures;
  }
  EXPECT_EQ(with, 1);
  EXPECT_EQ(pictures, 2);
}

}  // namespace
}  // namespace evenlight::test
