// What the system and other programs do to a run: limits, signals, streams that end, files that
// change, folders that go away.
#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "tests/cli/png_chunks.h"
#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using namespace std::chrono_literals;

void limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  if (setrlimit(resource, &both) != 0) _exit(125);
}

std::string lines_of(const std::vector<json>& jobs) {
  std::string text;
  for (const json& one : jobs) text += one.dump() + "\n";
  return text;
}

std::vector<json> some_jobs(int count, int steps = 2) {
  std::vector<json> jobs;
  for (int i = 0; i < count; ++i) {
    jobs.push_back({{"prompt", "a"},
                    {"seed", i},
                    {"steps", steps},
                    {"width", 16},
                    {"height", 16},
                    {"output", fmt::format("p{}.png", i)}});
  }
  return jobs;
}

TEST(Surroundings, AFileThatMayNotGrowIsAnErrorAndNoHalfFile) {
  const TemporaryFolder folder;
  const Outcome done =
      run(tiny_render({"a", "--output", "a.png"}), folder.path(), [] { limit(RLIMIT_FSIZE, 600); });
  EXPECT_EQ(done.code, 1);
  EXPECT_NE(done.err.find("error: a.png: writing failed: File too large"), std::string::npos)
      << done.err;
  EXPECT_TRUE(folder.names().empty());
  // What may not grow at all is found before the work.
  const Outcome none = run(tiny_render({"a", "--output", "a.png", "--steps", "900"}), folder.path(),
                           [] { limit(RLIMIT_FSIZE, 0); });
  EXPECT_EQ(none.code, 1) << none.code;
  EXPECT_TRUE(folder.names().empty());
}

TEST(Surroundings, AReaderOfTheProgressThatGoesAwayStopsNothing) {
  const TemporaryFolder folder;
  const auto into_nothing = [] {
    int ends[2];
    if (pipe(ends) != 0 || dup2(ends[1], 2) < 0) _exit(125);
    close(ends[0]);
    close(ends[1]);
  };
  const Outcome done =
      run(tiny_render({"a", "--count", "3", "--progress", "json"}), folder.path(), into_nothing);
  EXPECT_EQ(done.code, 0);
  EXPECT_EQ(folder.names().size(), 3u);
}

// A pipe to a program's standard input.
class Input {
 public:
  Input() {
    if (pipe2(ends_, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  }
  ~Input() { finish(), close(ends_[0]); }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  void take() const {
    if (dup2(ends_[0], 0) < 0) _exit(125);
  }
  void say(const std::string& text) const {
    ASSERT_EQ(write(ends_[1], text.data(), text.size()), ssize_t(text.size()));
  }
  void finish() {
    if (ends_[1] >= 0) close(std::exchange(ends_[1], -1));
  }
  bool was_read() const {
    int waiting = 1;
    return ioctl(ends_[0], FIONREAD, &waiting) == 0 && waiting == 0;
  }

 private:
  int ends_[2] = {-1, -1};
};

// Whether the process does anything of its own about the signal: holds it back or answers it.
bool minds(pid_t process, int signal_number) {
  std::ifstream status(fmt::format("/proc/{}/status", process));
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with("SigBlk:") && !line.starts_with("SigCgt:")) continue;
    const uint64_t mask = std::stoull(line.substr(7), nullptr, 16);
    if (mask >> (signal_number - 1) & 1) return true;
  }
  return false;
}

// While its libraries are loaded, which takes longer than a person who hits Ctrl-C at once.
TEST(Surroundings, SignalsInTheFirstMomentsAreInterruptionsToo) {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    for (const auto later : {0us, 500us, 2000us, 8000us, 20000us}) {
      const TemporaryFolder folder;
      Input input;  // never finished: without a signal it would wait for ever
      RunningProgram program(tiny_render({"--jobs", "-"}), folder.path(), {}, {},
                             [&] { input.take(); });
      const auto end = std::chrono::steady_clock::now() + 30s;
      while (!minds(program.process(), number) && std::chrono::steady_clock::now() < end) {
        std::this_thread::yield();
      }
      std::this_thread::sleep_for(later);
      program.send(number);
      const Outcome done = program.wait();
      EXPECT_EQ(done.code, 130) << number << " after " << later.count();
      EXPECT_EQ(done.err, "error: Interrupted.\n");
    }
  }
}

TEST(Surroundings, WhatNohupStartsGoesOnWhenTheTerminalCloses) {
  const TemporaryFolder folder;
  Input input;
  RunningProgram program(tiny_render({"--jobs", "-"}), folder.path(), {}, {}, [&] {
    input.take();
    signal(SIGHUP, SIG_IGN);
  });
  const auto end = std::chrono::steady_clock::now() + 30s;
  while (!minds(program.process(), SIGTERM) && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(1ms);
  }
  program.send(SIGHUP);
  input.say(lines_of(some_jobs(1)));
  input.finish();
  EXPECT_EQ(program.wait().code, 0);
}

