// The objects that scripts read from stdout: keys may be added, never renamed.
#include <gtest/gtest.h>

#include <set>

#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

using nlohmann::json;

json output_of(const Arguments& arguments) {
  const TemporaryFolder folder;
  const Outcome done = run(arguments + Arguments{"--json"}, folder.path());
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(std::ranges::count(done.out, '\n'), 1);
  return done.json();
}

void expect_keys(const json& object, const std::vector<std::string>& keys) {
  for (const std::string& key : keys) {
    EXPECT_TRUE(object.contains(key)) << key << " in " << object.dump().substr(0, 300);
  }
}

TEST(Json, Render) {
  const json result = output_of(tiny_render({"a cat", "--count", "2", "--steps", "3"}));
  expect_keys(result, {"images", "seconds", "steps_per_second", "device", "peak_memory_bytes"});
  ASSERT_EQ(result.at("images").size(), 2u);
  const json& image = result.at("images")[1];
  EXPECT_EQ(image.at("path"), "evenlight-2.png");
  EXPECT_EQ(image.at("seed"), 2);
  EXPECT_EQ(image.at("width"), 16);
  EXPECT_EQ(image.at("height"), 16);
  EXPECT_EQ(image.at("sha256").get<std::string>().size(), 64u);
  expect_keys(image.at("recipe"),
              {"prompt", "negative", "raw", "seed", "steps", "sampler", "schedule", "cfg",
               "cfg_rescale", "width", "height", "clip_skip", "prediction", "rng", "model", "app"});
  EXPECT_EQ(image.at("recipe").at("seed"), 2);
  expect_keys(image.at("recipe").at("model"), {"name", "sha256"});
  EXPECT_EQ(result.at("device"), "cpu");
  EXPECT_GT(result.at("seconds"), 0);
  EXPECT_GT(result.at("steps_per_second"), 0);
  EXPECT_GT(result.at("peak_memory_bytes"), 1000000);
}

TEST(Json, Tokens) {
  const json result = output_of({"tokens", "a (red:1.3) cat"});
  EXPECT_EQ(result.at("tokens"), 3);
  ASSERT_EQ(result.at("chunks").size(), 1u);
  const json& chunk = result.at("chunks")[0];
  ASSERT_EQ(chunk.at("ids").size(), 77u);
  ASSERT_EQ(chunk.at("weights").size(), 77u);
  // CLIP's start, the three words, CLIP's end.
  EXPECT_EQ((std::vector<json>(chunk.at("ids").begin(), chunk.at("ids").begin() + 5)),
            (std::vector<json>{49406, 320, 736, 2368, 49407}));
  EXPECT_EQ(chunk.at("weights")[2], 1.3);
  EXPECT_EQ(chunk.at("weights")[3], 1.0);
  EXPECT_EQ(output_of({"tokens", "a (red:1.3) cat", "--raw"}).at("chunks")[0].at("weights")[2],
            1.0);
  EXPECT_EQ(output_of({"tokens", ""}).at("tokens"), 0);
  const TemporaryFolder folder;
  const Outcome dash = run({"tokens", "--json", "--", "-a cat"}, folder.path());
  ASSERT_EQ(dash.code, 0) << dash.err;
  EXPECT_EQ(dash.json().at("tokens"), 3);
  std::string many;
  for (int i = 0; i < 100; ++i) many += "cat ";
  EXPECT_EQ(output_of({"tokens", many, "--model", tiny_model().string()}).at("chunks").size(), 2u);
}

