// What the layers below report, in the command's words.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/cli/command_words.h"
#include "engine/base/error.h"
#include "engine/devices/open_backend.h"
#include "engine/pipeline/recipe_check.h"

namespace evenlight::cli {
namespace {

template <class Call>
std::string refusal(const Call& call) {
  try {
    call();
  } catch (const std::exception& error) {
    return in_command_words(error);
  }
  return "accepted";
}

// One whose English was changed would not be found any more.
TEST(CommandWords, EveryOneReplacesAMessageWithTheSamePlaces) {
  for (const CommandSentence& row : command_sentences()) {
    const auto known = std::ranges::count(known_messages(), row.message,
                                          [](const char* text) { return std::string_view(text); });
    EXPECT_EQ(known, 1) << row.message;
    size_t places = 0;
    while (places < 10 && !has_places(row.message, places)) ++places;
    EXPECT_TRUE(has_places(row.words, places)) << row.words;
  }
}

TEST(CommandWords, FieldsAreFlags) {
  EXPECT_EQ(refusal([] { throw RecipeFault("cfg_rescale", say<"expected {0}">(1)); }),
            "--cfg-rescale: expected 1");
  EXPECT_EQ(in_command_words(say<"{0}: bad">(Field{"embeddings"})), "--embedding: bad");
  EXPECT_EQ(refusal([] { choose_device({.device = "tpu"}); }),
            "--device: \"tpu\" is not known; accepted are cpu, vulkan, vulkan:N and auto.");
}

TEST(CommandWords, WhatToDoIsAFlagOrAVerb) {
  EXPECT_EQ(refusal([] { choose_device({.device = "cpu:7"}); }),
            "There is no device cpu:7; `evenlight devices` lists what there is.");
}

TEST(CommandWords, OwnAndForeignWordsStay) {
  EXPECT_EQ(refusal([] { throw Error(ErrorKind::usage, "--steps: {0}"); }), "--steps: {0}");
  EXPECT_EQ(refusal([] { throw std::runtime_error("check the model"); }), "check the model");
}

}  // namespace
}  // namespace evenlight::cli
