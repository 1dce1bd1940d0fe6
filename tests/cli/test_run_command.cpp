// The line that makes an audit again says every setting that decides its pictures.
#include <gtest/gtest.h>

#include "app/common/audit/run_command.h"
#include "app/common/recipe/recipe_fields.h"
#include "app/common/recipe/value_place.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;

audit::AuditSettings settings_of(Json recipe) {
  audit::AuditSettings settings;
  settings.set.name = "core-12";
  settings.model = {{"name", "a model"}};
  settings.recipe = std::move(recipe);
  return settings;
}

// What stands after the flag, without its quotes; "" if it is not there.
std::string after(const std::string& command, const std::string& flag) {
  const size_t at = command.find(" " + flag + " ");
  if (at == std::string::npos) return "";
  const size_t start = at + flag.size() + 2;
  const bool quoted = command[start] == '\'';
  const size_t end = command.find(quoted ? '\'' : ' ', start + 1);
  return command.substr(start + (quoted ? 1 : 0), end - start - (quoted ? 1 : 0));
}

TEST(RunCommand, EveryFieldOfARecipeReadsBackAsItWas) {
  Recipe recipe;
  recipe.prompt = "left out by audits";
  recipe.negative = "blurry, bad";
  recipe.raw = true;
  recipe.emphasis = "no-norm";
  recipe.steps = 33;
  recipe.sampler = "dpmpp_2m";
  recipe.schedule = "karras";
  recipe.cfg = 4.25;
  recipe.cfg_rescale = 0.3;
  recipe.cfg_sigma_low = 0.5;
  recipe.width = 512;
  recipe.height = 640;
  recipe.clip_skip = 2;
  recipe.eta = 0.7;
  recipe.prediction = "v";
  recipe.rng = "philox";
  recipe.empty_negative = "zeros";
  recipe.original_width = recipe.original_height = 1024;
  recipe.crop_left = recipe.crop_top = 8;
  recipe.target_width = recipe.target_height = 768;
  recipe.aesthetic = 7;
  recipe.negative_aesthetic = 1.5;
  recipe.refiner_start = 0.7;
  recipe.vae_tile = 256;
  recipe.sigmas = {10, 2.5, 0.5, 0};
  recipe.variation_seed = UINT64_MAX;
  recipe.variation_strength = 0.25;
  recipe.seed_resize = {512, 640};
  recipe.eta_noise_seed_delta = -31337;
  recipe.sde_noise = "brownian";
  recipe.like = "comfyui";
  recipe.cfg_zero_star = true;
  recipe.pag = 2.5;
  recipe.seg = 1.5;
  recipe.perp_neg = 0.75;
  recipe.apg = {0.5, -0.5, 2.5};
  recipe.dynamic_threshold = {4, 0.9};
  recipe.freeu = {1.3, 1.4, 0.9, 0.2};
  recipe.hires = {2, 10, 0.4};
  recipe.hires_filter = "bicubic";
  Json json = Json::object();
  for (const RecipeField& field : recipe_fields()) {
    if (field.is_value() && !field.of_one_picture && field.key != "prompt" && field.key != "seed") {
      json[std::string(field.key)] = field_json(recipe, field);
      ASSERT_FALSE(json[std::string(field.key)].is_null()) << field.key;
    }
  }
  const RunCommand command = run_command(settings_of(json), "core-12", "a model");
  EXPECT_TRUE(command.needs.empty()) << command.needs.front();
  for (const auto& [key, value] : json.items()) {
    const std::string flag = find_recipe_field(key)->flag_name();
    if (value.is_boolean()) {
      EXPECT_NE((command.text + " ").find(" " + flag + " "), std::string::npos) << command.text;
      continue;
    }
    Recipe again;
    const RecipeField& field = *find_recipe_field(key);
    set_from_text(again, field, after(command.text + " ", flag), {ErrorKind::usage, flag});
    EXPECT_EQ(field_json(again, field), value) << command.text;
  }
}

TEST(RunCommand, WhatNoFlagSaysIsSaidInWords) {
  const Json recipe = {{"steps", 4},
                       {"embeddings", {{{"name", "my\nface"}, {"sha256", "0123"}}}},
                       {"lora", {{{"name", "x"}, {"strength", 0.5}}}}};
  const std::string line = reproduce_line(settings_of(recipe));
  EXPECT_NE(line.find("--steps 4 --output DIR  # with embeddings my face (sha256 0123)"),
            std::string::npos)
      << line;
  EXPECT_NE(line.find("\"lora\" as the audit's settings have it"), std::string::npos) << line;
  EXPECT_EQ(line.find('\n'), std::string::npos) << "the comment ends with the line";
}

TEST(RunCommand, AMitigationIsMadeFromTheAuditBeforeIt) {
  audit::AuditSettings settings = settings_of({{"steps", 4}});
  settings.arm = "quota";
  settings.mitigation = audit::Mitigation{};
  settings.mitigation->method = "quota";
  settings.mitigation->target = "woman=0.4,man=0.6";
  const std::string line = reproduce_line(settings);
  EXPECT_NE(line.find("--steps 4 --output BEFORE && evenlight audit mitigate BEFORE --method quota "
                      "--attribute presentation --target 'woman=0.4,man=0.6' --output DIR"),
            std::string::npos)
      << line;
  EXPECT_EQ(line.find("--arm"), std::string::npos);
}

TEST(RunCommand, WordsAreQuotedForAShell) {
  EXPECT_EQ(shell_word("plain-1.0"), "plain-1.0");
  EXPECT_EQ(shell_word("it's $HOME"), "'it'\\''s $HOME'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace evenlight
