// What can be wrong, what it costs (the exit code) and what is said about it: one sentence that
// names the culprit, nothing on stdout, nothing on the disk.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstring>

#include "tests/cli/png_chunks.h"
#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;

struct Mishap {
  Arguments arguments;
  int code;
  std::string said;  // part of the message
};

// Everything lies in one folder, which must be the same afterwards.
void expect_mishaps(const TemporaryFolder& folder, const std::vector<Mishap>& mishaps) {
  const std::vector<std::string> before = folder.names();
  for (const Mishap& mishap : mishaps) {
    std::string line;
    for (const std::string& word : mishap.arguments) line += word.substr(0, 100) + " ";
    SCOPED_TRACE(line);
    const Outcome outcome = run(mishap.arguments, folder.path());
    EXPECT_EQ(outcome.code, mishap.code) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(outcome.err.starts_with("error: ")) << outcome.err;
    EXPECT_NE(outcome.err.find(mishap.said), std::string::npos) << outcome.err;
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
    EXPECT_TRUE(outcome.err.ends_with(".\n") || outcome.err.ends_with("?\n")) << outcome.err;
  }
  EXPECT_EQ(folder.names(), before);
}

Arguments tiny(const Arguments& more) {
  return tiny_render(Arguments{"a cat"} + more);
}

// With --device of its own.
Arguments on_device(const std::string& device) {
  return {"render", "a cat", "--model", tiny_model().string(), "--seed", "1", "--device", device};
}

TEST(ExitCodes, UnknownWords) {
  const TemporaryFolder folder;
  expect_mishaps(folder, {{{}, 2, "name a verb first: render, requirements"},
                          {{"--json"}, 2, "name a verb first"},
                          {{"rendr"}, 2, "no verb rendr (did you mean render?)"},
                          {{"models"}, 2, "list, inspect, verify"},
                          {{"models", "inspct"}, 2, "did you mean inspect?"},
                          {{"models", "convort"}, 2, "did you mean convert?"},
                          {{"audit", "rum"}, 2, "did you mean run?"},
                          {tiny({"--stepz", "3"}), 2, "no flag --stepz (did you mean --steps?)"},
                          {tiny({"--stepz=3"}), 2, "--stepz"},
                          {tiny({"-q"}), 2, "no flag -q"},
                          {tiny({"--pose", "x.png"}), 2, "no flag --pose"},
                          {tiny({"another", "word"}), 2, "\"another\" is one word too many"},
                          {{"tokens", "--", "-a", "--b"}, 2, "\"--b\" is one word too many"},
                          {{"samplers", "euler"}, 2, "one word too many"},
                          {{"devices", "--model", "x"}, 2, "no flag --model"}});
}