TEST(Surroundings, SignalsBeforeTheWorkAreInterruptionsToo) {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    for (const bool as_json : {false, true}) {
      const TemporaryFolder folder;
      Input input;
      Arguments arguments = tiny_render({"--jobs", "-"});
      if (as_json) arguments = arguments + Arguments{"--progress", "json"};
      RunningProgram program(arguments, folder.path(), {}, {}, [&] { input.take(); });
      input.say("\n");
      const auto end = std::chrono::steady_clock::now() + 30s;
      while (!input.was_read() && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(1ms);
      }
      ASSERT_TRUE(input.was_read());  // it waits for the rest of the list
      program.send(number);
      const Outcome done = program.wait();
      EXPECT_EQ(done.code, 130);
      if (as_json) {
        EXPECT_EQ(json::parse(done.err).at("exit_code"), 130);
      } else {
        EXPECT_EQ(done.err, "error: Interrupted.\n");
      }
    }
  }
}

TEST(Surroundings, JobsComeFromStandardInput) {
  for (const char* file : {"-", "/dev/stdin"}) {
    const TemporaryFolder folder;
    Input input;
    input.say(lines_of(some_jobs(2)));
    input.finish();
    const Outcome done = run(tiny_render({"--jobs", file}), folder.path(), [&] { input.take(); });
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(folder.names(), (Arguments{"p0.png", "p1.png"}));
  }
}

TEST(Surroundings, SeveralProcessesShareAListOfJobs) {
  const TemporaryFolder folder;
  write_file(folder / "jobs", lines_of(some_jobs(60, 4)));
  const Arguments arguments = tiny_render({"--jobs", "jobs", "--json"});
  RunningProgram first(arguments, folder.path()), second(arguments, folder.path()),
      third(arguments, folder.path());
  size_t images = 0;
  for (RunningProgram* program : {&first, &second, &third}) {
    const Outcome done = program->wait();
    ASSERT_EQ(done.code, 0) << done.err;
    const json result = done.json();
    images += result.at("images").size();
    EXPECT_EQ(result.at("images").size() + result.at("skipped").size(), 60u);
    EXPECT_TRUE(result.at("failed").empty());
  }
  EXPECT_EQ(images, 60u);  // each by one of them
  EXPECT_EQ(folder.names().size(), 61u);
}

// Another program copies the model anew, or its disk is full: at whatever moment.
TEST(Surroundings, AModelThatShrinksWhileItIsReadIsNamed) {
  int lost = 0;
  for (int attempt = 0; attempt < 24; ++attempt) {
    const TemporaryFolder folder;
    fs::copy(tiny_model(), folder.path() / "model", fs::copy_options::recursive);
    const fs::path unet =
        folder.path() / "model" / tiny_unet_file().lexically_relative(tiny_model());
    Arguments arguments = tiny_render({"a", "--steps", "30", "--output", "a.png"});
    *std::next(std::ranges::find(arguments, "--model")) = "model";
    RunningProgram program(arguments, folder.path());
    std::this_thread::sleep_for(4ms * attempt);
    fs::resize_file(unet, 5000);
    const Outcome done = program.wait();
    ASSERT_TRUE(done.code == 0 || done.code == 3) << done.code << ": " << done.err;
    EXPECT_EQ(fs::exists(folder / "a.png"), done.code == 0);
    if (done.code == 3) {
      EXPECT_NE(done.err.find("diffusion_pytorch_model"), std::string::npos) << done.err;
      ++lost;
    }
  }
  EXPECT_GT(lost, 0);
}

std::string sha256_in_recipe(const std::string& png) {
  return json::parse(png_texts(read_file(png)).at("evenlight")).at("model").at("sha256");
}

