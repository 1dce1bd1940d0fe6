// What `evenlight render` leaves behind, and how it answers while it runs.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <sstream>
#include <thread>

#include "tests/cli/png_chunks.h"
#include "tests/cli/program.h"

namespace evenlight::test {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

std::string picture(const Arguments& more) {
  const TemporaryFolder folder;
  const Outcome done = run(tiny_render(more + Arguments{"--output", "p.png"}), folder.path());
  EXPECT_EQ(done.code, 0) << done.err;
  return read_file(folder / "p.png");
}

// Only what was painted: everything but the texts.
std::string pixels(const Arguments& more) {
  return with_only_text(picture(more), "none", "");
}

json recipe_of(const std::string& png) {
  return json::parse(png_texts(png).at("evenlight"));
}

std::vector<json> lines_of(const std::string& text) {
  std::vector<json> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(json::parse(line));
  return lines;
}

TEST(Render, WritesAPictureAndItsPath) {
  const TemporaryFolder folder;
  const Outcome done = run(tiny_render({"a cat", "--output", "cat.png"}), folder.path());
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(done.out, "cat.png\n");
  EXPECT_EQ(done.err, "");
  EXPECT_EQ(folder.names(), Arguments{"cat.png"});
}

TEST(Render, DrawsASeedAndTellsIt) {
  const TemporaryFolder folder;
  Arguments arguments = tiny_render({"a cat"});
  arguments.erase(std::ranges::find(arguments, "--seed"),
                  std::ranges::find(arguments, "--seed") + 2);
  const Outcome done = run(arguments, folder.path());
  ASSERT_EQ(done.code, 0) << done.err;
  ASSERT_TRUE(done.err.starts_with("info: seed "));
  std::string seed = done.err.substr(11);
  seed.pop_back();
  EXPECT_EQ(folder.names(), Arguments{"evenlight-" + seed + ".png"});
}

TEST(Render, GivesTheSameBytesInAnyBatch) {
  const TemporaryFolder folder;
  const auto render = [&](const std::string& batch) {
    const Outcome done = run(tiny_render({"a cat", "--sampler", "euler_a", "--count", "3", "--seed",
                                          "7", "--batch", batch, "--output", "b" + batch + "/"}),
                             folder.path());
    EXPECT_EQ(done.code, 0) << done.err;
  };
  for (const char* batch : {"1", "2", "3"}) render(batch);
  for (const char* seed : {"7", "8", "9"}) {
    const std::string name = std::string("evenlight-") + seed + ".png";
    const std::string alone = picture({"a cat", "--sampler", "euler_a", "--seed", seed});
    for (const char* batch : {"b1/", "b2/", "b3/"}) {
      EXPECT_EQ(read_file(folder / (batch + name)), alone) << batch << name;
    }
  }
}

TEST(Render, GivesTheSameBytesOnAnyNumberOfThreads) {
  const Arguments size = {"a cat", "--width", "64", "--height", "96", "--threads"};
  EXPECT_EQ(picture(size + Arguments{"1"}), picture(size + Arguments{"2"}));
}

TEST(Render, NamesFilesWithoutLettingThePromptEscape) {
  const TemporaryFolder folder;
  const std::string prompt = "../../etc/passwd; $(rm -rf ~) {seed}\n\"Zoë\" \\ 日本";
  const Outcome done = run(tiny_render({prompt, "--seed", "5", "--count", "2", "--output",
                                        "{index}-{seed}-{prompt}.png"}),
                           folder.path());
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(folder.names(), (Arguments{"0-5-etc_passwd_rm_-rf_seed_Zoë_日本.png",
                                       "1-6-etc_passwd_rm_-rf_seed_Zoë_日本.png"}));
  const Outcome only_signs =
      run(tiny_render({"/../..", "--output", "{prompt}.png"}), folder.path());
  EXPECT_EQ(only_signs.out, "untitled.png\n");
}

TEST(Render, RefusesToOverwriteUnlessForced) {
  const TemporaryFolder folder;
  write_file(folder / "p.png", "mine");
  const Outcome refused = run(tiny_render({"a", "--output", "p.png"}), folder.path());
  EXPECT_EQ(refused.code, 2);
  EXPECT_EQ(read_file(folder / "p.png"), "mine");
  const Outcome forced = run(tiny_render({"a", "--output", "p.png", "--force"}), folder.path());
  EXPECT_EQ(forced.code, 0) << forced.err;
  EXPECT_EQ(read_file(folder / "p.png"), picture({"a"}));
}

TEST(Render, TakesNoiseFromAFile) {
  const TemporaryFolder folder;
  const Arguments common = {"a cat", "--count", "2", "--sampler", "dpmpp_2m"};
  const auto saved = [&](const std::string& name, const Arguments& more) {
    const Outcome done =
        run(tiny_render(common + more +
                        Arguments{"--output", name + "/", "--save-latent", name + "-latent.npy",
                                  "--save-noise", name + "-noise.npy"}),
            folder.path());
    EXPECT_EQ(done.code, 0) << done.err;
    return done;
  };
  saved("a", {});
  // Other seeds, but the first run's noise.
  const Outcome second = saved("b", {"--seed", "50", "--init-noise", "a-noise.npy"});
  EXPECT_NE(second.err.find("--init-noise"), std::string::npos);
  EXPECT_EQ(read_file(folder / "a-latent.npy"), read_file(folder / "b-latent.npy"));
  EXPECT_EQ(read_file(folder / "a-noise.npy"), read_file(folder / "b-noise.npy"));
  EXPECT_EQ(with_only_text(read_file(folder / "a/evenlight-2.png"), "none", ""),
            with_only_text(read_file(folder / "b/evenlight-51.png"), "none", ""));
  // The picture knows that noise by its hash, and is not made from other noise unasked.
  const Arguments again = {"--recipe", "b/evenlight-50.png", "--output", "c.png"};
  const Outcome without = run(tiny_render(again), folder.path());
  EXPECT_EQ(without.code, 3);
  EXPECT_NE(without.err.find("--init-noise"), std::string::npos) << without.err;
  const Outcome single = run(
      tiny_render(Arguments{"a cat", "--output", "d.png", "--save-noise", "d.npy"}), folder.path());
  ASSERT_EQ(single.code, 0) << single.err;
  const Outcome from_file =
      run(tiny_render({"a cat", "--seed", "9", "--init-noise", "d.npy", "--output", "e.png"}),
          folder.path());
  ASSERT_EQ(from_file.code, 0) << from_file.err;
  const Outcome remade =
      run(tiny_render({"--recipe", "e.png", "--init-latent", "d.npy", "--output", "f.png"}),
          folder.path());
  ASSERT_EQ(remade.code, 0) << remade.err;
  EXPECT_EQ(remade.err.find("other noise"), std::string::npos) << remade.err;
  EXPECT_TRUE(read_file(folder / "e.png") == read_file(folder / "f.png"));
  // Older recipes and commands say init_latent.
  nlohmann::json recipe =
      nlohmann::json::parse(png_texts(read_file(folder / "e.png")).at("evenlight"));
  recipe["init_latent"] = recipe.at("init_noise");
  recipe.erase("init_noise");
  write_file(folder / "old.json", recipe.dump());
  const Outcome old = run(tiny_render({"--recipe", "old.json", "--init-latent", "d.npy", "--output",
                                       "g.png", "--force"}),
                          folder.path());
  ASSERT_EQ(old.code, 0) << old.err;
  EXPECT_EQ(old.err.find("other noise"), std::string::npos) << old.err;
  EXPECT_TRUE(read_file(folder / "e.png") == read_file(folder / "g.png"));
  // NumPy's header: [2,4,2,2] floats behind 128 bytes.
  const std::string npy = read_file(folder / "a-noise.npy");
  EXPECT_EQ(npy.size(), 128 + 2 * 4 * 2 * 2 * sizeof(float));
  EXPECT_NE(npy.find("'shape': (2, 4, 2, 2)"), std::string::npos);
}

TEST(Render, ReadsNamesOfOtherPrograms) {
  const std::string ours = picture({"a", "--sampler", "dpmpp_2m", "--schedule", "karras"});
  EXPECT_EQ(picture({"a", "--sampler", "DPM++ 2M Karras"}), ours);
  EXPECT_EQ(picture({"a", "--sampler", "k_dpmpp_2m", "--schedule", "Karras"}), ours);
  EXPECT_EQ(picture({"a", "--sampler", "DPMSolverMultistepScheduler", "--schedule", "karras"}),
            ours);
  EXPECT_EQ(recipe_of(ours).at("sampler"), "dpmpp_2m");
  EXPECT_EQ(picture({"a", "--sampler", "Euler a"}), picture({"a", "--sampler", "euler_ancestral"}));
  EXPECT_EQ(picture({"a", "--rng", "NV"}), picture({"a", "--rng", "philox"}));
  EXPECT_EQ(picture({"a", "--prediction", "v_prediction"}), picture({"a", "--prediction", "v"}));
}

TEST(Render, ObeysEverySettingThatIsAboutThePicture) {
  // Two steps see the first and last noise level alone, which most schedules share.
  const Arguments prompt = {"a (red:1.4) cat", "--steps", "3"};
  const std::string plain = pixels(prompt);
  const std::vector<Arguments> changes = {{"--negative", "blue"},   {"--raw"},
                                          {"--seed", "2"},          {"--sampler", "heun"},
                                          {"--schedule", "karras"}, {"--cfg", "3"},
                                          {"--cfg-rescale", "0.7"}, {"--cfg-interval", "0:5"},
                                          {"--clip-skip", "2"},     {"--prediction", "v"},
                                          {"--rng", "philox"},      {"--width", "32"}};
  for (const Arguments& change : changes) {
    EXPECT_TRUE(pixels(prompt + change) != plain) << change.front();
  }
  const Arguments ddim = prompt + Arguments{"--sampler", "ddim"};
  EXPECT_TRUE(pixels(ddim) != pixels(ddim + Arguments{"--eta", "1"}));
}

TEST(Render, DryRunTellsAllAndWritesNothing) {
  const TemporaryFolder folder;
  const Outcome done = run(tiny_render({"a cat", "--count", "3", "--batch", "2", "--output", "new/",
                                        "--save-latent", "l.npy", "--dry-run", "--json"}),
                           folder.path());
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(folder.names(), Arguments{});
  const json plan = done.json();
  EXPECT_EQ(plan.at("recipe").at("prompt"), "a cat");
  EXPECT_EQ(plan.at("recipe").at("model").at("sha256").get<std::string>().size(), 64u);
  EXPECT_EQ(plan.at("paths").size(), 3u);
  const json& resolved = plan.at("resolved");
  EXPECT_EQ(resolved.at("sampler"), "euler");
  EXPECT_EQ(resolved.at("schedule"), "normal");  // what `automatic` is for this sampler and model
  EXPECT_EQ(resolved.at("prediction"), "epsilon");
  EXPECT_GT(plan.at("estimate").at("weight_bytes"), 1000000);
  EXPECT_GT(plan.at("estimate").at("activation_bytes"), 0);
  EXPECT_GT(plan.at("estimate").at("flops_total"), 0);
  // All three pictures: a batch of two and one of one.
  const auto total = [&](const char* pictures) {
    const Outcome outcome = run(tiny_render({"a cat", "--count", pictures, "--batch", "2",
                                             "--output", "new/", "--dry-run", "--json"}),
                                folder.path());
    return outcome.json().at("estimate").at("flops_total").get<double>();
  };
  EXPECT_DOUBLE_EQ(total("3"), total("2") + total("1"));
  const Outcome text = run(tiny_render({"a cat", "--dry-run"}), folder.path());
  EXPECT_NE(text.out.find("GFLOP"), std::string::npos);
  EXPECT_EQ(folder.names(), Arguments{});
}

TEST(Render, NoFileIsWrittenTwice) {
  for (const Arguments& more :
       {Arguments{"--save-latent", "./a.png"}, Arguments{"--save-noise", "sub/../a.png"},
        Arguments{"--save-latent", "l.npy", "--save-noise", "./l.npy"}}) {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "sub");
    const Outcome done =
        run(tiny_render(Arguments{"a", "--output", "a.png", "--force"} + more), folder.path());
    EXPECT_EQ(done.code, 2) << done.err;
    EXPECT_NE(done.err.find("would be written twice"), std::string::npos) << done.err;
    EXPECT_EQ(folder.names(), Arguments{"sub"});
  }
}

