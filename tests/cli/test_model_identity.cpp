// A picture's own recipe finds the model that made it, whatever else has its name or its weights.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/cli/png_chunks.h"
#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// The user's folders of one test, so that models of other tests are not found.
class ModelIdentity : public testing::Test {
 protected:
  Outcome run_here(const Arguments& arguments) {
    return run(arguments, folder_.path(),
               {{"XDG_DATA_HOME", folder_ / "data"}, {"XDG_CACHE_HOME", cache_}});
  }
  Outcome render(const Arguments& more) {
    const auto named = [&](const char* flag) {
      return std::ranges::find(more, flag) != more.end();
    };
    Arguments all = {"render", "--device", "cpu", "--threads", "1"};
    if (!named("--recipe") && !named("--jobs")) {
      all = all + Arguments{"a cat", "--seed", "1", "--steps", "3"};
      if (!named("--width")) all = all + Arguments{"--width", "16", "--height", "16"};
    }
    return run_here(all + more);
  }
  // A copy of the tiny model, in which `from` stands as `to` in one of its texts.
  std::string copy_model(const std::string& name, const std::string& file = {},
                         const std::string& from = {}, const std::string& to = {}) {
    const std::string path = folder_ / name;
    fs::create_directories(fs::path(path).parent_path());
    fs::copy(tiny_model(), path, fs::copy_options::recursive);
    if (file.empty()) return path;
    std::string text = read_file(fs::path(path) / file);
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << text;
    text.replace(at, from.size(), to);
    write_file(fs::path(path) / file, text);
    return path;
  }
  std::string copy_as_v(const std::string& name) {
    const std::string path = copy_model(name);
    write_file(fs::path(path) / "scheduler/scheduler_config.json",
               R"({"prediction_type": "v_prediction", "beta_schedule": "scaled_linear"})");
    return path;
  }
  // Other weights under whatever name.
  std::string other_weights(const std::string& name) {
    const std::string path = copy_model(name);
    const fs::path file = fs::path(path) / tiny_unet_file().lexically_relative(tiny_model());
    std::string bytes = read_file(file);
    for (size_t i = bytes.size() - 64; i < bytes.size(); i += 4) bytes[i + 1] ^= 0x10;
    write_file(file, bytes);
    return path;
  }
  json job(const std::string& model, const std::string& output, int seed = 1) {
    return {{"prompt", "a cat"}, {"seed", seed},   {"steps", 3},      {"width", 16},
            {"height", 16},      {"model", model}, {"output", output}};
  }
  void write_jobs(const std::vector<json>& jobs) {
    std::string text;
    for (const json& one : jobs) text += one.dump() + "\n";
    write_file(folder_ / "jobs", text);
  }
  std::string bytes(const std::string& name) { return read_file(folder_ / name); }
  json recipe_of(const std::string& name) {
    return json::parse(png_texts(bytes(name)).at("evenlight"));
  }

  TemporaryFolder folder_;
  std::string cache_ = folder_ / "cache";
};

TEST_F(ModelIdentity, AJobsPathIsNotTakenForANameOfTheUsersModels) {
  const std::string mine = copy_model("mine/sd");
  other_weights("data/evenlight/models/sd");
  ASSERT_EQ(render({"--model", mine, "--output", "alone.png"}).code, 0);
  write_jobs({job(mine, "a.png"), job("sd", "b.png"), job(mine, "c.png")});
  const Outcome done = render({"--jobs", "jobs", "--json"});
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_TRUE(bytes("a.png") == bytes("alone.png"));
  EXPECT_TRUE(bytes("c.png") == bytes("alone.png"));
  EXPECT_NE(recipe_of("b.png").at("model").at("sha256"),
            recipe_of("a.png").at("model").at("sha256"));
  const Outcome again = render({"--jobs", "jobs", "--json"});
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.json().at("skipped").size(), 3u);
}

