// `render --jobs`: many recipes, each once, whatever happens in between.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <chrono>
#include <thread>

#include "tests/cli/program.h"

namespace evenlight::test {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

json job(const std::string& prompt, int seed, int steps = 2) {
  return {{"prompt", prompt}, {"seed", seed}, {"steps", steps},
          {"width", 16},      {"height", 16}, {"output", prompt + ".png"}};
}

std::string lines_of(const std::vector<json>& jobs) {
  std::string text;
  for (const json& one : jobs) text += one.dump() + "\n";
  return text;
}

Outcome run_jobs(const TemporaryFolder& folder, const std::string& content,
                 const Arguments& more = {}) {
  write_file(folder / "jobs", content);
  return run(tiny_render(Arguments{"--jobs", "jobs", "--json"} + more), folder.path());
}

TEST(Jobs, AreRenderedFromAnArrayOrFromLines) {
  const std::vector<json> jobs = {job("a", 1), job("b", 2)};
  std::vector<std::string> pictures;
  for (const std::string& content : {json(jobs).dump(1), "\n" + lines_of(jobs)}) {
    const TemporaryFolder folder;
    const Outcome done = run_jobs(folder, content);
    ASSERT_EQ(done.code, 0) << done.err;
    const json result = done.json();
    EXPECT_EQ(result.at("images").size(), 2u);
    EXPECT_EQ(result.at("images")[1].at("path"), "b.png");
    EXPECT_EQ(result.at("images")[1].at("seed"), 2);
    EXPECT_EQ(folder.names(), (Arguments{"a.png", "b.png", "jobs"}));
    pictures.push_back(read_file(folder / "b.png"));
    // The same as a render of its own.
    ASSERT_EQ(run(tiny_render({"b", "--seed", "2", "--output", "c.png"}), folder.path()).code, 0);
    pictures.push_back(read_file(folder / "c.png"));
  }
  for (const std::string& picture : pictures) EXPECT_TRUE(picture == pictures[0]);
}

TEST(Jobs, AreSkippedWhereTheSamePictureExists) {
  const TemporaryFolder folder;
  std::vector<json> jobs = {job("a", 1), job("b", 2), job("c", 3)};
  ASSERT_EQ(run_jobs(folder, lines_of(jobs)).code, 0);
  const auto time = std::filesystem::last_write_time(folder / "b.png");
  const std::string first = read_file(folder / "a.png");

  const Outcome again = run_jobs(folder, lines_of(jobs));
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.json().at("skipped").size(), 3u);
  EXPECT_EQ(again.json().at("images").size(), 0u);
  EXPECT_EQ(std::filesystem::last_write_time(folder / "b.png"), time);

  // Another recipe for the same file is told, not skipped, and stops nobody else.
  jobs[0]["steps"] = 5;
  jobs.push_back(job("d", 4));
  const Outcome changed = run_jobs(folder, lines_of(jobs));
  EXPECT_EQ(changed.code, 2);
  EXPECT_NE(changed.err.find("jobs:1: output: a.png exists with another recipe"), std::string::npos)
      << changed.err;
  EXPECT_EQ(changed.json().at("failed").size(), 1u);
  EXPECT_EQ(changed.json().at("images").size(), 1u);
  EXPECT_TRUE(read_file(folder / "a.png") == first);

  const Outcome forced = run_jobs(folder, lines_of(jobs), {"--force"});
  EXPECT_EQ(forced.code, 0) << forced.err;
  EXPECT_EQ(forced.json().at("images").size(), 1u);
  EXPECT_EQ(forced.json().at("skipped").size(), 3u);
  EXPECT_FALSE(read_file(folder / "a.png") == first);
}

TEST(Jobs, ThoseDoneBeforeAreToldToPeopleToo) {
  const TemporaryFolder folder;
  const std::string jobs = lines_of({job("a", 1), job("b", 2)});
  ASSERT_EQ(run_jobs(folder, jobs).code, 0);
  const Outcome again = run(tiny_render({"--jobs", "jobs"}), folder.path());
  EXPECT_EQ(again.code, 0);
  EXPECT_NE(again.err.find("2 of 2 jobs were done before"), std::string::npos) << again.err;
}

TEST(Jobs, ADamagedPictureIsNotTakenAsDone) {
  const TemporaryFolder folder;
  const std::string jobs = lines_of({job("a", 1)});
  ASSERT_EQ(run_jobs(folder, jobs).code, 0);
  const std::string whole = read_file(folder / "a.png");
  std::string flipped = whole;
  flipped[whole.find("IDAT") + 10] ^= 1;
  for (const std::string& damaged : {flipped, whole.substr(0, whole.size() - 20)}) {
    write_file(folder / "a.png", damaged);
    const Outcome kept = run_jobs(folder, jobs);
    EXPECT_EQ(kept.code, 2);
    EXPECT_NE(kept.err.find("jobs:1: output: a.png exists, but is damaged"), std::string::npos)
        << kept.err;
    const Outcome forced = run_jobs(folder, jobs, {"--force"});
    EXPECT_EQ(forced.code, 0) << forced.err;
    EXPECT_TRUE(read_file(folder / "a.png") == whole);
  }
}

