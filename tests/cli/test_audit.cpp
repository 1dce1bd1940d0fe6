// The audit verbs from the first image to the report, with a tiny model and a classifier of the
// mean colour.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <map>
#include <sstream>
#include <thread>

#include "tests/cli/program.h"
#include "tests/cli/tiny_audit.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using namespace std::chrono_literals;

json done(const Arguments& arguments, const TemporaryFolder& folder) {
  const Outcome outcome = run(arguments + Arguments{"--json"}, folder.path());
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  return outcome.code == 0 ? outcome.json() : json();
}

size_t pictures_of(const fs::path& audit) {
  size_t count = 0;
  for (const auto& item : fs::recursive_directory_iterator(audit / "images")) {
    count += item.path().extension() == ".png" ? 1 : 0;
  }
  return count;
}

std::string refused(const Arguments& arguments, const TemporaryFolder& folder, int code) {
  const Outcome outcome = run(arguments, folder.path());
  EXPECT_EQ(outcome.code, code) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(outcome.err.starts_with("error: ")) << outcome.err;
  return outcome.err;
}

TEST(Audit, RunLeavesADatabasePicturesAndReports) {
  const TemporaryFolder folder;
  const json result = done(tiny_audit(folder, "a", 3), folder);
  EXPECT_EQ(result.at("database"), "a/audit.sqlite");
  EXPECT_EQ(result.at("images"), 12);  // three prompts and the baseline
  EXPECT_EQ(result.at("missing"), 0);
  ASSERT_FALSE(result.at("summary").empty());
  for (const char* key : {"arm", "attribute", "prompts", "mean_distance_from_parity",
                          "extreme_80_20", "skewed", "within", "inconclusive"}) {
    EXPECT_TRUE(result.at("summary")[0].contains(key)) << key;
  }
  EXPECT_EQ(pictures_of(folder / "a"), 12u);
  for (const char* name : {"report.html", "report.pdf", "report.json", "report.csv"}) {
    EXPECT_GT(fs::file_size(folder.path() / "a" / name), 100u) << name;
  }
  EXPECT_TRUE(fs::exists(folder / "a/images/ceo/00000_1000.png"));
  // The counts that it writes are read again.
  EXPECT_EQ(done({"audit", "analyze", "a/report.csv"}, folder).at("summary")[0].at("skewed"),
            result.at("summary")[0].at("skewed"));
}

TEST(Audit, ReportsOfTheSameAuditAreTheSameBytes) {
  const TemporaryFolder folder;
  done(tiny_audit(folder, "a", 2), folder);
  for (const std::string name : {"x", "y"}) {
    const json result = done({"audit", "report", "a", "--html", name + ".html", "--pdf",
                              name + ".pdf", "--csv", name + ".csv"},
                             folder);
    EXPECT_EQ(result.at("reports").at("html"), name + ".html");
    EXPECT_EQ(run({"audit", "report", "a", "--json", name + ".json"}, folder.path()).code, 0);
  }
  for (const char* format : {".html", ".pdf", ".csv", ".json"}) {
    const std::string first = read_file(folder / (std::string("x") + format));
    EXPECT_GT(first.size(), 100u) << format;
    EXPECT_TRUE(first == read_file(folder / (std::string("y") + format))) << format;
    EXPECT_TRUE(first == read_file(folder / (std::string("a/report") + format))) << format;
  }
  // Nothing has to be fetched to read it.
  const std::string html = read_file(folder / "x.html");
  for (const char* outside : {"src=\"http", "<link", "<script", "url(", "@import"}) {
    EXPECT_EQ(html.find(outside), std::string::npos) << outside;
  }
}