TEST(ExitCodes, BadValues) {
  const TemporaryFolder folder;
  expect_mishaps(
      folder,
      {{{"render", "--model", tiny_model().string()}, 2, "give a prompt"},
       {{"tokens"}, 2, "give a text"},
       {tiny({"--sampler", "eulr"}), 2,
        "--sampler: unknown sampler \"eulr\" (did you mean euler?)"},
       {tiny({"--sampler", ""}), 2, "accepted are euler, euler_a"},
       {tiny({"--schedule", "karas"}), 2, "did you mean karras?"},
       {tiny({"--rng", "mersenne"}), 2, "accepted are torch, philox"},
       {tiny({"--prediction", "x0"}), 2, "accepted are auto, epsilon, v"},
       {tiny({"--steps", "0"}), 2, "--steps: expected a whole number from 1 to 1000, got \"0\""},
       {tiny({"--steps", "2.5"}), 2, "--steps"},
       {tiny({"--steps", "5x"}), 2, "--steps"},
       {tiny({"--steps"}), 2, "--steps needs a value"},
       {tiny({"--cfg", "3", "--cfg", "4"}), 2, "--cfg is given more than once"},
       {tiny({"--raw=perhaps"}), 2, "--raw"},
       {tiny({"--cfg", "nan"}), 2, "--cfg"},
       {tiny({"--cfg", "inf"}), 2, "--cfg"},
       {tiny({"--cfg", "-1"}), 2, "--cfg"},
       {tiny({"--cfg", "101"}), 2, "--cfg: expected a number from 0 to 100, got"},
       {tiny({"--cfg-rescale", "2"}), 2, "--cfg-rescale"},
       {tiny({"--cfg-interval", "5:1"}), 2, "LOW:HIGH"},
       {tiny({"--variation", "7"}), 2, "SEED:STRENGTH"},
       {tiny({"--variation", "7:1.5"}), 2, "SEED:STRENGTH"},
       {tiny({"--variation", "-1:0.5"}), 2, "SEED:STRENGTH"},
       {tiny({"--seed-resize", "512"}), 2, "WxH"},
       {tiny({"--seed-resize", "510x512"}), 2, "WxH"},
       {tiny({"--sigmas", "3,1"}), 2, "A,B,…,0"},
       {tiny({"--sigmas", "1,3,0"}), 2, "A,B,…,0"},
       {tiny({"--sigmas", "0"}), 2, "A,B,…,0"},
       {tiny({"--like", "paint"}), 2, "evenlight, a1111, comfyui, diffusers"},
       {tiny({"--sde-noise", "white"}), 2, "auto, fresh, brownian"},
       {tiny({"--eta", "1.5"}), 2, "--eta"},
       // the model has two layers
       {tiny({"--clip-skip", "3"}), 2, "--clip-skip: expected a number from 1 to 2, got 3"},
       {tiny_render({"a AND b:500"}), 2, "a part of the prompt has the weight"},
       {tiny_render({"a <lora:x:0.8> b"}), 3, "The LoRA x is not here"},
       {tiny({"--seed", "-1"}), 2, "--seed"},
       {tiny({"--seed", "18446744073709551616"}), 2, "--seed"},
       {tiny({"--seed", "18446744073709551615", "--count", "2"}), 2, "--count"},
       {tiny({"--count", "0"}), 2, "--count"},
       {tiny({"--batch", "1000"}), 2, "--batch"},
       {tiny({"--threads", "-1"}), 2, "--threads"},
       {tiny({"--threads", "100000"}), 2, "--threads"},
       {tiny({"--precision", "f8"}), 2, "accepted are auto, f32"},
       {tiny({"--progress", "fancy"}), 2, "accepted are auto, bar, json and none"},
       {tiny({"--log-level", "loud"}), 2, "--log-level"},
       {tiny_render({"--prompt", "\xff\xfe broken"}), 2, "--prompt: expected text in UTF-8"},
       {tiny({"--negative", "\xc3("}), 2, "--negative"},
       {{"tokens", "\xf0\x28"}, 2, "UTF-8"},
       {{"bench", "--runs", "0"}, 2, "--runs"},
       {{"bench", "--model", tiny_model().string(), "--width", "20"}, 2, "--width"},
       {{"audit", "analyze"}, 2, "COUNTS.csv"},
       {{"audit", "analyze", "x.csv", "--confidence", "1"}, 2, "--confidence"}});
}

TEST(ExitCodes, AbsurdSizes) {
  const TemporaryFolder folder;
  expect_mishaps(
      folder, {{tiny({"--width", "20"}), 2, "multiple of 8"},
               {tiny({"--height", "0"}), 2, "--height"},
               {tiny({"--width", "-8"}), 2, "--width"},
               {tiny({"--width", "1000000"}), 2, "8192"},
               {tiny({"--width", "99999999999999999999"}), 2, "--width"},
               {tiny({"--width", "8192", "--height", "8192", "--count", "256", "--batch", "256"}),
                4, "needs about"}});
}

TEST(ExitCodes, NoSuchDevice) {
  const TemporaryFolder folder;
  expect_mishaps(folder, {{on_device("gpu"), 2, "accepted are cpu, vulkan"},
                          {on_device("vulkan:x"), 2, "vulkan:x"},
                          {on_device("vulkan:-1"), 2, "vulkan:-1"},
                          {on_device("vulkan:99"), 4, "vulkan"},
                          {on_device("cpu:1"), 4, "cpu:1"},
                          {on_device("cuda"), 4, "cuda is not built in"}});
}