// Whatever somebody does to the model meanwhile, the recipe of a picture names what made it.
TEST(Surroundings, AModelThatIsReplacedWhileItIsReadIsNotMistakenForTheOther) {
  for (const bool in_place : {false, true}) {
    int changed = 0;
    for (int attempt = 0; attempt < 16; ++attempt) {
      const TemporaryFolder folder;
      fs::copy(tiny_model(), folder.path() / "model", fs::copy_options::recursive);
      const fs::path unet =
          folder.path() / "model" / tiny_unet_file().lexically_relative(tiny_model());
      std::string other = read_file(unet);
      for (size_t i = other.size() - 400; i < other.size(); i += 4) other[i + 1] ^= 0x10;
      write_file(folder / "other", other);
      Arguments arguments = tiny_render({"a", "--steps", "30", "--output", "a.png"});
      *std::next(std::ranges::find(arguments, "--model")) = "model";
      RunningProgram program(arguments, folder.path());
      std::this_thread::sleep_for(6ms * attempt);
      if (in_place) {
        write_file(unet, other);
      } else {
        fs::rename(folder / "other", unet);
      }
      const Outcome done = program.wait();
      ASSERT_TRUE(done.code == 0 || done.code == 3) << done.code << ": " << done.err;
      changed += done.code == 3;
      if (done.code != 0) continue;
      // Made again from the recipe alone, with the model that has that hash.
      const std::string told = sha256_in_recipe(folder / "a.png");
      fs::remove_all(folder.path() / "model");
      fs::copy(tiny_model(), folder.path() / "model", fs::copy_options::recursive);
      const auto render_again = [&] {
        Arguments again = arguments + Arguments{"--force", "--output", "b.png"};
        again.erase(std::ranges::find(again, "--output"), std::ranges::find(again, "--output") + 2);
        EXPECT_EQ(run(again, folder.path()).code, 0);
      };
      render_again();
      if (sha256_in_recipe(folder / "b.png") != told) {
        write_file(unet, other);
        render_again();
      }
      EXPECT_EQ(sha256_in_recipe(folder / "b.png"), told);
      EXPECT_TRUE(read_file(folder / "b.png") == read_file(folder / "a.png")) << attempt;
    }
    EXPECT_EQ(changed > 0, in_place) << "changes in place are told, others do no harm";
  }
}

// Not CLIP's tokenizer in the place of one that cannot be read: another picture without a word.
TEST(Surroundings, ATokenizerThatCannotBeReadIsNamed) {
  const TemporaryFolder folder;
  fs::copy(tiny_model(), folder.path() / "model", fs::copy_options::recursive);
  fs::remove_all(folder.path() / "model" / "tokenizer");
  fs::create_directory_symlink("tokenizer", folder.path() / "model" / "tokenizer");
  Arguments arguments = tiny_render({"a", "--output", "a.png"});
  *std::next(std::ranges::find(arguments, "--model")) = "model";
  const Outcome done = run(arguments, folder.path());
  EXPECT_EQ(done.code, 3);
  EXPECT_NE(done.err.find("tokenizer"), std::string::npos) << done.err;
  EXPECT_FALSE(fs::exists(folder / "a.png"));
}

TEST(Surroundings, AFolderThatIsGoneIsNamed) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "gone");
  const Outcome done =
      run(tiny_render({"a"}), fs::path(folder / "gone"), [&] { fs::remove(folder / "gone"); });
  EXPECT_EQ(done.code, 2);
  EXPECT_NE(done.err.find("is gone; change into another"), std::string::npos) << done.err;
}

TEST(Surroundings, NoRoomForAThreadIsALackOfMemory) {
  const TemporaryFolder folder;
  int without_room = 0;
  for (const rlim_t megabytes : {1000, 500, 300, 250, 200, 150, 120, 100, 80, 60}) {
    const Outcome done = run(tiny_render({"a", "--threads", "8", "--output", "a.png", "--force"}),
                             folder.path(), [&] { limit(RLIMIT_AS, megabytes << 20); });
    if (done.code == 0 || done.err.find("shared librar") != std::string::npos) continue;
    EXPECT_EQ(done.code, 4) << megabytes << ": " << done.err;
    EXPECT_TRUE(done.err.starts_with("error: ")) << done.err;
    ++without_room;
  }
  EXPECT_GT(without_room, 0);
}

// Said, and kept in the recipe: made again elsewhere, the picture is the same.
TEST(Surroundings, ALargePictureIsDecodedInTilesWhereThereIsNoRoomForAllOfIt) {
  const TemporaryFolder folder;
  const Arguments plan = tiny_render(
      {"a", "--width", "2048", "--height", "2048", "--dry-run", "--json", "--output", "a.png"});
  const Outcome roomy = run(plan, folder.path());
  ASSERT_EQ(roomy.code, 0) << roomy.err;
  EXPECT_FALSE(roomy.json()["recipe"].contains("vae_tile"));
  int in_tiles = 0;
  for (const rlim_t megabytes : {1000, 800, 600, 500, 400, 350, 300, 250, 200}) {
    const Outcome done = run(plan, folder.path(), [&] { limit(RLIMIT_AS, megabytes << 20); });
    if (done.code != 0 || !done.json()["recipe"].contains("vae_tile")) continue;
    EXPECT_EQ(done.json()["recipe"]["vae_tile"], 512);
    EXPECT_NE(done.err.find("in tiles of 512 pixels"), std::string::npos) << done.err;
    ++in_tiles;
  }
  EXPECT_GT(in_tiles, 0);
}

}  // namespace
}  // namespace evenlight::test