TEST(Audit, KilledInTheMiddleItGoesOnAndEndsAsIfNothingHadHappened) {
  const TemporaryFolder folder;
  done(tiny_audit(folder, "whole", 30), folder);
  RunningProgram killed(tiny_audit(folder, "a", 30), folder.path());
  const auto end = std::chrono::steady_clock::now() + 30s;
  while (!fs::exists(folder / "a/images/nurse/00002_1002.png") &&
         std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(1ms);
  }
  killed.send(SIGKILL);
  EXPECT_EQ(killed.wait().code, 128 + SIGKILL);
  done({"audit", "report", "a", "--csv", "half.csv"}, folder);  // what there is can be reported
  const size_t finished = pictures_of(folder / "a");
  EXPECT_GE(finished, 9u);
  EXPECT_LT(finished, 120u) << "it was killed too late to be a test";
  std::map<std::string, fs::file_time_type> times;
  for (const char* name : {"a/images/ceo/00000_1000.png", "a/images/nurse/00001_1001.png"}) {
    times[name] = fs::last_write_time(folder / name);
  }
  const json result = done({"audit", "resume", "a", "--instrument", "instrument"}, folder);
  EXPECT_EQ(result.at("images"), 120);
  EXPECT_EQ(result.at("missing"), 0);
  for (const auto& [name, time] : times) {
    EXPECT_EQ(fs::last_write_time(folder / name), time) << name << " was made a second time";
  }
  for (const char* name : {"report.json", "report.html", "report.csv"}) {
    EXPECT_TRUE(read_file(folder / (std::string("a/") + name)) ==
                read_file(folder / (std::string("whole/") + name)))
        << name;
  }
}

TEST(Audit, AnInterruptKeepsWhatIsFinishedAndSaysHowToGoOn) {
  const TemporaryFolder folder;
  RunningProgram program(tiny_audit(folder, "a", 500), folder.path());
  const auto end = std::chrono::steady_clock::now() + 30s;
  while (!fs::exists(folder / "a/images/judge/00001_1001.png") &&
         std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(1ms);
  }
  program.send(SIGINT);
  const Outcome outcome = program.wait();
  EXPECT_EQ(outcome.code, 130) << outcome.err;
  EXPECT_NE(outcome.err.find("audit resume a"), std::string::npos) << outcome.err;
  EXPECT_GE(pictures_of(folder / "a"), 5u);
}

TEST(Audit, FourShardsMergeIntoTheUnshardedBytes) {
  const TemporaryFolder folder;
  done(tiny_audit(folder, "whole", 5), folder);
  Arguments merge = {"audit", "merge", "--output", "merged"};
  for (const std::string shard : {"2", "0", "3", "1"}) {
    const json part =
        done(tiny_audit(folder, "s" + shard, 5) + Arguments{"--shard", shard + "/4"}, folder);
    EXPECT_EQ(part.at("shard"), shard + "/4");
    EXPECT_EQ(part.at("images"), 5);
    EXPECT_TRUE(part.at("reports").empty());
    merge.push_back("s" + shard);
  }
  EXPECT_NE(refused({"audit", "merge", "s0", "s1", "--output", "m"}, folder, 3).find("2 of 4"),
            std::string::npos);
  EXPECT_EQ(done(merge, folder).at("images"), 20);
  for (const char* name : {"report.json", "report.html", "report.pdf", "report.csv"}) {
    EXPECT_TRUE(read_file(folder / (std::string("merged/") + name)) ==
                read_file(folder / (std::string("whole/") + name)))
        << name;
  }
}

// Answers to an export: what `choose` says of each row's number.
std::string filled_in(const std::string& csv, const std::function<std::string(int)>& choose) {
  std::istringstream lines(csv);
  std::string text, line;
  std::getline(lines, text);
  text += "\n";
  for (int i = 0; std::getline(lines, line); ++i) text += line + choose(i) + "\n";
  return text;
}

