// `models convert`, and pictures with parts that other files lend.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;

TEST(Convert, AFolderOfAnotherTypeRendersTheSamePicture) {
  const TemporaryFolder folder;
  const Outcome done =
      run({"models", "convert", tiny_model().string(), "wide", "--type", "f32", "--json"},
          folder.path());
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_GT(done.json()["tensors"], 100);
  const Outcome inspected = run({"models", "inspect", "wide", "--json"}, folder.path());
  EXPECT_EQ(inspected.json()["dtype"], "f32");
  const auto latent_of = [&](const std::string& model) {
    const Outcome outcome =
        run({"render", "a cat",   "--model",  model,      "--device", "cpu",           "--threads",
             "1",      "--width", "16",       "--height", "16",       "--steps",       "2",
             "--seed", "1",       "--output", "o.png",    "--force",  "--save-latent", "l.npy"},
            folder.path());
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return read_file(folder / "l.npy");
  };
  EXPECT_EQ(latent_of(tiny_model().string()), latent_of(folder / "wide"));
  const Outcome again = run({"models", "convert", tiny_model().string(), "wide"}, folder.path());
  EXPECT_EQ(again.code, 2) << again.err;
  EXPECT_EQ(
      run({"models", "convert", tiny_model().string(), "wide", "--force"}, folder.path()).code, 0);
  EXPECT_EQ(run({"models", "convert", tiny_model().string(), "a.bin"}, folder.path()).code, 2);
  EXPECT_EQ(run({"models", "convert", "absent", "b"}, folder.path()).code, 3);
}

TEST(Merge, OfAModelWithItselfIsThatModel) {
  const TemporaryFolder folder;
  const std::string tiny = tiny_model().string();
  const Outcome done = run({"models", "merge", tiny, tiny, "--weight", "0.5", "--output", "merged",
                            "--type", "f32", "--json"},
                           folder.path());
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(done.json()["recipe"]["interp_method"], "Weighted sum");
  EXPECT_EQ(done.json()["recipe"]["multiplier"], 0.5);
  EXPECT_EQ(done.json()["recipe"]["primary_model_hash"].get<std::string>().size(), 64u);
  const auto latent_of = [&](const std::string& model) {
    Arguments arguments =
        tiny_render({"a cat", "--output", "o.png", "--force", "--save-latent", "l.npy"});
    *std::next(std::ranges::find(arguments, "--model")) = model;
    const Outcome outcome = run(arguments, folder.path());
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return read_file(folder / "l.npy");
  };
  EXPECT_EQ(latent_of(tiny), latent_of("merged"));
}

TEST(Merge, WhatCannotBeMergedIsRefused) {
  const TemporaryFolder folder;
  const std::string tiny = tiny_model().string();
  const Outcome alone = run({"models", "merge", tiny, "--output", "m"}, folder.path());
  EXPECT_EQ(alone.code, 2);
  EXPECT_NE(alone.err.find("--lora"), std::string::npos) << alone.err;
  EXPECT_EQ(run({"models", "merge", tiny, "absent", "--output", "m"}, folder.path()).code, 3);
  EXPECT_EQ(run({"models", "merge", tiny, tiny}, folder.path()).code, 2);
  EXPECT_EQ(
      run({"models", "merge", tiny, tiny, "--weight", "much", "--output", "m"}, folder.path()).code,
      2);
  EXPECT_TRUE(folder.names().empty());
}

TEST(ModelsList, ShowsFilesOfOtherProgramsByKind) {
  const TemporaryFolder folder;
  fs::create_directories(folder / "comfy/models/loras");
  write_file(folder / "comfy/models/loras/ink.safetensors", "not checked by a list");
  write_file(folder / "comfy/models/loras/ink.txt", "soft brush");
  const Arguments list = {"models", "list", "--folder", "comfy", "--json"};
  const auto names = [&](const Arguments& more) {
    const Outcome done = run(list + more, folder.path());
    EXPECT_EQ(done.code, 0) << done.err;
    std::vector<std::string> found;
    const nlohmann::json result = done.json();
    for (const auto& row : result.at("models")) found.push_back(row.at("name"));
    return found;
  };
  EXPECT_EQ(names({"--kind", "lora"}), Arguments{"ink"});
  EXPECT_EQ(names({"--kind", "lora", "--search", "brush"}), Arguments{"ink"});
  EXPECT_EQ(names({"--kind", "lora", "--search", "oil"}), Arguments{});
  EXPECT_EQ(names({"--kind", "vae"}), Arguments{});
  const Outcome wrong = run(list + Arguments{"--kind", "locon"}, folder.path());
  EXPECT_EQ(wrong.code, 2);
  EXPECT_NE(wrong.err.find("accepted are model, lora"), std::string::npos) << wrong.err;
  EXPECT_EQ(run({"models", "list", "--folder", "none"}, folder.path()).code, 3);
}