TEST(Jobs, AForeignFileInTheWayIsKept) {
  const TemporaryFolder folder;
  write_file(folder / "a.png", "not a picture");
  const Outcome done = run_jobs(folder, lines_of({job("a", 1), job("b", 2)}));
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(read_file(folder / "a.png"), "not a picture");
  EXPECT_EQ(done.json().at("images").size(), 1u);
}

TEST(Jobs, FlagsWinOverEveryJob) {
  const TemporaryFolder folder;
  const Outcome done = run_jobs(folder, lines_of({job("a", 1), job("b", 2)}), {"--steps", "4"});
  ASSERT_EQ(done.code, 0) << done.err;
  const json result = done.json();
  for (const json& image : result.at("images")) EXPECT_EQ(image.at("recipe").at("steps"), 4);
}

TEST(Jobs, ABadLineIsNamedBeforeAnythingIsRendered) {
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"{\"prompt\": ", "jobs:2: is not valid JSON"},
      {"[1]", "jobs:2: a job is a JSON object"},
      {R"({"prompt": "x", "seed": 1})", "jobs:2: output"},
      {R"({"prompt": "x", "output": "x.png"})", "jobs:2: seed is missing"},
      {R"({"seed": 1, "output": "x.png"})", "jobs:2: prompt is missing"},
      {R"({"prompt": "x", "seed": 1, "output": "x.png", "stepz": 3})", "jobs:2: unknown key"},
      {R"({"prompt": "x", "seed": -1, "output": "x.png"})", "jobs:2: seed"},
      {R"({"prompt": "x", "seed": 1, "output": "x.jpg"})", "jobs:2: output: x.jpg must end"},
      {R"({"prompt": "x", "seed": 1, "output": "a.png"})", "another job writes a.png too"},
      {R"({"prompt": "x", "seed": 1, "output": "x.png", "clip_skip": 50})",
       "jobs:2: clip_skip: expected"},
      {R"({"prompt": "x AND y:500", "seed": 1, "output": "x.png"})", "jobs:2: prompt: "}};
  for (const auto& [line, said] : bad) {
    const TemporaryFolder folder;
    const Outcome done = run_jobs(folder, job("a", 1).dump() + "\n" + line + "\n");
    EXPECT_EQ(done.code, 3) << line;
    EXPECT_NE(done.err.find(said), std::string::npos) << done.err;
    EXPECT_EQ(std::ranges::count(done.err, '\n'), 1) << done.err;
    EXPECT_EQ(folder.names(), Arguments{"jobs"});
  }
  const TemporaryFolder folder;
  for (const char* nothing : {"\n \n", "[]", " [ ] "}) {
    const Outcome done = run_jobs(folder, nothing);
    EXPECT_EQ(done.code, 3) << nothing;
    EXPECT_NE(done.err.find("jobs: has no jobs"), std::string::npos) << done.err;
  }
}

TEST(Jobs, DryRunCountsAndRendersNothing) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_jobs(folder, lines_of({job("a", 1)})).code, 0);
  const Outcome done = run_jobs(folder, lines_of({job("a", 1), job("b", 2)}), {"--dry-run"});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(done.json().at("jobs"), 2);
  EXPECT_EQ(done.json().at("to_render"), 1);
  EXPECT_EQ(folder.names(), (Arguments{"a.png", "jobs"}));
}

TEST(Jobs, TheirNumberIsIndex) {
  const TemporaryFolder folder;
  std::vector<json> jobs = {job("a", 1), job("b", 1), job("c", 1)};
  for (json& one : jobs) one["output"] = "{index}.png";
  const Outcome done = run_jobs(folder, lines_of(jobs));
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(folder.names(), (Arguments{"0.png", "1.png", "2.png", "jobs"}));
}

TEST(Jobs, AnObjectOverSeveralLinesIsToldWhatAListIs) {
  const TemporaryFolder folder;
  const Outcome done = run_jobs(folder, job("a", 1).dump(2));
  EXPECT_EQ(done.code, 3);
  EXPECT_NE(done.err.find("jobs:1: "), std::string::npos) << done.err;
  EXPECT_NE(done.err.find("one object a line"), std::string::npos) << done.err;
}