TEST(Audit, HumanLabelsAreAskedBlindAndCorrectTheShares) {
  const TemporaryFolder folder;
  done(tiny_audit(folder, "a", 20), folder);
  const json exported = done({"audit", "label", "export", "a", "blind", "--count", "80"}, folder);
  EXPECT_EQ(exported.at("pictures"), 80);
  const std::string csv = read_file(folder / "blind/labels.csv");
  for (const char* told : {"CEO", "nurse", "1000", "ceo"}) {
    EXPECT_EQ(csv.find(told), std::string::npos) << told;
  }
  for (const auto& item : fs::directory_iterator(folder / "blind/pictures")) {
    const std::string bytes = read_file(item.path());
    EXPECT_EQ(bytes.find("portrait"), std::string::npos) << "the prompt is in the copy";
    EXPECT_EQ(bytes.find("evenlight"), std::string::npos);
  }
  EXPECT_NE(
      refused({"audit", "label", "export", "a", "blind"}, folder, 2).find("labels.csv exists"),
      std::string::npos);
  EXPECT_NE(refused({"audit", "label", "import", "a", "blind/labels.csv"}, folder, 3)
                .find("no row has a label yet"),
            std::string::npos);

  // The people agree with the instrument but for one picture in twenty.
  const std::map<std::string, std::string> machine = outcomes_by_picture(folder.path() / "a");
  std::vector<std::string> said;
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const std::string name = line.substr(0, line.find(','));
    said.push_back(machine.at(pixels_key(folder.path() / "blind/pictures" / (name + ".png"))));
  }
  const auto ada = [&](int i) {
    const std::string& seen = said[size_t(i)];
    return i % 20 == 7 && seen == "woman" ? "man" : seen;
  };
  write_file(folder / "ada.csv", filled_in(csv, ada));
  const json imported = done({"audit", "label", "import", "a", "ada.csv"}, folder);
  EXPECT_EQ(imported.at("rater"), "ada");
  EXPECT_EQ(imported.at("images_labelled"), 80);
  EXPECT_EQ(imported.at("can_correct"), true) << imported;
  write_file(folder / "bo.csv", filled_in(csv, [&](int i) { return said[size_t(i)]; }));
  EXPECT_EQ(done({"audit", "label", "import", "a", "bo.csv"}, folder).at("raters").size(), 2u);

  ASSERT_EQ(run({"audit", "report", "a", "--json", "r.json"}, folder.path()).code, 0);
  const json report = json::parse(read_file(folder / "r.json"));
  EXPECT_EQ(report.at("corrected"), true);
  const json& check = report.at("human_check");
  EXPECT_EQ(check.at("people_and_people").size(), 1u);
  EXPECT_GT(check.at("people_and_people")[0].at("kappa"), 0.8);
  EXPECT_GT(check.at("instrument_and_people").at("kappa"), 0.8);
  EXPECT_FALSE(check.at("corrected").empty());
  EXPECT_TRUE(check.at("corrected")[0].contains("interval"));

  const json asked =
      done({"audit", "label", "export", "a", "tones", "--attribute", "tone_band"}, folder);
  EXPECT_EQ(asked.at("attribute"), "tone_band");
  EXPECT_EQ(read_file(folder / "tones/labels.csv").substr(0, 27), "id,picture,attribute,label\n");
  write_file(folder / "cy.csv", filled_in(read_file(folder / "tones/labels.csv"),
                                          [](int i) { return i % 2 ? "light" : "dark"; }));
  const json tones = done({"audit", "label", "import", "a", "cy.csv"}, folder);
  EXPECT_EQ(tones.at("attribute"), "tone_band");
  EXPECT_EQ(tones.at("can_correct"), false);
  EXPECT_NE(refused({"audit", "label", "export", "a", "x", "--attribute", "race"}, folder, 2)
                .find("presentation, age and tone_band"),
            std::string::npos);
  refused({"audit", "label", "import", "a", "cy.csv", "--attribute", "age"}, folder, 2);

  write_file(folder / "bad.csv", "id,picture,label\nabc,x,woman\n");
  EXPECT_NE(refused({"audit", "label", "import", "a", "bad.csv"}, folder, 3).find("line 2"),
            std::string::npos);
}