TEST(Render, FollowsTheModelsAdviceUntilTold) {
  const TemporaryFolder folder;
  std::filesystem::copy(tiny_render({})[2], folder / "model",
                        std::filesystem::copy_options::recursive);
  write_file(folder / "model/evenlight.json", R"({"recommended": {"steps": 3, "cfg": 2.5}})");
  const Outcome done =
      run({"render", "a", "--model", "model", "--cfg", "4", "--dry-run", "--json"}, folder.path());
  ASSERT_EQ(done.code, 0) << done.err;
  const json recipe = done.json().at("recipe");
  EXPECT_EQ(recipe.at("steps"), 3);
  EXPECT_EQ(recipe.at("cfg"), 4.0);
  EXPECT_EQ(recipe.at("width"), 16);  // the model's own size
}

TEST(Render, ProgressIsALineOfJsonAStep) {
  const TemporaryFolder folder;
  const Outcome done =
      run(tiny_render({"a", "--count", "2", "--steps", "3", "--progress", "json"}), folder.path());
  ASSERT_EQ(done.code, 0) << done.err;
  const std::vector<json> lines = lines_of(done.err);
  ASSERT_EQ(lines.size(), 8u);
  for (const size_t i : {0u, 1u, 2u, 4u, 5u, 6u}) {
    EXPECT_EQ(lines[i].at("event"), "step");
    EXPECT_EQ(lines[i].at("step"), i % 4 + 1);
    EXPECT_EQ(lines[i].at("steps"), 3);
    EXPECT_EQ(lines[i].at("images"), 2);
  }
  EXPECT_GE(lines[1].at("seconds_left"), 0.0);
  EXPECT_EQ(lines[3].at("event"), "image");
  EXPECT_EQ(lines[7].at("path"), "evenlight-2.png");
}