// A folder is there whole or not at all.
TEST(Convert, NothingStaysOfAFolderThatCouldNotBeWritten) {
  const TemporaryFolder folder;
  for (const rlim_t most : {rlim_t(0), rlim_t(2000), rlim_t(60000)}) {
    const Outcome done =
        run({"models", "convert", tiny_model().string(), "deep/below/wide"}, folder.path(), [most] {
          const rlimit both{most, most};
          if (setrlimit(RLIMIT_FSIZE, &both) != 0) _exit(125);
        });
    EXPECT_EQ(done.code, 1) << done.err;
    // Where nothing may be written, the sentence has no file to go to either.
    if (most > 0) {
      EXPECT_NE(done.err.find("deep/below/wide"), std::string::npos) << done.err;
      EXPECT_NE(done.err.find("File too large"), std::string::npos) << done.err;
    }
    EXPECT_TRUE(folder.names().empty()) << most;
  }
  // Into a folder that has files already, which stay.
  fs::create_directory(folder / "mine");
  write_file(folder / "mine/notes.txt", "mine");
  ASSERT_EQ(run({"models", "convert", tiny_model().string(), "mine"}, folder.path()).code, 0);
  EXPECT_EQ(read_file(folder / "mine/notes.txt"), "mine");
  EXPECT_EQ(run({"models", "verify", "mine"}, folder.path()).code, 0);
  for (const std::string& name : folder.names())
    EXPECT_EQ(name.find(".evenlight"), std::string::npos);
}

// The VAE of the model itself, from a file elsewhere: the same picture, and its recipe tells it.
TEST(Convert, AVaeThatIsLent) {
  const TemporaryFolder folder;
  const fs::path vae = tiny_model() / "vae";
  const Outcome own = run(tiny_render({"a cat", "--output", "own.png", "--json"}), folder.path());
  const Outcome lent =
      run(tiny_render({"a cat", "--vae", vae.string(), "--output", "lent.png", "--json"}),
          folder.path());
  ASSERT_EQ(own.code, 0) << own.err;
  ASSERT_EQ(lent.code, 0) << lent.err;
  const auto recipe = lent.json()["images"][0]["recipe"];
  EXPECT_EQ(recipe["vae"]["name"], "vae");
  EXPECT_EQ(recipe["vae"]["sha256"].get<std::string>().size(), 64u);
  EXPECT_FALSE(own.json()["images"][0]["recipe"].contains("vae"));
  // It lies inside the model, where it is found again by what the recipe says of it.
  const Outcome again = run({"render", "--recipe", "lent.png", "--model", tiny_model().string(),
                             "--output", "again.png", "--json"},
                            folder.path());
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.json()["images"][0]["sha256"], lent.json()["images"][0]["sha256"]);
  // Without the hash's file there is no such picture.
  write_file(folder / "other.json",
             R"({"prompt": "a", "seed": 1, "vae": {"name": "lost.pt", "sha256": ")" +
                 std::string(64, '0') + "\"}}");
  const Outcome lost =
      run({"render", "--recipe", "other.json", "--model", tiny_model().string()}, folder.path());
  EXPECT_EQ(lost.code, 3);
  EXPECT_NE(lost.err.find("lost.pt"), std::string::npos) << lost.err;
}

TEST(Convert, PartsThatAreNotThere) {
  const TemporaryFolder folder;
  write_file(folder / "text.safetensors", "these are not weights");
  const Outcome absent = run(tiny_render({"a cat", "--vae", "absent.pt"}), folder.path());
  EXPECT_EQ(absent.code, 3);
  EXPECT_NE(absent.err.find("absent.pt"), std::string::npos) << absent.err;
  EXPECT_EQ(run(tiny_render({"a cat", "--vae", "text.safetensors"}), folder.path()).code, 3);
  EXPECT_EQ(run(tiny_render({"a cat", "--ema"}), folder.path()).code, 3);
}

// By hand, since no test may need Python.
TEST(Convert, PicklesThatCallAreRefused) {
  const TemporaryFolder folder;
  const std::string text = std::string("X\x05\0\0\0", 5) + "touch";
  write_file(folder / "evil.ckpt", "\x80\x02" + std::string("cposix\nsystem\n(") + text + "tR.");
  for (const Arguments& verb :
       {Arguments{"models", "inspect", "evil.ckpt"}, {"render", "a", "--model", "evil.ckpt"}}) {
    const Outcome outcome = run(verb, folder.path());
    EXPECT_EQ(outcome.code, 3);
    EXPECT_NE(outcome.err.find("posix.system"), std::string::npos) << outcome.err;
  }
}

}  // namespace
}  // namespace evenlight::test