TEST(Audit, CompareGoesByPromptAndSeed) {
  const TemporaryFolder folder;
  done(tiny_audit(folder, "a", 12), folder);
  done(tiny_audit(folder, "b", 12) + Arguments{"--cfg", "2", "--arm", "mild"}, folder);
  done(tiny_audit(folder, "c", 12) + Arguments{"--seed-base", "5000"}, folder);
  const json same = done({"audit", "compare", "a", "a"}, folder);
  EXPECT_EQ(same.at("summary").at("changed"), 0);
  for (const json& row : same.at("prompts")) {
    EXPECT_EQ(row.at("pairs").get<int>() + row.at("not_both_read").get<int>(), 12);
  }
  const json arms = done({"audit", "compare", "a", "b"}, folder);
  EXPECT_EQ(arms.at("second").at("arm"), "mild");
  EXPECT_EQ(arms.at("prompts").size(), 4u);  // the baseline too
  EXPECT_NE(refused({"audit", "compare", "a", "c"}, folder, 3).find("no prompt with the same seed"),
            std::string::npos);
  EXPECT_NE(refused({"audit", "compare", "a"}, folder, 2).find("second audit"), std::string::npos);
  write_file(folder / "arms.csv",
             "prompt,arm,attribute,class,count\nceo,x,p,woman,10\nceo,x,p,man,90\n"
             "ceo,y,p,woman,55\nceo,y,p,man,45\n");
  EXPECT_EQ(done({"audit", "compare", "arms.csv"}, folder).at("summary").at("changed"), 1);
}

TEST(Audit, WithoutAnInstrumentEverythingIsInconclusive) {
  const TemporaryFolder folder;
  const json result =
      done(tiny_audit(folder, "a", 4, {"none"}) + Arguments{"--log-level", "error"}, folder);
  for (const json& row : result.at("summary")) {
    EXPECT_EQ(row.at("inconclusive"), row.at("prompts"));
    EXPECT_TRUE(row.at("mean_distance_from_parity").is_null());
  }
}

TEST(Audit, WithoutAnyFaceEverythingIsInconclusive) {
  const TemporaryFolder folder;
  const json result = done(tiny_audit(folder, "a", 4, {"haar"}), folder);
  ASSERT_FALSE(result.at("summary").empty());
  for (const json& row : result.at("summary")) {
    EXPECT_EQ(row.at("skewed"), 0);
    EXPECT_EQ(row.at("inconclusive"), row.at("prompts"));
  }
  ASSERT_EQ(run({"audit", "report", "a", "--json", "r.json"}, folder.path()).code, 0);
  const json report = json::parse(read_file(folder / "r.json"));
  EXPECT_EQ(report.at("coverage").at("outcomes").at("no_face"), 12);
  EXPECT_NE(report.at("limits").dump().find("Haar"), std::string::npos);
}

TEST(Audit, PlanWritesTheScriptsOfACluster) {
  const TemporaryFolder folder;
  Arguments plan = tiny_audit(folder, "cluster", 4);
  plan[1] = "plan";
  const json result = done(plan + Arguments{"--shards", "4", "--memory", "1G", "--time", "01:00:00",
                                            "--program", EVENLIGHT_PROGRAM},
                           folder);
  EXPECT_EQ(result.at("shards"), 4);
  EXPECT_EQ(result.at("images"), 16);
  const std::string array = read_file(result.at("script").get<std::string>());
  for (const char* line : {"#SBATCH --array=0-3\n", "#SBATCH --mem=1G\n",
                           "#SBATCH --time=01:00:00\n", "$SLURM_ARRAY_TASK_ID/4", "audit resume",
                           "--device cpu --precision f32", "#SBATCH --signal=B:USR1@120\n"}) {
    EXPECT_NE(array.find(line), std::string::npos) << line;
  }
  EXPECT_NE(read_file(result.at("merge_script").get<std::string>()).find("audit merge"),
            std::string::npos);
  EXPECT_NE(refused(plan + Arguments{"--shards", "4"}, folder, 2).find("exists"),
            std::string::npos);
  EXPECT_NE(
      refused(plan + Arguments{"--partition", "x\n#SBATCH --uid=0"}, folder, 2).find("--partition"),
      std::string::npos);
}

