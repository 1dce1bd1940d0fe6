// What a person or a script reads on stderr, and what they may leave empty.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

using nlohmann::json;

constexpr const char* one_job = R"({"prompt":"a","seed":1,"steps":1,"width":16,"height":16,)"
                                R"("output":"a.png"})";

std::vector<json> json_lines(const std::string& text) {
  std::vector<json> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(json::parse(line));
  return lines;
}

TEST(Console, JsonProgressIsJsonAlone) {
  const TemporaryFolder folder;
  // The seed is drawn and told.
  Arguments arguments = tiny_render({"a", "--progress", "json", "--output", "x/"});
  const auto seed = std::ranges::find(arguments, "--seed");
  arguments.erase(seed, seed + 2);
  const Outcome drawn = run(arguments, folder.path());
  ASSERT_EQ(drawn.code, 0) << drawn.err;
  const json first = json_lines(drawn.err).front();
  EXPECT_EQ(first.at("event"), "info");
  EXPECT_TRUE(first.at("message").get<std::string>().starts_with("seed ")) << first;

  write_file(folder / "jobs", one_job);
  const Arguments jobs = tiny_render({"--jobs", "jobs", "--progress=json"});
  ASSERT_EQ(run(jobs, folder.path()).code, 0);
  EXPECT_EQ(json_lines(run(jobs, folder.path()).err).front().at("event"), "info");
  // A job that fails, and the end of a run.
  const Outcome other = run(jobs + Arguments{"--steps", "3"}, folder.path());
  EXPECT_EQ(other.code, 2);
  EXPECT_EQ(json_lines(other.err).front().at("event"), "error");
  for (const Arguments& wrong : {Arguments{"--stepz", "3"}, Arguments{"--sampler", "eulr"},
                                 Arguments{"--output", "no/such.png"}}) {
    const Outcome refused =
        run(tiny_render(Arguments{"a", "--progress", "json"} + wrong), folder.path());
    EXPECT_EQ(refused.code, 2);
    const std::vector<json> lines = json_lines(refused.err);
    ASSERT_EQ(lines.size(), 1u) << refused.err;
    EXPECT_EQ(lines[0].at("event"), "error");
    EXPECT_EQ(lines[0].at("exit_code"), 2);
  }
}

TEST(Console, AnEmptyValueIsNotAFlagThatWasLeftOut) {
  const TemporaryFolder folder;
  write_file(folder / "jobs", one_job);
  const Arguments audit = {"audit", "run", "core-12", "--output", "audit", "--images", "1"};
  const std::vector<std::pair<Arguments, std::string>> empty = {
      {{"render", "a", "--model", "", "--output", "a.png"}, "--model"},
      {{"render", "a", "--model=", "--output", "a.png"}, "--model"},
      {{"render", "a", "--jobs", ""}, "--jobs"},
      {{"render", "a", "--recipe", ""}, "--recipe"},
      {{"render", "a", "--output", ""}, "--output"},
      {{"render", "a", "--save-latent", ""}, "--save-latent"},
      {{"render", "a", "--device", ""}, "--device"},
      {{"render", "a", "--embedding", ""}, "--embedding"},
      {{"render", "--jobs", "jobs", "--model", ""}, "--model"},
      {{"models", "verify", ""}, "--model"},
      {audit + Arguments{"--shard", ""}, "--shard"},
      {{"audit", "run", "core-12", "--output", ""}, "--output"}};
  for (const auto& [arguments, flag] : empty) {
    const Outcome done = run(arguments, folder.path());
    EXPECT_EQ(done.code, 2) << flag << ": " << done.err;
    EXPECT_NE(done.err.find(flag + ": is empty"), std::string::npos) << done.err;
    EXPECT_EQ(folder.names(), Arguments{"jobs"});
  }
  // A prompt may be.
  for (const Arguments& fine : {Arguments{""}, Arguments{"a", "--negative", ""}}) {
    const Outcome done =
        run(tiny_render(fine + Arguments{"--output", "a.png", "--force"}), folder.path());
    EXPECT_EQ(done.code, 0) << done.err;
  }
}

