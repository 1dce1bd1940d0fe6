// Files of models in the folders of several programs, and what is known of them.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>

#include "app/common/library/model_hash.h"
#include "app/common/library/model_library.h"
#include "engine/base/error.h"
#include "engine/base/sha256.h"
#include "tests/support/safetensors_writer.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

class Library : public test::FolderTest {
 protected:
  Library() {
    setenv("XDG_DATA_HOME", (folder() / "data").c_str(), 1);
    setenv("XDG_CACHE_HOME", (folder() / "cache").c_str(), 1);
  }

  void weights(const std::string& path, const std::map<std::string, std::string>& metadata = {}) {
    test::write_file(folder() / path,
                     test::safetensors_bytes({{path, "F32", {1}, "1234"}}, metadata));
  }
  void text(const std::string& path, const std::string& content) {
    test::write_file(folder() / path, content);
  }
  static Names names_of(const std::vector<ShelfItem>& items) {
    Names names;
    for (const ShelfItem& item : items) names.push_back(item.name);
    return names;
  }
  Names found(const std::string& place, std::optional<ShelfKind> kind,
              const std::string& search = {}) {
    return names_of(ModelLibrary({folder() / place}).find(kind, search));
  }
};

TEST_F(Library, FoldersOfOtherProgramsAreReadInPlace) {
  weights("a1111/models/Stable-diffusion/sd15.safetensors");
  weights("a1111/models/Stable-diffusion/below/anime.safetensors");
  weights("a1111/models/Lora/ink.safetensors");
  weights("a1111/models/VAE/mse.safetensors");
  weights("a1111/models/ControlNet/canny.safetensors");
  weights("a1111/models/ESRGAN/4x.pth");
  weights("a1111/embeddings/bad-hands.pt");
  text("a1111/models/Lora/readme.md", "not a model");
  EXPECT_EQ(found("a1111", ShelfKind::model), (Names{"anime", "sd15"}));
  EXPECT_EQ(found("a1111", ShelfKind::lora), Names{"ink"});
  EXPECT_EQ(found("a1111", std::nullopt),
            (Names{"anime", "sd15", "ink", "bad-hands", "mse", "canny", "4x"}));
  EXPECT_EQ(found("a1111/models/Lora", ShelfKind::lora), Names{"ink"});

  weights("comfy/models/checkpoints/xl.safetensors");
  weights("comfy/models/loras/oil.safetensors");
  weights("comfy/models/upscale_models/2x.safetensors");
  weights("comfy/models/text_encoders/clip_l.safetensors");
  weights("comfy/models/diffusion_models/unet.safetensors");
  EXPECT_EQ(found("comfy", std::nullopt), (Names{"xl", "oil", "2x", "clip_l", "unet"}));
  EXPECT_EQ(found("comfy/models", ShelfKind::lora), Names{"oil"});
}

TEST_F(Library, ComfyUisListOfOtherFoldersIsFollowed) {
  weights("a1111/models/Lora/ink.safetensors");
  weights("a1111/models/LyCORIS/glass.safetensors");
  weights("a1111/models/Stable-diffusion/sd15.safetensors");
  text("comfy/extra_model_paths.yaml",
       "# A1111's\n"
       "a111:\n"
       "    base_path: ../a1111/   # beside it\n"
       "    checkpoints: models/Stable-diffusion\n"
       "    loras: |\n"
       "         models/Lora\n"
       "         models/LyCORIS\n"
       "    hypernetworks: models/hypernetworks\n"
       "    vae: \"models/none\"\n");
  EXPECT_EQ(found("comfy", ShelfKind::lora), (Names{"glass", "ink"}));
  EXPECT_EQ(found("comfy/extra_model_paths.yaml", ShelfKind::model), Names{"sd15"});
}

TEST_F(Library, PlacesThatAreListedAreFoundWithoutBeingNamed) {
  weights("comfy/models/loras/oil.safetensors");
  weights("data/evenlight/loras/own.safetensors");
  text("data/evenlight/model_folders.txt",
       "# mine\n" + (folder() / "comfy").string() + "\n/no/such/folder\n");
  EXPECT_EQ(names_of(ModelLibrary().find(ShelfKind::lora)), (Names{"oil", "own"}));
  EXPECT_THROW(ModelLibrary({folder() / "absent"}), Error);
}