TEST(Render, QuietMeansSilent) {
  const TemporaryFolder folder;
  Arguments arguments = tiny_render({"a", "--quiet"});
  const auto seed = std::ranges::find(arguments, "--seed");
  arguments.erase(seed, seed + 2);
  const Outcome done = run(arguments, folder.path());
  EXPECT_EQ(done.code, 0);
  EXPECT_EQ(done.err, "");
  const Outcome bar = run(tiny_render({"a", "--progress", "bar"}), folder.path());
  EXPECT_NE(bar.err.find("step 2/2"), std::string::npos);
}

TEST(Render, KeepsWhatWasFinishedWhenInterrupted) {
  for (const int signal_number : {SIGINT, SIGTERM, SIGHUP}) {
    const TemporaryFolder folder;
    RunningProgram program(tiny_render({"a", "--count", "5000", "--steps", "20", "--progress",
                                        "json", "--output", "out/", "--json"}),
                           folder.path());
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (program.err().find("\"image\"") == std::string::npos) {
      ASSERT_LT(std::chrono::steady_clock::now(), end) << program.err();
      std::this_thread::sleep_for(5ms);
    }
    program.send(signal_number);
    const auto sent = std::chrono::steady_clock::now();
    const Outcome done = program.wait();
    EXPECT_LT(std::chrono::steady_clock::now() - sent, 3s);
    EXPECT_EQ(done.code, 130);
    const json last = lines_of(done.err).back();
    EXPECT_EQ(last.at("event"), "error");
    EXPECT_EQ(last.at("exit_code"), 130);
    EXPECT_TRUE(last.at("message").get<std::string>().starts_with("Interrupted")) << last;
    // Exactly the pictures that are told of, all of them whole.
    const json images = done.json().at("images");
    ASSERT_GE(images.size(), 1u);
    EXPECT_EQ(folder.names().size(), images.size() + 1);
    for (const json& image : images) {
      EXPECT_EQ(recipe_of(read_file(folder / image.at("path"))), image.at("recipe"));
    }
  }
}

}  // namespace
}  // namespace evenlight::test