TEST(Console, NamesOfOthersDoNotCommandTheTerminal) {
  const TemporaryFolder folder;
  for (const auto& [name, shown] : std::vector<std::pair<std::string, std::string>>{
           {"\x1b[31mred.jpg", "\\x1b[31mred.jpg"},
           {"two\nlines.jpg", "two\\x0alines.jpg"},
           {"\xe2\x80\xaegpj.exe.jpg", "\\u202egpj.exe.jpg"},
           {"\x9b"
            "31mred.jpg",
            "\\x9b31mred.jpg"}}) {
    const Outcome done = run(tiny_render({"a", "--output", name}), folder.path());
    EXPECT_EQ(done.code, 2);
    EXPECT_NE(done.err.find(shown), std::string::npos) << done.err;
    EXPECT_EQ(std::ranges::count(done.err, '\n'), 1) << done.err;
  }
  const Outcome umlaut = run(tiny_render({"a", "--output", "schön.jpg"}), folder.path());
  EXPECT_NE(umlaut.err.find("schön.jpg"), std::string::npos) << umlaut.err;
}

// Nor in the list of what was written, where a line is a path.
TEST(Console, NamesOfPicturesDoNotCommandTheTerminal) {
  const TemporaryFolder folder;
  for (const auto& [name, shown] :
       std::vector<std::pair<std::string, std::string>>{{"two\nlines.png", "two\\x0alines.png\n"},
                                                        {"\xe2\x80\xaegnp.png", "\\u202egnp.png\n"},
                                                        {"schön.png", "schön.png\n"}}) {
    const Outcome done = run(tiny_render({"a", "--output", name}), folder.path());
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(done.out, shown);
    EXPECT_TRUE(std::filesystem::exists(folder / name));
  }
  // A prompt brings none of them into a name.
  const Outcome prompted =
      run(tiny_render({"a \xe2\x80\xae cat", "--output", "{prompt}.png"}), folder.path());
  EXPECT_EQ(prompted.out, "a_cat.png\n");
}

TEST(Console, AnEmptyWordIsNotOneTooMany) {
  const TemporaryFolder folder;
  const Outcome done = run({"upscale", ""}, folder.path());
  EXPECT_EQ(done.code, 2);
  EXPECT_NE(done.err.find("an empty word is given"), std::string::npos) << done.err;
}

TEST(Console, HelpOfWhatDoesNotExistIsRefused) {
  const TemporaryFolder folder;
  for (const Arguments& words :
       {Arguments{"audit", "frobnicate", "--help"}, Arguments{"frobnicate", "--help"},
        Arguments{"models", "x", "-h"}}) {
    const Outcome done = run(words, folder.path());
    EXPECT_EQ(done.code, 2) << done.out;
    EXPECT_EQ(done.out, "");
    EXPECT_NE(done.err.find("has no verb"), std::string::npos) << done.err;
  }
  EXPECT_EQ(run({"audit", "--help"}, folder.path()).code, 0);
}

TEST(Console, HelpTellsTheDefaultsOfTheBuiltInModel) {
  const TemporaryFolder folder;
  const std::string help = run({"render", "--help"}, folder.path()).out;
  const json plan = run({"render", "a", "--dry-run", "--json"}, folder.path()).json();
  const double cfg = plan.at("recipe").at("cfg");
  EXPECT_NE(help.find("the built-in model's are"), std::string::npos) << help;
  EXPECT_NE(help.find(fmt::format("--cfg {}", cfg)), std::string::npos) << help;
}

TEST(Console, ANameCannotHoldNul) {
  const TemporaryFolder folder;
  write_file(folder / "nul", "kept");
  write_file(
      folder / "jobs",
      R"({"prompt":"a","seed":1,"steps":1,"width":16,"height":16,"output":"nul\u0000x.png"})");
  const Outcome done = run(tiny_render({"--jobs", "jobs", "--force"}), folder.path());
  EXPECT_EQ(done.code, 3);
  EXPECT_NE(done.err.find("jobs:1: output"), std::string::npos) << done.err;
  EXPECT_NE(done.err.find("NUL"), std::string::npos) << done.err;
  EXPECT_EQ(read_file(folder / "nul"), "kept");
  EXPECT_EQ(folder.names(), (Arguments{"jobs", "nul"}));
}

TEST(Console, PathsMayHaveBraces) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "{exp}");
  for (const std::string& output :
       {std::string("{exp}/"), std::string("{exp}/b-{seed}.png"), std::string("{{c}}.png")}) {
    const Outcome done = run(tiny_render({"a", "--output", output}), folder.path());
    EXPECT_EQ(done.code, 0) << done.err;
  }
  EXPECT_EQ(folder.names(),
            (Arguments{"{c}.png", "{exp}", "{exp}/b-1.png", "{exp}/evenlight-1.png"}));
  const Outcome unknown = run(tiny_render({"a", "--output", "{sed}.png"}), folder.path());
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("{sed} is not known"), std::string::npos) << unknown.err;
}

}  // namespace
}  // namespace evenlight::test