TEST_F(Library, NotesPreviewsAndTriggerWordsAreReadBesideTheFile) {
  weights("loras/ink.safetensors",
          {{"modelspec.title", "Ink wash"},
           {"ss_base_model_version", "sd_v1"},
           {"ss_tag_frequency",
            R"({"10_ink": {"ink wash": 30, " paper ": 5}, "5_more": {"paper": 40, "brush": 1}})"}});
  text("loras/ink.preview.png", "a picture");
  text("loras/ink.txt", "Use it lightly.\n");
  text("loras/ink.json", R"({"preferred weight": 0.7, "notes": "of 2023"})");
  weights("loras/oil.safetensors");
  text("loras/oil.jpg", "a picture");
  text(
      "loras/oil.civitai.info",
      R"({"trainedWords": ["oil paint, thick"], "baseModel": "SDXL 1.0", "model": {"name": "Oil"}})");
  weights("loras/plain.safetensors");
  text("loras/plain.json", "{ damaged");
  const auto items = ModelLibrary({folder() / "loras"}).find(ShelfKind::lora);
  ASSERT_EQ(items.size(), 3u);
  const ShelfItem &ink = items[0], &oil = items[1], &plain = items[2];
  EXPECT_EQ(ink.notes.title, "Ink wash");
  EXPECT_EQ(ink.notes.base, "sd_v1");
  EXPECT_EQ(ink.notes.triggers, (Names{"paper", "ink wash", "brush"}));
  EXPECT_EQ(ink.notes.text, "Use it lightly.\nof 2023");
  EXPECT_EQ(ink.notes.weight, 0.7);
  EXPECT_EQ(ink.preview, folder() / "loras/ink.preview.png");
  EXPECT_EQ(oil.notes.triggers, (Names{"oil paint", "thick"}));
  EXPECT_EQ(oil.notes.base, "SDXL 1.0");
  EXPECT_EQ(oil.notes.title, "Oil");
  EXPECT_EQ(oil.preview, folder() / "loras/oil.jpg");
  EXPECT_TRUE(plain.notes.triggers.empty());
  EXPECT_FALSE(plain.preview);

  EXPECT_EQ(found("loras", ShelfKind::lora, "LIGHTLY wash"), Names{"ink"});
  EXPECT_EQ(found("loras", ShelfKind::lora, "sdxl"), Names{"oil"});
  EXPECT_EQ(found("loras", ShelfKind::lora, "lightly thick"), Names{});
  EXPECT_EQ(found("loras", ShelfKind::lora, early_hash(folder() / "loras/oil.safetensors")).size(),
            3u);  // of files as short as these, A1111 hashed nothing
}

TEST_F(Library, HashesAreThoseOfOtherPrograms) {
  const std::string header = R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  const std::string bytes = test::safetensors_bytes_of(header, "1234");
  text("loras/a.safetensors", bytes);
  const auto items = ModelLibrary({folder() / "loras"}).find(ShelfKind::lora);
  ASSERT_EQ(items.size(), 1u);
  const ShelfHashes hashes = hashes_of(items.front());
  EXPECT_EQ(hashes.sha256, sha256_of_text(bytes));
  EXPECT_EQ(hashes.autov3, sha256_of_text("1234").substr(0, 12));
  EXPECT_EQ(hashes.early, sha256_of_text("").substr(0, 8));
}

TEST_F(Library, AFolderOfDiffusersIsOneModel) {
  text("checkpoints/sd/model_index.json", "{}");
  weights("checkpoints/sd/unet/diffusion_pytorch_model.safetensors");
  weights("checkpoints/one.safetensors");
  EXPECT_EQ(found("checkpoints", ShelfKind::model), (Names{"one", "sd"}));
}

}  // namespace
}  // namespace evenlight
