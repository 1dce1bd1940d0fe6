// The published sizes of the full models, told by their graphs alone: no weights, no memory.
#include <gtest/gtest.h>

#include "engine/graph/fuse.h"
#include "engine/graph/plan.h"
#include "engine/graph/stats.h"
#include "engine/models/clip_text.h"
#include "engine/models/unet.h"
#include "engine/models/vae.h"
#include "tests/support/model_folder.h"

namespace evenlight {
namespace {

UnetConfig sd2() {
  UnetConfig config;
  config.levels = {{320, 5, 1, 1}, {640, 10, 1, 1}, {1280, 20, 1, 1}, {1280, 20, 0, 0}};
  config.mid_heads = 20;
  config.cross_attention_dim = 1024;
  config.use_linear_projection = true;
  return config;
}

UnetConfig sdxl() {
  UnetConfig config;
  config.levels = {{320, 5, 0, 0}, {640, 10, 2, 2}, {1280, 20, 10, 10}};
  config.mid_heads = 20;
  config.mid_depth = 10;
  config.cross_attention_dim = 2048;
  config.use_linear_projection = true;
  config.addition_time_embed_dim = 256;
  config.addition_input_dim = 2816;
  return config;
}

void expect_near_percent(double value, double published, double percent) {
  EXPECT_NEAR(value, published, published * percent / 100);
}

TEST(FullSize, Sd15Unet) {
  const GraphStats stats = stats_of(trace_unet(UnetConfig{}, {.batch = 2}));
  EXPECT_EQ(stats.weights, 686u);
  EXPECT_EQ(stats.parameters, 859'520'964u);
  expect_near_percent(double(stats.flops()), 1606e9, 1);
}

TEST(FullSize, Sd21Unet) {
  const GraphStats stats = stats_of(trace_unet(sd2(), {.batch = 2, .height = 96, .width = 96}));
  EXPECT_EQ(stats.weights, 686u);
  expect_near_percent(double(stats.parameters), 865.91e6, 0.001);
  expect_near_percent(double(stats.flops()), 4298e9, 1);
}

TEST(FullSize, SdxlUnet) {
  const GraphStats stats = stats_of(trace_unet(sdxl(), {.batch = 2, .height = 128, .width = 128}));
  EXPECT_EQ(stats.weights, 1680u);
  expect_near_percent(double(stats.parameters), 2567.46e6, 0.001);
  expect_near_percent(double(stats.flops()), 13522e9, 1);
}

TEST(FullSize, ClipAndVae) {
  const GraphStats text = stats_of(trace_clip_text(TextConfig{}, 1));
  EXPECT_EQ(text.parameters, 123'060'480u);
  expect_near_percent(double(text.flops()), 13.3e9, 1);
  const GraphStats decoder = stats_of(trace_vae_decoder(VaeConfig{}, 1, 64, 64));
  const GraphStats encoder = stats_of(trace_vae_encoder(VaeConfig{}, 1, 512, 512));
  EXPECT_EQ(decoder.weights + encoder.weights, 248u);
  expect_near_percent(double(decoder.parameters + encoder.parameters), 83.65e6, 0.01);
  expect_near_percent(double(decoder.flops()), 2515e9, 1);
  expect_near_percent(double(encoder.flops()), 1117e9, 1);
}

TEST(FullSize, SdxlTextEncoders) {
  const ModelConfigs configs = test::full_size_sdxl();
  // CLIP's last layer and final norm are not read: 7'087'872 + 1'536 of 123'060'480.
  EXPECT_EQ(stats_of(trace_clip_text(configs.text, 1)).parameters, 115'971'072u);
  const GraphStats second = stats_of(trace_clip_text(*configs.text_2, 1));
  EXPECT_EQ(second.parameters, 694'659'840u);
  expect_near_percent(double(second.flops()), 97.9e9, 1);
}

TEST(FullSize, FusionKeepsWeightsAndWork) {
  const Graph plain = trace_unet(UnetConfig{}, {.batch = 2});
  const Graph fused = fuse(plain);
  EXPECT_EQ(stats_of(fused).weights, 686u);
  EXPECT_EQ(stats_of(fused).parameters, stats_of(plain).parameters);
  EXPECT_EQ(stats_of(fused).flops(), stats_of(plain).flops());
  // What a SD1.5 step still runs: no join, no enlarging, no lone activation or addition but the
  // one SiLU of the time embedding that its last linear takes in.
  for (const Node& node : fused.nodes()) {
    const std::string_view name = name_of(node.op);
    EXPECT_TRUE(name != "concat" && name != "upsample" && name != "activate" && name != "add")
        << name;
  }
  EXPECT_EQ(fused.nodes().size(), 376u);  // of 686 as traced
}

TEST(FullSize, CrossAttentionKeysAreKeptPerPrompt) {
  const Plan plan = make_plan(fuse(trace_unet(UnetConfig{}, {.batch = 2})), DType::f16);
  EXPECT_EQ(plan.prompt_nodes.size(), 16u);  // one joined key/value projection per transformer
  EXPECT_GT(plan.kept_bytes, 0u);
  // An f16 step of SD1.5 at 512² needs no more than this for its activations.
  EXPECT_LT(plan.arena_bytes, 120'000'000u);
}

}  // namespace
}  // namespace evenlight