TEST(Json, Models) {
  const json inspected = output_of({"models", "inspect", tiny_model().string()});
  EXPECT_EQ(inspected.at("family"), "sd1");
  EXPECT_EQ(inspected.at("prediction"), "epsilon");
  EXPECT_EQ(inspected.at("zero_terminal_snr"), false);
  EXPECT_EQ(inspected.at("dtype"), "f16");
  EXPECT_EQ(inspected.at("container"), "safetensors");
  EXPECT_GT(inspected.at("types").at("f16"), 1000);
  EXPECT_EQ(inspected.at("sha256").get<std::string>().size(), 64u);
  uint64_t tensors = 0, parameters = 0;
  for (const char* part : {"text", "unet", "vae"}) {
    tensors += inspected.at("parts").at(part).at("tensors").get<uint64_t>();
    parameters += inspected.at("parts").at(part).at("parameters").get<uint64_t>();
  }
  const json verified = output_of({"models", "verify", "--model", tiny_model().string()});
  EXPECT_EQ(verified.at("ok"), true);
  EXPECT_EQ(verified.at("sha256"), inspected.at("sha256"));
  EXPECT_EQ(verified.at("weights"), tensors);
  EXPECT_EQ(verified.at("parameters"), parameters);
  EXPECT_TRUE(output_of({"models", "list"}).at("models").is_array());
}

TEST(Json, Samplers) {
  const json result = output_of({"samplers"});
  std::set<std::string> ids, names;
  for (const json& row : result.at("samplers")) {
    expect_keys(row, {"id", "name", "aliases", "stochastic", "evaluations_per_step"});
    EXPECT_TRUE(row.at("stochastic").is_boolean());
    EXPECT_GE(row.at("evaluations_per_step"), 1);
    ids.insert(row.at("id"));
    EXPECT_TRUE(names.insert(row.at("name")).second);
  }
  for (const char* id : {"euler", "euler_a", "heun", "dpmpp_2m", "dpmpp_2m_sde", "ddim", "lcm"}) {
    EXPECT_TRUE(ids.contains(id)) << id;
  }
  std::set<std::string> schedules;
  for (const json& row : result.at("schedules")) {
    expect_keys(row, {"id", "name"});
    schedules.insert(row.at("id"));
  }
  for (const char* id : {"automatic", "normal", "karras", "sgm_uniform", "beta", "trailing"}) {
    EXPECT_TRUE(schedules.contains(id)) << id;
  }
}

// Whatever a table names must be accepted.
TEST(Json, EverySamplerAndScheduleCanBeUsed) {
  const TemporaryFolder folder;
  std::string jobs;
  const auto add = [&](const char* key, const std::string& id) {
    jobs += json{{"prompt", "a"},
                 {"seed", 1},
                 {"steps", 4},
                 {"width", 16},
                 {"height", 16},
                 {key, id},
                 {"output", std::string(key) + id + ".png"}}
                .dump() +
            "\n";
  };
  const json table = output_of({"samplers"});
  for (const json& row : table.at("samplers")) add("sampler", row.at("id"));
  for (const json& row : table.at("schedules")) add("schedule", row.at("id"));
  write_file(folder / "jobs.jsonl", jobs);
  const Outcome done = run(tiny_render({"--jobs", "jobs.jsonl"}), folder.path());
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(folder.names().size(), table.at("samplers").size() + table.at("schedules").size() + 1);
}

TEST(Json, Devices) {
  const json result = output_of({"devices"});
  int chosen = 0;
  bool cpu = false;
  for (const json& row : result.at("devices")) {
    expect_keys(row, {"id", "name", "kind", "memory_bytes", "precisions", "chosen"});
    EXPECT_FALSE(row.at("precisions").empty());
    chosen += row.at("chosen").get<bool>();
    cpu |= row.at("id") == "cpu" && row.at("kind") == "cpu" && row.at("memory_bytes") > 0;
    // Software pretending to be a GPU is never the choice.
    EXPECT_FALSE(row.at("chosen") && row.at("kind") == "software");
  }
  EXPECT_EQ(chosen, 1);
  EXPECT_TRUE(cpu);
}