// A task that comes to its time limit ends its program and is queued again.
TEST(Audit, ATaskAtItsTimeLimitGoesOnByItself) {
  const TemporaryFolder folder;
  write_file(folder / "slow", "#!/bin/bash\ntrap 'echo ended > \"" + (folder / "ended") +
                                  "\"; exit 130' TERM\ntouch '" + (folder / "began") +
                                  "'\nfor ((i = 0; i < 300; ++i)); do sleep 0.1; done\n");
  write_file(folder / "scontrol", "#!/bin/bash\necho \"$@\" > '" + (folder / "asked") + "'\n");
  for (const char* name : {"slow", "scontrol"}) {
    fs::permissions(folder / name, fs::perms::owner_all);
  }
  Arguments plan = tiny_audit(folder, "cluster", 4);
  plan[1] = "plan";
  const json result = done(plan + Arguments{"--shards", "2", "--program", folder / "slow"}, folder);
  const std::string script = result.at("script").get<std::string>();
  write_file(folder / "drive",
             "cd '" + folder.path().string() +
                 "'\nexport PATH=\"$PWD:$PATH\" SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_JOB_ID=77\n"
                 "bash '" +
                 script +
                 "' &\npid=$!\n"
                 "for ((i = 0; i < 100; ++i)); do [ -e began ] && break; sleep 0.1; done\n"
                 "kill -USR1 $pid\nwait $pid\n");
  EXPECT_EQ(std::system(("bash '" + (folder / "drive") + "' > /dev/null").c_str()), 0);
  EXPECT_EQ(read_file(folder / "asked"), "requeue 77_1\n");
  EXPECT_EQ(read_file(folder / "ended"), "ended\n");
}

// At a limit of the length of files, which is what a full disk is like.
TEST(Audit, WhatCannotBeWrittenLeavesNothing) {
  const TemporaryFolder folder;
  const Arguments audit = tiny_audit(folder, "a", 2);
  Arguments plan = audit + Arguments{"--shards", "2"};
  plan[1] = "plan";
  for (const rlim_t bytes : {0, 700, 6000}) {
    const InChild limit = [bytes] {
      const rlimit none{bytes, bytes};
      setrlimit(RLIMIT_FSIZE, &none);
    };
    for (const Arguments& arguments : {audit, plan}) {
      SCOPED_TRACE(arguments[1] + " " + std::to_string(bytes));
      if (bytes > 700 && arguments[1] == "plan") continue;  // scripts are that short
      const Outcome outcome = run(arguments, folder.path(), limit);
      EXPECT_EQ(outcome.code, 1) << outcome.err;
      // Where nothing may be written, not even this can be said.
      if (bytes > 0) {
        EXPECT_NE(outcome.err.find("File too large"), std::string::npos) << outcome.err;
      }
      EXPECT_FALSE(fs::exists(folder / "a"));
    }
  }
}

// The numbers stay what was measured; that the pictures beside them are others is said.
TEST(Audit, PicturesThatAreNotAsMeasuredAreNamed) {
  const TemporaryFolder folder;
  done(tiny_audit(folder, "a", 2), folder);
  done(tiny_audit(folder, "b", 2), folder);
  fs::remove(folder / "a/images/ceo/00000_1000.png");
  fs::copy_file(folder / "a/images/nurse/00000_1000.png", folder / "a/images/ceo/00001_1001.png",
                fs::copy_options::overwrite_existing);
  fs::remove(folder / "b/images/judge/00000_1000.png");
  fs::create_symlink("/etc/passwd", folder / "b/images/judge/00000_1000.png");
  const std::vector<Arguments> all = {{"audit", "report", "a"},
                                      {"audit", "resume", "a", "--no-report"},
                                      {"audit", "compare", "a", "b"},
                                      {"audit", "compare", "b", "a"}};
  for (const Arguments& arguments : all) {
    const Outcome outcome = run(arguments, folder.path());
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    for (const char* part : {"gone: 1", "images/ceo/00000_1000.png", "changed: 1"}) {
      EXPECT_NE(outcome.err.find(part), std::string::npos) << arguments[1] << outcome.err;
    }
    EXPECT_EQ(outcome.err.find("link") != std::string::npos, arguments[1] == "compare");
  }
  const json changed = done({"audit", "compare", "a", "b"}, folder).at("changed_pictures");
  ASSERT_EQ(changed.size(), 3u);
  EXPECT_EQ(changed[2].at("state"), "link");
}

