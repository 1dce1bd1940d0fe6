// `render --require`, `requirements` and `check`: pictures that show what they must, or are said
// not to.
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace evenlight::test {
namespace {

using nlohmann::json;

// The built-in model, whose instruments read people.
Arguments built_in(const Arguments& more) {
  return Arguments{"render", "--device", "cpu", "--threads", "1", "--steps", "6", "--json"} + more;
}

TEST(Require, SeedsAreDrawnUntilItHolds) {
  const TemporaryFolder folder;
  const Outcome done =
      run(built_in({"a portrait of a teacher", "--seed", "1000", "--require", "reads_as=man",
                    "--require", "occupation=teacher", "--tries", "60", "--output", "a.png"}),
          folder.path());
  ASSERT_EQ(done.code, 0) << done.err;
  const json result = done.json();
  const json& found = result.at("requirements");
  EXPECT_EQ(found.at("held"), 1);
  EXPECT_EQ(found.at("met"), true);
  EXPECT_EQ(found.at("refused").size(), found.at("drawn").get<size_t>() - 1);
  const json& recipe = result.at("images")[0].at("recipe");
  EXPECT_EQ(recipe.at("require"), (json{"reads_as=man", "occupation=teacher"}));
  EXPECT_EQ(recipe.at("requirements").at("first_seed"), 1000);
  EXPECT_EQ(recipe.at("seed"), 1000 + found.at("drawn").get<int>() - 1);
  EXPECT_EQ(recipe.at("requirements").at("readings")[0].at("measured"), "man");
  // The picture makes itself again, at its first try.
  const Outcome again = run(built_in({"--recipe", "a.png", "--output", "b.png"}), folder.path());
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.json().at("requirements").at("drawn"), 1);
}

TEST(Require, WhatIsNotMetFailsAndTheBestIsKeptApart) {
  const TemporaryFolder folder;
  const Outcome done = run(tiny_render({"a", "--require", "exposure>=0.99", "--tries", "3",
                                        "--output", "a.png", "--json"}),
                           folder.path());
  EXPECT_EQ(done.code, 5) << done.err;
  EXPECT_EQ(folder.names(), (Arguments{"a.not-met.png"}));
  EXPECT_NE(done.err.find("met by 0 of 3 pictures"), std::string::npos) << done.err;
  const json found = done.json().at("requirements");
  EXPECT_EQ(found.at("met"), false);
  EXPECT_EQ(found.at("refused").size(), 3u);
  EXPECT_EQ(found.at("best").at("path"), "a.not-met.png");
}

TEST(Require, AGuaranteeEndsWithThatManyPictures) {
  const TemporaryFolder folder;
  const Outcome done = run(tiny_render({"a", "--require", "exposure", "--guarantee", "3",
                                        "--output", "a-{seed}-{index}.png", "--json"}),
                           folder.path());
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(done.json().at("images").size(), 3u);
  EXPECT_EQ(done.json().at("requirements").at("held"), 3);
  EXPECT_EQ(folder.names(), (Arguments{"a-1-0.png", "a-2-1.png", "a-3-2.png"}));
}

TEST(Require, TheBatchChangesNothing) {
  const TemporaryFolder folder;
  for (const char* batch : {"1", "3"}) {
    const Outcome done =
        run(tiny_render({"a", "--require", "exposure", "--count", "4", "--batch", batch, "--output",
                         std::string(batch) + "-{index}.png", "--json"}),
            folder.path());
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(done.json().at("requirements").at("drawn"), 4);
  }
  EXPECT_TRUE(read_file(folder / "1-3.png") == read_file(folder / "3-3.png"));
}

TEST(Require, IsRefusedWithTheReason) {
  const TemporaryFolder folder;
  const auto refused = [&](const Arguments& more, const char* words) {
    const Outcome done =
        run(tiny_render(Arguments{"a", "--output", "a.png"} + more), folder.path());
    EXPECT_EQ(done.code, 2) << done.err;
    EXPECT_NE(done.err.find(words), std::string::npos) << done.err;
    EXPECT_TRUE(folder.names().empty());
  };
  refused({"--require", "sharpp>=1"}, "did you mean sharp?");
  refused({"--require", "prompt>=0.24"}, "vision tower");
  refused({"--tries", "3"}, "--require");
  refused({"--guarantee", "3"}, "--require");
  refused({"--require", "exposure", "--guarantee", "3", "--tries", "2"}, "2 seeds cannot give 3");
  refused({"--require", "exposure", "--guarantee", "3"}, "several pictures would be written");
  refused({"--require", "exposure", "--save-latent", "l.npy"}, "--save-latent");
}

TEST(Require, IsHeldInJobs) {
  const TemporaryFolder folder;
  json job = {{"prompt", "a"},
              {"seed", 1},
              {"steps", 2},
              {"width", 16},
              {"height", 16},
              {"output", "a.png"},
              {"require", {"exposure"}},
              {"tries", 2}};
  json never = job;
  never["output"] = "b.png";
  never["require"] = {"exposure>=0.99"};
  write_file(folder / "jobs", json{job, never}.dump());
  const Arguments jobs = tiny_render({"--jobs", "jobs", "--json"});
  const Outcome done = run(jobs, folder.path());
  EXPECT_EQ(done.code, 5) << done.err;
  EXPECT_EQ(folder.names(), (Arguments{"a.png", "b.not-met.png", "jobs"}));
  EXPECT_EQ(done.json().at("failed").size(), 1u);
  // What is there is not made again.
  const Outcome again = run(jobs, folder.path());
  EXPECT_EQ(again.json().at("skipped").size(), 1u) << again.err;
}

TEST(Requirements, AreListed) {
  const TemporaryFolder folder;
  const Outcome list = run({"requirements"}, folder.path());
  EXPECT_EQ(list.code, 0);
  EXPECT_NE(list.out.find("reads_as=woman|man"), std::string::npos);
  const json all = run({"requirements", "--json"}, folder.path()).json().at("requirements");
  EXPECT_GE(all.size(), 15u);
  for (const json& one : all) EXPECT_FALSE(one.at("help").get<std::string>().empty());
}

TEST(Check, TellsGoodPicturesFromBrokenOnes) {
  const TemporaryFolder folder;
  ASSERT_EQ(
      run(built_in({"a portrait of a nurse", "--seed", "5", "--output", "good.png"}), folder.path())
          .code,
      0);
  write_file(folder / "cut.png", read_file(folder / "good.png").substr(0, 2000));
  const Outcome good = run({"check", "good.png", "--json"}, folder.path());
  EXPECT_EQ(good.code, 0) << good.out;
  const Outcome both =
      run({"check", ".", "--require", "occupation=nurse", "--json"}, folder.path());
  EXPECT_EQ(both.code, 5);
  const json result = both.json();
  EXPECT_EQ(result.at("checked"), 2);
  EXPECT_EQ(result.at("good"), 1);
  EXPECT_TRUE(result.at("pictures")[0].contains("broken"));
  EXPECT_EQ(run({"check", "missing.png"}, folder.path()).code, 3);
  EXPECT_EQ(run({"check"}, folder.path()).code, 2);
}

}  // namespace
}  // namespace evenlight::test