TEST(Json, Bench) {
  const Arguments bench = {"bench",    "--model", tiny_model().string(),
                           "--device", "cpu",     "--threads",
                           "1",        "--runs",  "2"};
  const json result = output_of(bench);
  expect_keys(result, {"device", "precision", "threads", "load_seconds", "peak_memory_bytes"});
  EXPECT_EQ(result.at("threads"), 1);
  EXPECT_GT(result.at("load_seconds"), 0);
  EXPECT_GT(result.at("peak_gflops"), 0.1);
  for (const char* part : {"text", "unet_step", "vae_decode"}) {
    const json& row = result.at(part);
    EXPECT_GT(row.at("seconds"), 0);
    EXPECT_GT(row.at("gflop"), 0);
    EXPECT_NEAR(row.at("gflops"), row.at("gflop").get<double>() / row.at("seconds").get<double>(),
                1e-6 * row.at("gflops").get<double>());
    EXPECT_NEAR(row.at("share_of_peak"),
                row.at("gflops").get<double>() / result.at("peak_gflops").get<double>(), 1e-6);
    EXPECT_FALSE(row.contains("ops"));
  }
  // Four times the pixels: four times the decoder's convolutions, and more for its attention.
  const json larger = output_of(bench + Arguments{"--width", "32", "--height", "32", "--profile"});
  const double ratio = larger.at("vae_decode").at("gflop").get<double>() /
                       result.at("vae_decode").at("gflop").get<double>();
  EXPECT_GE(ratio, 4.0);
  EXPECT_LT(ratio, 4.5);
  double seconds = 0;
  for (const json& op : larger.at("vae_decode").at("ops"))
    seconds += op.at("seconds").get<double>();
  EXPECT_GT(seconds, 0);
}

TEST(Json, AuditAnalyze) {
  const TemporaryFolder folder;
  write_file(folder / "counts.csv",
             "prompt,arm,attribute,class,count\n"
             "nurse,,gender,woman,95\nnurse,,gender,man,5\n"
             "judge,,gender,woman,48\njudge,,gender,man,52\njudge,,gender,unclear,7\n");
  const Outcome done = run({"audit", "analyze", "counts.csv", "--json"}, folder.path());
  ASSERT_EQ(done.code, 0) << done.err;
  const json result = done.json();
  expect_keys(result, {"settings", "groups", "summary"});
  ASSERT_EQ(result.at("groups").size(), 2u);
  for (const json& group : result.at("groups")) {
    expect_keys(group, {"prompt", "arm", "attribute", "n", "classes", "p_exact", "p_adjusted",
                        "total_variation", "verdict"});
    EXPECT_EQ(group.at("n"), 100);
    for (const json& row : group.at("classes")) {
      expect_keys(
          row, {"class", "count", "share", "wilson", "clopper_pearson", "goodman", "sison_glaz"});
    }
  }
  ASSERT_EQ(result.at("summary").size(), 1u);
  const json& summary = result.at("summary")[0];
  expect_keys(summary, {"arm", "attribute", "prompts", "mean_distance_from_parity", "extreme_80_20",
                        "skewed", "within", "inconclusive"});
  EXPECT_NEAR(summary.at("mean_distance_from_parity"), (0.45 + 0.02) / 2, 1e-12);
  EXPECT_EQ(summary.at("extreme_80_20"), 1);
  EXPECT_EQ(summary.at("skewed"), 1);
}

TEST(Help, EveryVerbExplainsItself) {
  const TemporaryFolder folder;
  const Outcome all = run({"--help"}, folder.path());
  EXPECT_EQ(all.code, 0);
  for (const char* word : {"render", "tokens", "models", "samplers", "devices", "bench", "audit"}) {
    EXPECT_NE(all.out.find(word), std::string::npos) << word;
    EXPECT_EQ(run({word, "--help"}, folder.path()).code, 0) << word;
  }
  const std::string render = run({"render", "--help"}, folder.path()).out;
  for (const char* flag :
       {"--model",      "--prompt",      "--negative", "--raw",         "--seed",
        "--count",      "--batch",       "--steps",    "--sampler",     "--schedule",
        "--cfg",        "--cfg-rescale", "--width",    "--height",      "--clip-skip",
        "--eta",        "--prediction",  "--rng",      "--device",      "--precision",
        "--threads",    "--output",      "--recipe",   "--save-latent", "--init-noise",
        "--save-noise", "--dry-run",     "--jobs",     "--json",        "--quiet",
        "--log-level",  "--progress",    "--force"}) {
    EXPECT_NE(render.find(std::string("  ") + flag + " "), std::string::npos) << flag;
  }
  EXPECT_EQ(run({"--version"}, folder.path()).out.substr(0, 10), "evenlight ");
}

}  // namespace
}  // namespace evenlight::test