TEST(Audit, PlanRefusesWhatNoMergeCouldJoin) {
  const TemporaryFolder folder;
  Arguments plan = tiny_audit(folder, "cluster", 4);
  plan[1] = "plan";
  const auto at = std::find(plan.begin(), plan.end(), "--device");
  plan.erase(at, at + 2);
  EXPECT_NE(refused(plan + Arguments{"--gres", "gpu:1"}, folder, 2).find("--device"),
            std::string::npos);
  EXPECT_NE(refused(plan + Arguments{"--sequential", "--shards", "5"}, folder, 2)
                .find("a sequential audit of 4 prompts"),
            std::string::npos);
}

TEST(Audit, WhatIsWrongCostsItsExitCodeAndOneSentence) {
  const TemporaryFolder folder;
  done(tiny_audit(folder, "a", 1), folder);
  fs::create_directories(folder / "broken");
  write_file(folder / "broken/audit.sqlite", "no database");
  write_file(folder / "bad.json", "{\"name\":1}");
  struct Mishap {
    Arguments arguments;
    int code;
    std::string said;
  };
  const std::vector<Mishap> mishaps = {
      {{"audit", "run"}, 2, "--output"},
      {{"audit", "run", "core-13", "--output", "n"}, 3, "core-12"},
      {{"audit", "run", "bad.json", "--output", "n"}, 3, "bad.json"},
      {{"audit", "run", "core-12", "--images", "many", "--output", "n"}, 2, "glance (16)"},
      {{"audit", "run", "core-12", "--shard", "4/4", "--output", "n"}, 2, "--shard"},
      {{"audit", "run", "core-12", "--shard", "x", "--output", "n"}, 2, "--shard"},
      {{"audit", "run", "core-12", "--instrument", "oracle", "--output", "n"}, 3, "oracle"},
      {{"audit", "run", "core-12", "--prompt", "x", "--output", "n"}, 2, "no flag --prompt"},
      {tiny_audit(folder, "a", 1), 2, "audit resume a"},
      {{"audit", "resume"}, 2, "folder"},
      {{"audit", "resume", "none"}, 3, "holds no audit"},
      {{"audit", "resume", "broken"}, 3, "broken/audit.sqlite"},
      {{"audit", "report"}, 2, "folder"},
      {{"audit", "report", "none.csv"}, 3, "none.csv"},
      {{"audit", "report", "broken"}, 3, "broken"},
      {{"audit", "report", "a", "--html", "a/audit.sqlite"}, 2, "made from"},
      {{"audit", "report", "a", "--html", "x", "--pdf", "x"}, 2, "two formats"},
      {{"audit", "report", "a", "--target", "2"}, 2, "--target"},
      {{"audit", "report", "a", "--html", "none/x.html"}, 1, "none/x.html"},
      {{"audit", "merge", "a"}, 2, "--output"},
      {{"audit", "merge", "broken", "--output", "m"}, 3, "broken"},
      {{"audit", "label", "guess", "a", "x"}, 2, "export and import"},
      {{"audit", "label", "import", "a", "none.csv"}, 3, "none.csv"},
      {{"audit", "plan", "core-12"}, 2, "--output"},
      {{"audit", "reprot"}, 2, "did you mean report?"}};
  for (const Mishap& mishap : mishaps) {
    SCOPED_TRACE(fmt::format("{} {}", mishap.arguments[1], mishap.said));
    EXPECT_NE(refused(mishap.arguments, folder, mishap.code).find(mishap.said), std::string::npos);
  }
  EXPECT_FALSE(fs::exists(folder / "n"));
}

}  // namespace
}  // namespace evenlight::test
