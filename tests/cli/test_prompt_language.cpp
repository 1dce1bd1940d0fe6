// Prompts that change, join and draw, from the command.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

class PromptLanguage : public ::testing::Test {
 protected:
  // A copy of the tiny model, so that folders can lie beside it.
  PromptLanguage() {
    fs::create_directories(folder_.path() / "models/wildcards/animals");
    fs::copy(tiny_model(), model_, fs::copy_options::recursive);
    put("models/wildcards/colour.txt", "# a comment\n\nred\r\n  blue  \n__shade__ green\n");
    put("models/wildcards/shade.txt", "light\n{dark|deep}\n");
    put("models/wildcards/animals/cats.txt", "lion\ntiger\n");
  }
  void put(const std::string& file, const std::string& bytes) {
    fs::create_directories(fs::path(folder_ / file).parent_path());
    test::write_file(fs::path(folder_ / file), bytes);
  }
  Outcome render(const Arguments& more) {
    Arguments all = tiny_render(more);
    std::ranges::replace(all, tiny_model().string(), model_.string());
    return run(all, folder_.path());
  }
  std::vector<json> images(const Arguments& more) {
    const Outcome outcome = render(more + Arguments{"--json", "--force"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const json all = outcome.json().at("images");
    return {all.begin(), all.end()};
  }

  TemporaryFolder folder_;
  fs::path model_ = folder_.path() / "models/tiny";
};

TEST_F(PromptLanguage, TellsWhatActsAtWhichStep) {
  const Arguments tokens = {"tokens", "a [cat:dog:0.5] AND [x|y] :0.7"};
  const json result = run(tokens + Arguments{"--steps", "4", "--json"}, folder_.path()).json();
  EXPECT_EQ(result.at("schedule"), json::parse(R"([
    {"weight": 1.0, "steps": [[2, "a cat"], [4, "a dog"]]},
    {"weight": 0.7, "steps": [[1, " x"], [2, " y"], [3, " x"], [4, " y"]]}])"));
  EXPECT_EQ(result.at("tokens"), 2);
  const std::string table = run(tokens + Arguments{"--steps", "4"}, folder_.path()).out;
  EXPECT_NE(table.find("1–2  a cat"), std::string::npos) << table;
  EXPECT_NE(table.find("3–4  a dog"), std::string::npos);
  EXPECT_NE(table.find("part 2, weight 0.7"), std::string::npos);
  EXPECT_FALSE(run({"tokens", "a", "--json"}, folder_.path()).json().contains("schedule"));
  const json raw =
      run(tokens + Arguments{"--steps", "4", "--json", "--raw"}, folder_.path()).json();
  EXPECT_EQ(raw.at("schedule")[0].at("steps")[0][1], tokens[1]);
  EXPECT_EQ(run(tokens + Arguments{"--steps", "0"}, folder_.path()).code, 2);
}

TEST_F(PromptLanguage, DrawsOneTextASeed) {
  const auto first = images({"a __colour__ {cat|dog}, __animals/cats__", "--seed", "5"});
  const json& recipe = first.at(0).at("recipe");
  EXPECT_EQ(recipe.at("prompt_template"), "a __colour__ {cat|dog}, __animals/cats__");
  const auto text = recipe.at("prompt").get<std::string>();
  EXPECT_EQ(text.find_first_of("_{|"), std::string::npos) << text;
  EXPECT_FALSE(recipe.contains("negative_template"));
  // The text alone gives the same picture, and so does the picture's recipe, without the lists.
  const auto same = images({text, "--seed", "5", "--output", "same.png"});
  fs::remove_all(folder_.path() / "models/wildcards");
  const auto again =
      images({"--recipe", first[0].at("path").get<std::string>(), "--output", "again.png"});
  EXPECT_EQ(again[0].at("recipe"), recipe);
  EXPECT_EQ(again[0].at("sha256"), first[0].at("sha256"));
  EXPECT_FALSE(same[0].at("recipe").contains("prompt_template"));
  EXPECT_EQ(same[0].at("recipe").at("prompt"), text);
}

TEST_F(PromptLanguage, DrawsForEachPictureOfABatch) {
  const Arguments prompt = {"{one|two|three|four|five|six|seven|eight}", "--negative", "{x|y|z}",
                            "--seed", "1"};
  const auto many = images(prompt + Arguments{"--count", "6", "--batch", "4"});
  ASSERT_EQ(many.size(), 6u);
  std::set<std::string> texts;
  for (const json& image : many) texts.insert(image.at("recipe").at("prompt").get<std::string>());
  EXPECT_GT(texts.size(), 2u);
  const auto third =
      images({prompt[0], "--negative", "{x|y|z}", "--seed", "3", "--output", "3.png"});
  EXPECT_EQ(third[0].at("sha256"), many[2].at("sha256"));
  EXPECT_EQ(third[0].at("recipe"), many[2].at("recipe"));
}

TEST_F(PromptLanguage, FindsListsInFoldersThatAreNamed) {
  put("mine/words.txt", "only\n");
  const auto drawn = images({"a __words__ b", "--wildcards", (folder_ / "mine")});
  EXPECT_EQ(drawn[0].at("recipe").at("prompt"), "a only b");
  EXPECT_EQ(render({"a", "--wildcards", "nowhere"}).code, 3);
}

TEST_F(PromptLanguage, SaysWhichListIsWrong) {
  put("models/wildcards/circle.txt", "a __circle__\n");
  put("models/wildcards/empty.txt", "# nothing\n");
  put("models/wildcards/latin.txt", "caf\xe9\n");
  const std::pair<const char*, const char*> cases[] = {
      {"__color__", "did you mean"}, {"__circle__", "goes round in a circle"},
      {"__empty__", "is empty"},     {"__latin__", "not in UTF-8"},
      {"__nothing like it__x", ""},
  };
  for (const auto& [prompt, message] : cases) {
    const Outcome outcome = render({prompt, "--force"});
    EXPECT_EQ(outcome.code, *message ? 3 : 0) << prompt << outcome.err;
    EXPECT_NE(outcome.err.find(message), std::string::npos) << prompt << ": " << outcome.err;
  }
}

TEST_F(PromptLanguage, LeavesRawTextAndPicturesAlone) {
  const auto raw = images({"{a|b} __colour__ [c|d] AND e", "--raw"});
  EXPECT_EQ(raw[0].at("recipe").at("prompt"), "{a|b} __colour__ [c|d] AND e");
  EXPECT_FALSE(raw[0].at("recipe").contains("prompt_template"));
}

TEST_F(PromptLanguage, SaysWhatMayNotBeExpected) {
  EXPECT_EQ(render({"of scale 16:9", "--force"}).err.find("counts 9 times"), std::string::npos);
  EXPECT_NE(render({"of scale 16:9", "--like", "a1111", "--force"}).err.find("counts 9 times"),
            std::string::npos);
  EXPECT_NE(render({"a AND b", "--force"}).err.find("AND in capitals joins 2"), std::string::npos);
  EXPECT_EQ(render({"a :1 AND b :0.5", "--force"}).err.find("AND in capitals"), std::string::npos);
  EXPECT_NE(render({"a AND b", "--like", "comfyui", "--force"}).err.find("plain text there"),
            std::string::npos);
  EXPECT_EQ(render({"a", "--negative", "b AND c", "--force"}).code, 2);
  EXPECT_EQ(render({"a", "--emphasis", "loud", "--force"}).code, 2);
}

}  // namespace
}  // namespace evenlight::test