// However the file is spelt: a picture that was done before is no place for a later job's.
TEST(Jobs, TwoSpellingsOfOneFileAreRefusedBeforeAnythingIsRendered) {
  namespace fs = std::filesystem;
  const TemporaryFolder folder;
  fs::create_directory(folder / "real");
  fs::create_directory_symlink("real", folder / "link");
  const auto at = [](const std::string& output, int seed) {
    json one = job("a", seed);
    one["output"] = output;
    return one;
  };
  ASSERT_EQ(run_jobs(folder, lines_of({at("real/a.png", 1)})).code, 0);
  fs::create_hard_link(folder / "real/a.png", folder / "hard.png");
  const std::string before = read_file(folder / "real/a.png");
  const std::string whole = (folder.path() / "real/a.png").string();
  for (const std::string& other : {std::string("real/../real/a.png"), std::string("./real//a.png"),
                                   std::string("link/a.png"), std::string("hard.png"), whole}) {
    const Outcome done =
        run_jobs(folder, lines_of({at("real/a.png", 1), at(other, 2)}), {"--force"});
    EXPECT_EQ(done.code, 3) << other;
    EXPECT_NE(done.err.find("jobs:2: output: another job writes"), std::string::npos) << done.err;
    EXPECT_TRUE(read_file(folder / "real/a.png") == before) << other;
  }
  // Of files that are not there yet.
  const Outcome fresh =
      run_jobs(folder, lines_of({at("real/b.png", 1), at("link/b.png", 2)}), {"--force"});
  EXPECT_EQ(fresh.code, 3) << fresh.err;
  EXPECT_FALSE(fs::exists(folder / "real/b.png"));
}

TEST(Jobs, OneMistakeIsNotToldAThousandTimes) {
  const TemporaryFolder folder;
  std::vector<json> jobs;
  for (int i = 0; i < 50; ++i) {
    jobs.push_back(job("a", i));
    jobs.back()["output"] = "missing/{index}.png";
  }
  const Outcome done = run_jobs(folder, lines_of(jobs));
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(std::ranges::count(done.err, '\n'), 4) << done.err;
  EXPECT_NE(done.err.find("50 of 50 jobs cannot be rendered"), std::string::npos) << done.err;
  EXPECT_NE(done.err.find("there is no folder missing"), std::string::npos) << done.err;
  EXPECT_EQ(done.json().at("failed").size(), 50u);
}

// Of the processor, whatever else the machine does.
double seconds_of_children() {
  rusage used{};
  getrusage(RUSAGE_CHILDREN, &used);
  const auto seconds = [](const timeval& time) {
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// Thousands are checked before the first is rendered: nobody waits minutes for that.
TEST(Jobs, ManyAreCheckedAtOnce) {
  const TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 20000; ++i) {
    json one = job("a", i);
    one["output"] = "{seed}.png";
    lines += one.dump() + "\n";
  }
  const double before = seconds_of_children();
  const Outcome done = run_jobs(folder, lines, {"--dry-run"});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(done.json().at("to_render"), 20000);
  EXPECT_LT(seconds_of_children() - before, 15);
}

// Stops a long list after its first pictures and goes on with it.
void stop_and_resume(int signal_number) {
  const TemporaryFolder folder;
  std::vector<json> jobs;
  for (int i = 0; i < 60; ++i) jobs.push_back(job(fmt::format("job{}", i), i, 20));
  write_file(folder / "jobs", lines_of(jobs));
  RunningProgram program(tiny_render({"--jobs", "jobs", "--progress", "json"}), folder.path());
  const auto end = std::chrono::steady_clock::now() + 30s;
  while (!std::filesystem::exists(folder / "job2.png")) {
    ASSERT_LT(std::chrono::steady_clock::now(), end) << program.err();
    std::this_thread::sleep_for(1ms);
  }
  program.send(signal_number);
  const Outcome stopped = program.wait();
  EXPECT_EQ(stopped.code, signal_number == SIGKILL ? 128 + SIGKILL : 130);
  size_t finished = 0;
  for (const std::string& name : folder.names())
    finished += name.starts_with("job") && name != "jobs";
  ASSERT_GE(finished, 3u);
  ASSERT_LT(finished, 60u);

  const Outcome resumed = run(tiny_render({"--jobs", "jobs", "--json"}), folder.path());
  ASSERT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_EQ(resumed.json().at("skipped").size(), finished);
  EXPECT_EQ(resumed.json().at("images").size(), 60 - finished);
}

TEST(Jobs, GoOnAfterAnInterruption) {
  stop_and_resume(SIGINT);
}
TEST(Jobs, GoOnAfterAKill) {
  stop_and_resume(SIGKILL);
}

}  // namespace
}  // namespace evenlight::test