TEST_F(ModelIdentity, JobsNeedNoFolderForCaches) {
  const std::string one = copy_model("one"), two = other_weights("two");
  cache_ = "/proc/no/such/folder";
  write_jobs({job(one, "a.png"), job(two, "b.png"), job(one, "c.png", 2)});
  ASSERT_EQ(render({"--jobs", "jobs", "--dry-run"}).code, 0);
  const Outcome done = render({"--jobs", "jobs", "--json"});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(done.json().at("images").size(), 3u);
}

TEST_F(ModelIdentity, FoldersOfOtherConfigurationsAreOtherModels) {
  const std::string a = copy_model("A"), b = copy_as_v("B");
  ASSERT_EQ(render({"--model", a, "--output", "a.png"}).code, 0);
  ASSERT_EQ(render({"--model", b, "--output", "b.png"}).code, 0);
  for (const std::string name : {"a", "b"}) {
    const Outcome again = render({"--recipe", name + ".png", "--output", name + "2.png"});
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(again.err.find("not certain"), std::string::npos) << again.err;
    EXPECT_TRUE(bytes(name + ".png") == bytes(name + "2.png")) << name;
  }
  EXPECT_FALSE(recipe_of("a.png").at("model") == recipe_of("b.png").at("model"));
  // Given by a person all the same: told.
  const Outcome told = render({"--recipe", "b.png", "--model", a, "--output", "c.png"});
  EXPECT_EQ(told.code, 0);
  EXPECT_NE(told.err.find("has the same weights, but other configurations"), std::string::npos)
      << told.err;
  // And where the right one is gone: refused.
  fs::remove_all(b);
  const Outcome refused = render({"--recipe", "b.png", "--output", "d.png"});
  EXPECT_EQ(refused.code, 3);
  EXPECT_NE(refused.err.find("has the same weights, but other configurations"), std::string::npos)
      << refused.err;
}

TEST_F(ModelIdentity, JobsOfBothAreEachRenderedWithTheirOwn) {
  const std::string a = copy_model("A"), b = copy_as_v("B");
  ASSERT_EQ(render({"--model", b, "--output", "alone.png"}).code, 0);
  write_jobs({job(a, "a.png"), job(b, "b.png"), job(a, "c.png", 2)});
  const Outcome done = render({"--jobs", "jobs"});
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_TRUE(bytes("b.png") == bytes("alone.png"));
  EXPECT_FALSE(bytes("a.png") == bytes("b.png"));
}

TEST_F(ModelIdentity, WhatChangesNoPictureMakesNoOtherModel) {
  const std::string a = copy_model("A");
  const fs::path config = fs::path(a) / "unet/config.json";
  ASSERT_EQ(render({"--model", a, "--output", "a.png"}).code, 0);
  json changed = json::parse(read_file(config));
  changed["_diffusers_version"] = "9.9";
  write_file(config, changed.dump(7));
  EXPECT_EQ(render({"--recipe", "a.png", "--output", "b.png"}).code, 0);
  EXPECT_TRUE(bytes("a.png") == bytes("b.png"));
}

TEST_F(ModelIdentity, TheHashGoesBeforeTheName) {
  const std::string mine = copy_model("mine/sd");
  ASSERT_EQ(render({"--model", mine, "--output", "a.png"}).code, 0);
  other_weights("data/evenlight/models/sd");
  const Outcome again = render({"--recipe", "a.png", "--output", "b.png"});
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_TRUE(bytes("a.png") == bytes("b.png"));
}

TEST_F(ModelIdentity, ARecipeThatKnowsTheWeightsOnlyFindsThem) {
  const std::string a = copy_model("A"), b = copy_as_v("B");
  ASSERT_EQ(render({"--model", a, "--output", "a.png"}).code, 0);
  ASSERT_EQ(render({"--model", b, "--output", "b.png"}).code, 0);
  json recipe = recipe_of("b.png");
  recipe["model"].erase("config_sha256");
  recipe["model"]["name"] = b;
  write_file(folder_ / "named.json", recipe.dump());
  const Outcome named = render({"--recipe", "named.json", "--output", "c.png"});
  ASSERT_EQ(named.code, 0) << named.err;
  EXPECT_EQ(named.err.find("not certain"), std::string::npos) << named.err;
  EXPECT_EQ(recipe_of("c.png").at("model"), recipe_of("b.png").at("model"));

  recipe["model"]["name"] = "C";
  write_file(folder_ / "other.json", recipe.dump());
  const Outcome other = render({"--recipe", "other.json", "--output", "d.png"});
  EXPECT_EQ(other.code, 0) << other.err;
  EXPECT_NE(other.err.find("Which model the recipe means is not certain"), std::string::npos)
      << other.err;
}

