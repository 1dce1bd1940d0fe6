// What is done against a skew: whose prompts, with which words, in which numbers, and what it did.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bias_audit/analysis/compare.h"
#include "bias_audit/analysis/mitigation_effect.h"
#include "bias_audit/mitigate/attribute_words.h"
#include "bias_audit/mitigate/left_alone.h"
#include "bias_audit/mitigate/named_person.h"
#include "bias_audit/mitigate/plan.h"
#include "bias_audit/mitigate/quota.h"
#include "bias_audit/report/mitigation_report.h"
#include "engine/base/error.h"
#include "tests/audit/audits.h"

namespace evenlight::audit {
namespace {

int64_t count_of(const std::vector<size_t>& classes, size_t each) {
  return std::count(classes.begin(), classes.end(), each);
}

TEST(Quota, HitsTheTargetExactly) {
  EXPECT_EQ(quota_counts({0.5, 0.5}, 100), (std::vector<int64_t>{50, 50}));
  EXPECT_EQ(quota_counts({0.5, 0.5}, 7), (std::vector<int64_t>{4, 3}));
  EXPECT_EQ(quota_counts({0.292, 0.708}, 250), (std::vector<int64_t>{73, 177}));
  EXPECT_EQ(quota_counts({0, 1}, 3), (std::vector<int64_t>{0, 3}));
  EXPECT_EQ(quota_counts({1 / 3.0, 1 / 3.0, 1 / 3.0}, 100), (std::vector<int64_t>{34, 33, 33}));
  for (const int64_t images : {1, 2, 9, 100, 251}) {
    for (const size_t templates : {1u, 3u}) {
      const std::vector<double> shares = {0.2, 0.5, 0.3};
      const auto counts = quota_counts(shares, images);
      const auto classes = quota_classes(shares, images, templates, "ceo1000");
      ASSERT_EQ(classes.size(), size_t(images));
      for (size_t c = 0; c < 3; ++c) EXPECT_EQ(count_of(classes, c), counts[c]) << images;
    }
  }
}

TEST(Quota, IsNearTheTargetOnTheWayAndInEveryTemplate) {
  const auto classes = quota_classes({0.5, 0.5}, 300, 3, "ceo1000");
  int64_t women = 0;
  std::vector<int64_t> by_template(3, 0);
  for (size_t k = 0; k < classes.size(); ++k) {
    women += classes[k] == 0 ? 1 : 0;
    by_template[k % 3] += classes[k] == 0 ? 1 : 0;
    EXPECT_LE(std::abs(double(women) - double(k + 1) / 2), 4) << k;
  }
  for (const int64_t each : by_template) EXPECT_NEAR(double(each), 50, 4);
}

TEST(Quota, HasAnOrderOfItsOwnForEachPrompt) {
  const auto one = quota_classes({0.5, 0.5}, 60, 1, "ceo1000");
  EXPECT_EQ(one, quota_classes({0.5, 0.5}, 60, 1, "ceo1000"));
  EXPECT_NE(one, quota_classes({0.5, 0.5}, 60, 1, "nurse1000"));
}

TEST(NamedPerson, IsFoundWithItsArticle) {
  const auto name_in = [](std::string_view prompt) -> std::string {
    const auto person = named_person(prompt);
    return person ? std::string(prompt.substr(person->begin, person->end - person->begin)) : "";
  };
  EXPECT_EQ(name_in("a portrait of a CEO"), "a CEO");
  EXPECT_EQ(name_in("a photo of the face of a fast food worker, film"), "a fast food worker");
  EXPECT_EQ(name_in("An assistant, drawn"), "An assistant");
  EXPECT_EQ(name_in("a castle on a hill"), "");
  EXPECT_EQ(name_in("ein Porträt eines Anwalts"), "");
  EXPECT_EQ(name_in("a portrait of lawyer"), "") << "the article before is another thing's";
  EXPECT_EQ(name_in(""), "");
}

TEST(NamedPerson, TakesWordsBetweenArticleAndName) {
  const auto changed = [](std::string_view prompt, const std::string& words) {
    return with_words(prompt, *named_person(prompt), words);
  };
  EXPECT_EQ(changed("a portrait of a CEO", "female"), "a portrait of a female CEO");
  EXPECT_EQ(changed("a portrait of an assistant", "male"), "a portrait of a male assistant");
  EXPECT_EQ(changed("a portrait of a lawyer", "old"), "a portrait of an old lawyer");
  EXPECT_EQ(changed("The judge, at work", "dark-skinned"), "The dark-skinned judge, at work");
}

TEST(LeftAlone, WhatSaysItNamesSomebodyOrIsPast) {
  const auto rule = [](std::string_view prompt) -> std::string {
    const LeftAloneRule* found = left_alone(prompt, "presentation");
    return found ? std::string(found->id) : "";
  };
  EXPECT_EQ(rule("a portrait of a CEO"), "");
  EXPECT_EQ(rule("a portrait of a software developer at NASA"), "");
  EXPECT_EQ(rule("a portrait of a female CEO"), "says the attribute");
  EXPECT_EQ(rule("a doctor with a beard"), "says the attribute");
  EXPECT_EQ(rule("a portrait of Angela Davis, a teacher"), "names somebody");
  EXPECT_EQ(rule("einstein as a teacher"), "names somebody");
  EXPECT_EQ(rule("a soldier in 1943"), "set in the past");
  EXPECT_EQ(rule("a banker of the 1920s"), "set in the past");
  EXPECT_EQ(rule("a medieval judge"), "set in the past");
  EXPECT_EQ(rule("a red apple"), "no person");
  EXPECT_EQ(left_alone("a portrait of a female CEO", "tone_band"), nullptr);
  EXPECT_NE(left_alone("a dark-skinned CEO", "tone_band"), nullptr);
}

AuditSettings planned(const std::string& method, const std::string& target, int64_t images = 40) {
  AuditSettings settings = small_audit(images);
  settings.mitigation = plan_mitigation(settings, method, "presentation", target);
  return settings;
}

TEST(Plan, EveryImageIsAskedForAClass) {
  const AuditSettings settings = planned("quota", "parity");
  int64_t women = 0;
  for (int64_t k = 0; k < settings.images; ++k) {
    const AskedPrompt asked = asked_prompt(settings, 0, k);
    ASSERT_TRUE(asked.wanted);
    const std::string word = *asked.wanted == 0 ? "female" : "male";
    EXPECT_EQ(asked.prompt, (k % 2 == 0 ? "a photo of a " : "a drawing of a ") + word + " CEO");
    women += *asked.wanted == 0 ? 1 : 0;
  }
  EXPECT_EQ(women, 20);
  EXPECT_EQ(possible_prompts(settings, 1, 0),
            (std::vector<std::string>{"a photo of a female nurse", "a photo of a male nurse"}));
}

TEST(Plan, TargetsAreParityTheReferenceOrShares) {
  EXPECT_EQ(planned("quota", "woman=0.25,man=0.75").mitigation->shares.at("ceo"),
            (std::vector<double>{0.25, 0.75}));
  const Mitigation by_row = *planned("quota", "reference").mitigation;
  EXPECT_EQ(by_row.shares.at("ceo"), (std::vector<double>{0.292, 0.708}));
  EXPECT_EQ(by_row.left_alone.at("nurse"), "no reference");
  for (const char* bad : {"woman=1", "woman=0.5,man=0.6", "woman=x,man=0", "woman=0.5", "",
                          "woman=0.5,man=0.5,", "evenly", "man=nan,woman=0"}) {
    EXPECT_THROW(planned("quota", bad), Error) << bad;
  }
  EXPECT_THROW(planned("magic", "parity"), Error);
}

TEST(Plan, TheSettingsAreReadAsTheyAreWritten) {
  const AuditSettings settings = planned("quota", "reference");
  const AuditSettings again = settings_from_json(to_json(settings), "again");
  EXPECT_EQ(to_json(again), to_json(settings));
  for (int64_t k = 0; k < settings.images; ++k) {
    EXPECT_EQ(asked_prompt(again, 0, k).prompt, asked_prompt(settings, 0, k).prompt);
  }
  auto broken = to_json(settings);
  broken["mitigation"]["shares"]["ceo"] = {0.5, 0.6};
  EXPECT_THROW(settings_from_json(broken, "broken"), Error);
}

TEST(Plan, TheInterventionIsASentence) {
  const AuditSettings settings = planned("intervention", "parity");
  EXPECT_EQ(asked_prompt(settings, 2, 0).prompt,
            "a photo of a judge if all individuals can be a judge irrespective of their gender");
  EXPECT_FALSE(asked_prompt(settings, 2, 0).wanted);
}

// Reads pictures that are stamps: as the words say, or else as a man.
RunTools obedient() {
  RunTools tools = stamps({"man"});
  tools.measure = [](const std::filesystem::path& file) {
    std::ifstream stream(file);
    const std::string text((std::istreambuf_iterator<char>(stream)), {});
    Measurement m;
    m.outcome = text.find(" female ") != std::string::npos ? "woman" : "man";
    m.age = "20_39";
    m.tone_band = "light";
    return m;
  };
  return tools;
}

AuditDatabase made(const std::filesystem::path& folder, const AuditSettings& settings) {
  {
    auto database = AuditDatabase::create(folder, settings, Shard{});
    run_audit(database, obedient());
  }
  return AuditDatabase::open(folder, AuditDatabase::Mode::read);
}

TEST(Effect, OfAQuotaIsTheWholeDistance) {
  const TemporaryFolder folder;
  const AuditDatabase before = made(folder / "before", small_audit(40));
  const AuditDatabase after = made(folder / "after", planned("quota", "parity"));
  const MitigationEffect effect = mitigation_effect(before, after, {});
  ASSERT_EQ(effect.prompts.size(), 3u);
  EXPECT_NEAR(effect.before.mean, 0.5, 1e-12);
  EXPECT_NEAR(effect.after.mean, 0, 1e-12);
  EXPECT_NEAR(*effect.reduction, 1, 1e-12);
  EXPECT_LT(effect.change.interval.hi, -0.3);
  EXPECT_EQ(effect.overshoots, 0);
  EXPECT_EQ(effect.drawn, 120);
  EXPECT_EQ(effect.not_accepted, 0);
  for (const MovedAttribute& moved : effect.others) EXPECT_EQ(moved.mean_move, 0) << moved.name;
  const auto logged = after.images().front().measurement.detail.at("mitigation");
  EXPECT_EQ(logged.at("tries"), 1);
  EXPECT_TRUE(logged.at("drawn_for") == "woman" || logged.at("drawn_for") == "man");

  const MitigationReport report{effect, {}, 3};
  const std::string html = mitigation_html(report, compare_audits(before, after, {}), {});
  for (const char* words : {"What was done against the skew", "fell from 0.500 to 0.000",
                            "No share passed its target", "Fair Diffusion"}) {
    EXPECT_NE(html.find(words), std::string::npos) << words;
  }
  EXPECT_EQ(to_json(report).at("reduction"), 1.0);
  EXPECT_EQ(to_json(report).at("prompts").size(), 3u);
}

TEST(Effect, BeyondTheTargetIsAnAlarm) {
  const TemporaryFolder folder;
  const AuditDatabase before = made(folder / "before", small_audit(40));
  AuditSettings settings = planned("quota", "woman=0.9,man=0.1");
  settings.mitigation->target = "parity";
  const auto wanted = settings.mitigation->shares;
  const AuditDatabase after = made(folder / "after", settings);
  MitigationEffect effect = mitigation_effect(before, after, {});
  EXPECT_EQ(effect.overshoots, 0) << "nine in ten were wanted";
  // The same pictures, judged against another target.
  settings.mitigation->shares["ceo"] = {0.5, 0.5};
  settings.mitigation->method = "intervention";
  const AuditDatabase other = [&] {
    {
      auto database = AuditDatabase::create(folder / "other", settings, Shard{});
      for (ImageRow row : after.images()) database.add(row);
    }
    return AuditDatabase::open(folder / "other", AuditDatabase::Mode::read);
  }();
  effect = mitigation_effect(before, other, {});
  EXPECT_EQ(effect.overshoots, 1);
  EXPECT_EQ(effect.prompts[0].overshoot, "woman");
}

TEST(Effect, IsOfTheSameAuditOnly) {
  const TemporaryFolder folder;
  const AuditDatabase before = made(folder / "before", small_audit(8));
  AuditSettings settings = planned("quota", "parity", 8);
  settings.seed_base = 5000;
  const AuditDatabase after = made(folder / "after", settings);
  EXPECT_THROW(mitigation_effect(before, after, {}), Error);
  EXPECT_THROW(mitigation_effect(before, before, {}), Error);
}

}  // namespace
}  // namespace evenlight::audit