TEST(ExitCodes, OutputsThatCannotBe) {
  const TemporaryFolder folder;
  write_file(folder / "there.png", "mine");
  fs::create_directory(folder / "folder.png");
  fs::create_symlink("nowhere.png", folder / "link.png");
  expect_mishaps(
      folder,
      {{tiny({"--output", "there.png"}), 2, "there.png exists; give --force"},
       {tiny({"--output", "link.png"}), 2, "link.png exists"},
       {tiny({"--output", "link.png", "--force"}), 2, "not a regular file"},
       {tiny({"--output", "no/such/p.png"}), 2, "no folder no/such"},
       {tiny({"--output", "no/such/p.png", "--dry-run"}), 2, "no folder no/such"},
       {tiny({"--output", "/proc/p.png"}), 2, "cannot be written"},
       {tiny({"--output", "there.png/"}), 2, "there.png"},
       {tiny({"--output", "p.jpg"}), 2, "must end in .png"},
       {tiny({"--output", "{sed}.png"}), 2, "{sed} is not known; accepted are {seed}"},
       {tiny({"--output", "{seed.png"}), 2, "{seed.png is not known"},
       {tiny({"--output", "p.png", "--count", "2"}), 2, "put {seed} or {index}"},
       {tiny({"--output", std::string(300, 'a') + ".png"}), 2, "longer than 255 bytes"},
       {tiny({"--save-latent", "there.png"}), 2, "--save-latent: there.png exists"},
       {tiny({"--save-noise", "no/n.npy"}), 2, "--save-noise"},
       {tiny({"--save-noise", "a.npy", "--save-latent", "a.npy"}), 2,
        "--save-noise: a.npy would be written twice"},
       {{"render", "--jobs", "j.json", "--output", "p.png"}, 2, "--output does not go with --jobs"},
       {{"render", "--jobs", "j.json", "--count", "2"}, 2, "--count and --batch do not go"}});
  EXPECT_EQ(read_file(folder / "there.png"), "mine");
}

TEST(ExitCodes, AFullDisk) {
  const TemporaryFolder folder;
  const Outcome outcome = RunningProgram({"samplers"}, folder.path(), "/dev/full").wait();
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.err, "error: Writing to stdout failed.\n");
}

TEST(ExitCodes, ModelsThatCannotBeRead) {
  const TemporaryFolder folder;
  const std::string unet = read_file(tiny_unet_file());
  write_file(folder / "empty.safetensors", "");
  write_file(folder / "cut.safetensors", unet.substr(0, unet.size() / 2));
  write_file(folder / "header.safetensors", unet.substr(0, 100));
  write_file(folder / "huge.safetensors", std::string(8, '\xff') + "{}");
  write_file(folder / "text.safetensors", "these are not weights");
  write_file(folder / "pickle.ckpt", "\x80\x02}q\x01.");
  fs::create_directory(folder / "nothing");
  fs::copy(tiny_model(), folder / "cut", fs::copy_options::recursive);
  fs::resize_file(fs::path(folder / "cut") / "unet/diffusion_pytorch_model.safetensors",
                  unet.size() - 2);
  fs::copy(tiny_model(), folder / "config", fs::copy_options::recursive);
  write_file(folder / "config/unet/config.json", "{\"block_out_channels\": [16,");
  fs::copy(tiny_model(), folder / "advice", fs::copy_options::recursive);
  write_file(folder / "advice/evenlight.json", R"({"recommended": {"steps": "many"}})");
  std::vector<Mishap> mishaps;
  for (const char* model :
       {"absent", "empty.safetensors", "cut.safetensors", "header.safetensors", "huge.safetensors",
        "text.safetensors", "pickle.ckpt", "nothing", "cut", "config", "/dev/null"}) {
    const std::string name = std::string(model) == "cut" ? "unet" : model;
    mishaps.push_back({{"render", "a", "--model", model}, 3, name});
    mishaps.push_back({{"models", "inspect", model}, 3, name});
    mishaps.push_back({{"models", "verify", model}, 3, name});
    mishaps.push_back({{"bench", "--model", model}, 3, name});
    mishaps.push_back({{"tokens", "a", "--model", model}, 3, name});
  }
  mishaps.push_back({{"render", "a", "--model", "advice"}, 3, "recommended: steps"});
  fs::copy(tiny_model(), folder / "depth", fs::copy_options::recursive);
  write_file(folder / "depth/evenlight.json", R"({"recommended": {"clip_skip": 3}})");
  mishaps.push_back(
      {{"render", "a", "--model", "depth"},
       3,
       "depth/evenlight.json: recommended: clip_skip: expected a number from 1 to 2"});
  // A part of the encoder is missing, which rendering alone would not notice.
  fs::copy(tiny_model(), folder / "encoder", fs::copy_options::recursive);
  const std::string vae_file = folder / "encoder/vae/diffusion_pytorch_model.safetensors";
  std::string vae = read_file(vae_file);
  vae.replace(vae.find("encoder.conv_in.bias"), 20, "encoder.conv_xx.bias");
  write_file(vae_file, vae);
  mishaps.push_back({{"models", "verify", "encoder"}, 3, "encoder.conv_in.bias"});
  fs::copy(tiny_model(), folder / "merges", fs::copy_options::recursive);
  fs::create_directories(folder / "merges/tokenizer");
  write_file(folder / "merges/tokenizer/vocab.json",
             R"({"a": 0, "<|startoftext|>": 1, "<|endoftext|>": 2})");
  write_file(folder / "merges/tokenizer/merges.txt", "");
  mishaps.push_back({{"tokens", "a", "--model", "merges"}, 3, "merges.txt: has no merges"});
  expect_mishaps(folder, mishaps);
}

