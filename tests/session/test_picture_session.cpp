// The session through which both programs make every picture.
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/common/files/png_file.h"
#include "app/common/recipe/recipe_file.h"
#include "app/common/session/picture_session.h"
#include "engine/base/error.h"
#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

class PictureSessionTest : public testing::Test {
 protected:
  PictureSessionTest() {
    setenv("XDG_CACHE_HOME", (folder_ / "cache").c_str(), 1);
    setenv("XDG_DATA_HOME", (folder_ / "data").c_str(), 1);
    session_.open(find_model(tiny_model().string()));
    session_.begin(device_);
  }
  RecipeDocument document(const std::string& prompt = "a cat") {
    RecipeDocument document;
    document.recipe.prompt = prompt;
    document.recipe.steps = 2;
    document.recipe.width = document.recipe.height = 16;
    for (const char* key : {"prompt", "steps", "width", "height"}) document.given.insert(key);
    Notes notes;
    session_.prepare(document, notes);
    EXPECT_TRUE(notes.empty());
    return document;
  }

  TemporaryFolder folder_;
  DeviceRequest device_{"cpu", "f32", 1};
  PictureSession session_;
};

TEST_F(PictureSessionTest, APictureMakesItselfAgain) {
  const RecipeDocument asked = document();
  const uint64_t seeds[] = {5};
  const auto pictures = session_.render(asked.recipe, seeds, {});
  const PictureFile file =
      session_.save(folder_ / "a.png", asked, pictures.at(0), Overwrite::refuse);
  EXPECT_EQ(file.document.recipe.seed, 5u);
  const RecipeDocument read = read_recipe_file(folder_ / "a.png");
  EXPECT_EQ(read.recipe.prompt, "a cat");
  EXPECT_EQ(read.model_sha256, session_.model().sha256.get());
  EXPECT_EQ(read.model_config_sha256.size(), 64u);
  Notes notes;
  EXPECT_EQ(find_model_of(read, notes).path, tiny_model());
}

// Also after the first picture, when the model is loaded already.
TEST_F(PictureSessionTest, TheMemoryIsCheckedForEveryPicture) {
  const RecipeDocument small = document();
  const uint64_t seeds[] = {1};
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(session_.render(small.recipe, seeds, {}).size(), 1u);
    RecipeDocument large = small;
    large.recipe.width = large.recipe.height = 8192;
    const std::vector<uint64_t> many(256, 1);
    try {
      session_.render(large.recipe, many, {});
      ADD_FAILURE() << "was not refused";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::device);
      EXPECT_TRUE(std::string(error.what()).starts_with("8192x8192 in batches of 256 needs about"))
          << error.what();
    }
  }
}

TEST_F(PictureSessionTest, ARecipeThatCannotBeMadeIsToldBeforeAnythingIsLoaded) {
  RecipeDocument bad;
  bad.recipe.prompt = "a";
  bad.recipe.steps = 0;
  bad.given = {"prompt", "steps"};
  Notes notes;
  EXPECT_THROW(session_.prepare(bad, notes), Error);
}

TEST_F(PictureSessionTest, EmbeddingsThatCameMeanwhileAreFoundByTheNextJob) {
  RecipeDocument first = document("a newword");
  EXPECT_TRUE(first.embeddings.empty());
  std::filesystem::create_directories(folder_ / "data/evenlight/embeddings");
  write_file(folder_ / "data/evenlight/embeddings/newword.safetensors", "broken");
  first = document("a newword");
  EXPECT_TRUE(first.embeddings.empty());
  session_.begin(device_);
  RecipeDocument second;
  second.recipe.prompt = "a newword";
  second.given = {"prompt"};
  Notes notes;
  EXPECT_THROW(session_.prepare(second, notes), Error);  // found, and broken
}

}  // namespace
}  // namespace evenlight::test
