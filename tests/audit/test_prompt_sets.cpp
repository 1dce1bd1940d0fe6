// The prompt sets that ship, and what the reader refuses.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "bias_audit/data/prompt_set.h"
#include "engine/base/input_error.h"

namespace evenlight::audit {
namespace {

PromptSet shipped(const std::string& name) {
  return read_prompt_set(std::string(EVENLIGHT_SOURCE_DIR) + "/assets/audit/prompt_sets/" + name +
                         ".json");
}

std::string complaint(const std::string& text) {
  try {
    parse_prompt_set(text, "set");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(PromptSets, AllThatShipAreReadWithTheirSize) {
  const std::pair<const char*, size_t> sets[] = {{"core-12", 12},
                                                 {"jobs-60", 60},
                                                 {"low-context", 14},
                                                 {"explicit-control", 12},
                                                 {"heim-28", 28},
                                                 {"dall-eval-83", 83},
                                                 {"fair-diffusion-153", 153},
                                                 {"adjectives-jobs", 60},
                                                 {"identities", 30},
                                                 {"couples-roles", 12}};
  for (const auto& [name, size] : sets) {
    const PromptSet set = shipped(name);
    EXPECT_EQ(set.name, name);
    EXPECT_EQ(set.subjects.size(), size) << name;
  }
}

// Another language is another wording of the same subjects, so that the two can be compared.
TEST(PromptSets, GermanSetsHaveTheIdsOfTheEnglishOnes) {
  for (const char* name :
       {"core-12", "low-context", "adjectives-jobs", "identities", "couples-roles"}) {
    const PromptSet english = shipped(name), german = shipped(std::string(name) + "-de");
    ASSERT_EQ(english.subjects.size(), german.subjects.size()) << name;
    EXPECT_EQ(english.templates.size(), german.templates.size()) << name;
    EXPECT_EQ(german.baseline, "einer Person") << name;
    for (size_t i = 0; i < english.subjects.size(); ++i) {
      EXPECT_EQ(english.subjects[i].id, german.subjects[i].id) << name;
      EXPECT_NE(english.subjects[i].text, german.subjects[i].text) << name;
    }
  }
}

TEST(PromptSets, OwnSetsHaveThreeTemplates) {
  for (const char* name : {"core-12", "jobs-60", "low-context", "explicit-control",
                           "adjectives-jobs", "identities", "couples-roles", "core-12-de"}) {
    EXPECT_GE(shipped(name).templates.size(), 3U) << name;
  }
}

// Another wording would be another audit than the published one.
TEST(PromptSets, CompatibilitySetsKeepTheirOneTemplateAndSayWhy) {
  for (const char* name : {"heim-28", "dall-eval-83", "fair-diffusion-153"}) {
    const PromptSet set = shipped(name);
    EXPECT_EQ(set.templates.size(), 1U) << name;
    EXPECT_NE(set.about.find("keeps the one published template"), std::string::npos) << name;
  }
}

TEST(PromptSets, EveryJobHasARowWithItsErrorAndARationale) {
  for (const char* name : {"core-12", "jobs-60"}) {
    const PromptSet set = shipped(name);
    for (const PromptSubject& subject : set.subjects) {
      const Reference& row = set.references.at(subject.reference);
      EXPECT_EQ(row.attribute, "presentation");
      EXPECT_GT(row.standard_error, 0) << subject.id;
      EXPECT_FALSE(subject.rationale.empty()) << subject.id;
    }
  }
}

TEST(PromptSets, PublishedRowsStandAsPublished) {
  const PromptSet set = shipped("core-12");
  EXPECT_DOUBLE_EQ(set.references.at("chief_executives").shares[0].second, 0.292);
  EXPECT_DOUBLE_EQ(set.references.at("fast_food_workers").shares[0].second, 0.642);
  EXPECT_EQ(set.references.at("fast_food_workers").workers_thousands, 784);
  EXPECT_DOUBLE_EQ(set.references.at("secretaries").shares[0].second, 0.925);
}

// Beside every row of 2022 that of 2025; the error of each by its share and its workers.
TEST(PromptSets, RowsOfAnotherYearAndCountryStandBeside) {
  const PromptSet set = shipped("core-12");
  EXPECT_DOUBLE_EQ(set.references.at("chief_executives_2025").shares[0].second, 0.33);
  EXPECT_EQ(set.references.at("chief_executives_2025").workers_thousands, 1802);
  EXPECT_DOUBLE_EQ(set.references.at("de_geriatric_care").shares[0].second, 0.83);
  EXPECT_NE(set.references.at("de_geriatric_care").source.find("Destatis"), std::string::npos);
  for (const char* name : {"core-12", "jobs-60", "fair-diffusion-153"}) {
    for (const PromptSubject& subject : shipped(name).subjects) {
      if (subject.reference.empty()) continue;
      const auto& all = subject.alternates;
      EXPECT_NE(std::find(all.begin(), all.end(), subject.reference + "_2025"), all.end())
          << name << ": " << subject.id;
    }
    for (const auto& [key, row] : shipped(name).references) {
      if (row.source.find("table 11") == std::string::npos) continue;
      const double p = row.shares[0].second;
      const double error = std::sqrt(1800 * p * (1 - p) / (1000.0 * double(row.workers_thousands)));
      EXPECT_NEAR(row.standard_error, std::max(error, 0.001), 0.0001) << name << ": " << key;
    }
  }
}

TEST(PromptSets, PlacesAskWhereTheyLieInBothLanguages) {
  const PromptSet english = shipped("places"), german = shipped("places-de");
  EXPECT_EQ(english.attributes, std::vector<std::string>{"region"});
  EXPECT_EQ(english.classes, german.classes);
  EXPECT_EQ(english.classes.at("region").size(), 9U);
  ASSERT_EQ(english.subjects.size(), german.subjects.size());
  for (size_t i = 0; i < english.subjects.size(); ++i) {
    EXPECT_EQ(english.subjects[i].id, german.subjects[i].id);
  }
  EXPECT_EQ(german.prompt(8, 0), "ein Foto von einem Haus in Nigeria");
}

TEST(PromptSets, TheControlSetNamesWhatItExpects) {
  for (const PromptSubject& subject : shipped("explicit-control").subjects) {
    EXPECT_TRUE(subject.expected == "woman" || subject.expected == "man") << subject.id;
  }
}

TEST(PromptSets, TemplatesTakeTurns) {
  const PromptSet set = parse_prompt_set(
      R"({"name":"x","templates":["a photo of {subject}","{subject}, drawn"],"subjects":[{"id":"ceo","text":"a CEO"}]})",
      "x");
  EXPECT_EQ(set.prompt(0, 0), "a photo of a CEO");
  EXPECT_EQ(set.prompt(0, 1), "a CEO, drawn");
  EXPECT_EQ(set.prompt(0, 2), "a photo of a CEO");
  EXPECT_EQ(set.attributes.size(), 3U);
}

TEST(PromptSets, PlainTextIsOnePromptALine) {
  const PromptSet set =
      parse_prompt_set("\xEF\xBB\xBF# mine\na CEO \r\n\na CEO\nune infirmière\n", "mine.txt");
  ASSERT_EQ(set.subjects.size(), 3U);
  EXPECT_EQ(set.name, "mine");
  EXPECT_EQ(set.prompt(0, 5), "a CEO");
  EXPECT_EQ(set.prompt(2, 0), "une infirmière");
  EXPECT_NE(set.subjects[0].id, set.subjects[1].id);
}

TEST(PromptSets, APromptMayBeginWithAnySign) {
  const PromptSet set = parse_prompt_set(
      "[a dim] lamp\n#1 fan at a match\n{a red|a blue} ball\n# a remark\n#\n## another\n"
      "(a bright:1.2) lamp\n#hashtag artist\n",
      "mine.txt");
  std::vector<std::string> prompts;
  for (size_t i = 0; i < set.subjects.size(); ++i) prompts.push_back(set.prompt(i, 0));
  EXPECT_EQ(prompts,
            (std::vector<std::string>{"[a dim] lamp", "#1 fan at a match", "{a red|a blue} ball",
                                      "(a bright:1.2) lamp", "#hashtag artist"}));
  EXPECT_EQ(parse_prompt_set("{a red|a blue} ball\na CEO", "x").subjects.size(), 2U);
}

TEST(PromptSets, WhatIsWrongIsSaidWithItsPlace) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "holds no prompt"},
      {"{", "not valid JSON"},
      {"[]", "must be an object"},
      {"\xFF", "not UTF-8"},
      {R"({"name":"x","name":"y"})", "occurs twice"},
      {R"({"nome":"x"})", "has no key \"nome\""},
      {R"({"name":"x","templates":["a CEO"],"subjects":[]})", "templates[0]"},
      {R"({"name":"x","templates":["{subject}"],"subjects":[]})", "subjects"},
      {R"({"name":"x","templates":["{subject}"],"subjects":[{"id":"a b","text":"t"}]})",
       "subjects[0], id"},
      {R"({"name":"x","templates":["{subject}"],"subjects":[{"id":"a","text":"t"},{"id":"a","text":"u"}]})",
       "twice"},
      {R"({"name":"x","templates":["{subject}"],"subjects":[{"id":"a","text":"t","reference":"r"}]})",
       "not among the references"},
      {R"({"name":"x","templates":["{subject}"],"subjects":[{"id":"a","text":"t"}],"attributes":["race"]})",
       "race"},
      {R"({"name":"x","templates":["{subject}"],"subjects":[{"id":"a","text":"t"}],"references":{"r":{"title":"t","source":"s","shares":{"woman":0.4,"man":0.4}}}})",
       "sum to 1"},
  };
  for (const auto& [text, part] : cases) {
    EXPECT_NE(complaint(text).find(part), std::string::npos) << text << " -> " << complaint(text);
  }
  std::string deep;
  for (int i = 0; i < 10000; ++i) deep += "{\"a\":";
  EXPECT_NE(complaint(deep).find("deep"), std::string::npos);
}

TEST(PromptSets, ABadLineOfPlainTextIsNamedByItsNumber) {
  EXPECT_NE(complaint(std::string("a CEO\n\na nu\0rse\n", 16)).find("line 3: holds control"),
            std::string::npos);
  EXPECT_NE(complaint("a CEO\n" + std::string(1001, 'x')).find("line 2: is longer than"),
            std::string::npos);
}

// Their pictures lie in a folder each, and some disks know no capitals.
TEST(PromptSets, NoTwoSubjectsDifferByCapitalsAlone) {
  EXPECT_NE(complaint(R"({"name":"x","templates":["{subject}"],
                          "subjects":[{"id":"CEO","text":"t"},{"id":"ceo","text":"u"}]})")
                .find("capitals"),
            std::string::npos);
  const PromptSet set = parse_prompt_set("a CEO\nA ceo\na Ceo\n", "x.txt");
  std::set<std::string> folders;
  for (const PromptSubject& subject : set.subjects) folders.insert(subject_id_of(subject.id));
  EXPECT_EQ(folders.size(), 3U);
  const PromptSet base = with_baseline(parse_prompt_set(R"({"name":"x","templates":["{subject}"],
                           "subjects":[{"id":"Baseline","text":"t"}]})",
                                                        "x"),
                                       "a person");
  EXPECT_EQ(base.subjects.size(), 2U);
}

TEST(PromptSets, SlugsAreSafeFileNames) {
  EXPECT_EQ(slug_of("../../etc/passwd"), "etc_passwd");
  EXPECT_EQ(slug_of("日本"), "prompt");
  EXPECT_LE(slug_of(std::string(500, 'a')).size(), 48U);
}

}  // namespace
}  // namespace evenlight::audit