// Noise that was scaled to the first σ already, as other programs keep it, ends in noise.
TEST(ExitCodes, APictureThatDidNotConverge) {
  const TemporaryFolder folder;
  const Arguments built_in = {"render",   "a portrait of a judge",
                              "--device", "cpu",
                              "--width",  "64",
                              "--height", "64",
                              "--steps",  "2",
                              "--seed",   "1",
                              "--quiet",  "--force",
                              "--output", "a.png"};
  ASSERT_EQ(run(built_in + Arguments{"--save-noise", "n.npy"}, folder.path()).code, 0);
  std::string npy = read_file(folder / "n.npy");
  const size_t numbers = 4 * 8 * 8 * sizeof(float);
  ASSERT_GT(npy.size(), numbers);
  for (size_t at = npy.size() - numbers; at < npy.size(); at += sizeof(float)) {
    float value;
    std::memcpy(&value, &npy[at], sizeof(float));
    value *= 60;
    std::memcpy(&npy[at], &value, sizeof(float));
  }
  write_file(folder / "scaled.npy", npy);
  expect_mishaps(folder, {{built_in + Arguments{"--init-latent", "scaled.npy"}, 5,
                           "the picture did not converge"}});
}

TEST(ExitCodes, OtherFilesThatCannotBeRead) {
  const TemporaryFolder folder;
  const auto recipe = [&](const std::string& name, const std::string& text,
                          const std::string& said) {
    write_file(folder / name, text);
    return Mishap{{"render", "--model", tiny_model().string(), "--recipe", name}, 3, said};
  };
  ASSERT_EQ(run(tiny({"--output", "a.png", "--save-noise", "n.npy"}), folder.path()).code, 0);
  const std::string png = read_file(folder / "a.png"), npy = read_file(folder / "n.npy");
  write_file(folder / "cut.npy", npy.substr(0, npy.size() - 1));
  write_file(folder / "nan.npy", npy.substr(0, npy.size() - 4) + std::string("\0\0\xc0\x7f", 4));
  write_file(folder / "counts.csv", "prompt,arm,attribute,class,count\na,,gender,woman,-1\n");
  const auto noise = [](const std::string& file, const Arguments& more = {}) {
    return tiny(Arguments{"--init-noise", file} + more);
  };
  const std::vector<Mishap> mishaps = {
      {{"render", "--recipe", "absent.json"}, 3, "absent.json: no such file"},
      {{"render", "--recipe", "."}, 3, "not a regular file"},
      recipe("empty.json", "", "no recipe"),
      recipe("cut.json", R"({"prompt": "a", "steps": )", "not valid JSON"),
      recipe("list.json", "[1, 2]", "no recipe"),
      recipe("key.json", R"({"prompt": "a", "stepz": 3})", "unknown key \"stepz\""),
      recipe("type.json", R"({"prompt": "a", "steps": "3"})", "steps: expected a whole number"),
      recipe("range.json", R"({"prompt": "a", "width": 20})", "width"),
      recipe("depth.json", R"({"prompt": "a", "clip_skip": 3})",
             "depth.json: clip_skip: expected a number from 1 to 2, got 3"),
      recipe("part.json", R"({"prompt": "a AND b:500"})",
             "part.json: prompt: a part of the prompt has the weight"),
      recipe("negative.json", R"({"prompt": "a", "negative": "a AND b"})",
             "negative.json: negative: the negative prompt has AND"),
      recipe("interval.json", R"({"prompt": "a", "cfg_interval": [5, 1]})",
             "interval.json: cfg_interval: expected [LOW, HIGH]"),
      recipe("noise.json",
             fmt::format(R"({{"prompt": "a", "init_latent": {{"sha256": "{:a<64}"}}}})", ""),
             "--init-noise FILE.npy"),
      recipe("name.json", R"({"prompt": "a", "sampler": "eulr"})", "did you mean euler?"),
      recipe("twice.json", R"({"prompt": "a", "steps": 3, "steps": 4})", "twice"),
      recipe("bytes.json", "{\"prompt\": \"\xff\"}", "not valid JSON"),
      recipe("deep.json", "{\"prompt\": " + std::string(1000, '['), "nested"),
      recipe("device.json", R"({"prompt": "a", "device": "toaster"})",
             "the device \"toaster\"; accepted are cpu, vulkan"),
      recipe("precision.json", R"({"prompt": "a", "precision": "f8"})",
             "the precision \"f8\"; accepted are auto, f32"),
      recipe("hash.json", R"({"prompt": "a", "model": {"sha256": "XYZ"}})", "sha256"),
      recipe("cut.png", png.substr(0, 60), "damaged PNG"),
      recipe("bare.png", with_only_text(png, "Comment", "hello"), "no recipe inside"),
      recipe(
          "mask.png",
          with_only_text(png, "parameters", "a\nSteps: 2, Sampler: Euler, Seed: 1, Mask blur: 4"),
          "a mask"),
      recipe("photo.jpg", "\xff\xd8\xff\xe0 and so on", "has no recipe inside that is known"),
      recipe("photo.webp", std::string("RIFF\x10\0\0\0WEBPVP8 ", 16),
             "has no recipe inside that is known"),
      {{"render", "--recipe", "other.json"}, 3, "give it with --model"},
      {noise("absent.npy"), 3, "absent.npy: no such file"},
      {noise("a.png"), 3, "not a NumPy file"},
      {noise("cut.npy"), 3, "bytes of data"},
      {noise("nan.npy"), 3, "not finite"},
      {noise("n.npy", {"--count", "2"}), 3, "expected the shape [2,4,2,2], found [1,4,2,2]"},
      {noise("n.npy", {"--width", "32"}), 3, "expected the shape [1,4,2,4]"},
      {{"audit", "analyze", "absent.csv"}, 3, "absent.csv"},
      {{"audit", "analyze", "counts.csv"}, 3, "counts.csv"},
      {{"audit", "analyze", "a.png"}, 3, "a.png"}};
  write_file(folder / "other.json", R"({"prompt": "a", "model": {"name": "dreams"}})");
  expect_mishaps(folder, mishaps);
}