TEST_F(ModelIdentity, AModelThatChangesWhileJobsWaitIsNotUsed) {
  const std::string a = copy_model("A"), b = other_weights("B");
  std::vector<json> jobs;
  for (int i = 0; i < 40; ++i) jobs.push_back(job(a, fmt::format("a{}.png", i), i));
  for (json& one : jobs) one["steps"] = 200;
  jobs.push_back(job(b, "b.png"));
  write_jobs(jobs);
  RunningProgram program(
      {"render", "--device", "cpu", "--threads", "1", "--jobs", "jobs", "--progress", "none"},
      folder_.path(), {}, {{"XDG_DATA_HOME", folder_ / "data"}, {"XDG_CACHE_HOME", cache_}});
  while (!fs::exists(folder_ / "a0.png")) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  write_file(fs::path(b) / "scheduler/scheduler_config.json",
             R"({"prediction_type": "v_prediction", "beta_schedule": "scaled_linear"})");
  const Outcome done = program.wait();
  EXPECT_EQ(done.code, 3) << done.err;
  EXPECT_NE(done.err.find("was changed after the jobs were checked"), std::string::npos)
      << done.err;
  EXPECT_FALSE(fs::exists(folder_ / "b.png"));
  EXPECT_TRUE(fs::exists(folder_ / "a39.png"));
}

// The studio keeps the path of its model.
TEST_F(ModelIdentity, TheBuiltInModelKeepsItsNameWhereverItIsPointedAt) {
  const json models = run_here({"models", "list", "--json"}).json();
  const std::string path = models.at("models")[0].at("path");
  const Arguments size = {"--width", "64", "--height", "64"};
  ASSERT_EQ(render(size + Arguments{"--output", "a.png"}).code, 0);
  ASSERT_EQ(render(size + Arguments{"--model", path, "--output", "b.png"}).code, 0);
  ASSERT_EQ(render(size + Arguments{"--model", path + "/", "--output", "c.png"}).code, 0);
  EXPECT_TRUE(bytes("a.png") == bytes("b.png"));
  EXPECT_TRUE(bytes("a.png") == bytes("c.png"));
  // Pictures of older versions call it by its folder.
  json recipe = recipe_of("a.png");
  recipe["model"]["name"] = "model";
  write_file(folder_ / "old.json", recipe.dump());
  fs::remove_all(cache_);
  const Outcome old = render({"--recipe", "old.json", "--output", "d.png"});
  ASSERT_EQ(old.code, 0) << old.err;
  EXPECT_TRUE(bytes("a.png") == bytes("d.png"));
}

TEST_F(ModelIdentity, AnAuditGoesOnWithItsOwnConfigurations) {
  copy_model("A");
  copy_as_v("B");
  write_file(folder_ / "set.txt", "a cat\na dog\n");
  const auto audit = [&](const std::string& model, const std::string& output) {
    return run_here({"audit", "run",         "set.txt",  "--model",      model,  "--images",
                     "1",     "--steps",     "2",        "--width",      "16",   "--height",
                     "16",    "--device",    "cpu",      "--instrument", "none", "--baseline",
                     "none",  "--no-report", "--output", output});
  };
  ASSERT_EQ(audit("A", "audit-a").code, 0);
  const Outcome done = audit("B", "audit-b");
  ASSERT_EQ(done.code, 0) << done.err;
  const Outcome refused = run_here({"audit", "merge", "audit-a", "audit-b", "--output", "whole"});
  EXPECT_NE(refused.code, 0);
}

}  // namespace
}  // namespace evenlight::test