// A folder like the tiny model whose weights of one part are all the same 16 bits.
std::string model_of(const TemporaryFolder& folder, const std::string& part, const char* bits) {
  const std::string name = "broken_" + part;
  fs::copy(tiny_model(), folder / name, fs::copy_options::recursive);
  const fs::path file = fs::path(folder / name) / part / "diffusion_pytorch_model.safetensors";
  std::string bytes = read_file(file);
  size_t header = 0;
  for (size_t i = 0; i < 8; ++i) header |= size_t(static_cast<unsigned char>(bytes[i])) << (8 * i);
  for (size_t i = 8 + header; i < bytes.size(); ++i) bytes[i] = bits[i % 2];
  write_file(file, bytes);
  return name;
}

TEST(ExitCodes, PicturesThatAreNotPictures) {
  const TemporaryFolder folder;
  const std::string grey = model_of(folder, "vae", "\0\0");
  const std::string infinite = model_of(folder, "unet", "\x00\x7c");
  const auto render = [](const std::string& model) {
    return Arguments{"render", "a cat", "--model", model, "--seed", "1", "--device", "cpu"};
  };
  expect_mishaps(folder, {{render(grey), 5, "blank"},
                          {render(infinite), 5, "not a number"},
                          {{"models", "verify", infinite},
                           3,
                           "broken_unet/unet/diffusion_pytorch_model.safetensors: the weight"}});
}

}  // namespace
}  // namespace evenlight::test
