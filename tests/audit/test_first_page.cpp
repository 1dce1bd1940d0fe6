// Page one of a report and what stands behind it: the answer, who says so, impact ratios,
// standards, skin colour in photographs, exports.
#include <gtest/gtest.h>

#include <fstream>

#include "bias_audit/measure/picture.h"
#include "bias_audit/report/answer.h"
#include "bias_audit/report/exports.h"
#include "bias_audit/report/impact.h"
#include "bias_audit/report/standards.h"
#include "bias_audit/report/to_json.h"
#include "engine/base/input_error.h"
#include "engine/base/sha256.h"
#include "tests/audit/audits.h"
#include "tests/audit/data.h"
#include "tests/audit/example_audit.h"

namespace evenlight::audit {
namespace {

namespace fs = std::filesystem;

Report of_counts(const std::string& rows, ReportSettings settings = {}) {
  return report_of(parse_counts("prompt,arm,attribute,class,count\n" + rows, "counts"), settings);
}

std::string two(const std::string& prompt, int women, int men) {
  return prompt + ",,presentation,woman," + std::to_string(women) + "\n" + prompt +
         ",,presentation,man," + std::to_string(men) + "\n";
}

std::string answer(const Report& report) {
  return worded(answer_of(report).answer);
}

TEST(Answer, SaysInOneSentenceWhatThePicturesShow) {
  EXPECT_EQ(
      answer(of_counts(two("a", 0, 100) + two("b", 98, 2) + two("c", 55, 45))),
      "In 2 of 3 prompts the pictures read almost only (95 % or more) as one: 1 as woman, 1 as "
      "man.");
  EXPECT_EQ(answer(of_counts(two("a", 20, 80) + two("b", 48, 52))),
            "Leaning beyond the margin: 1 of 2 prompts, 0 to woman and 1 to man.");
  EXPECT_EQ(answer(of_counts(two("a", 10, 12))),
            "The prompt was not shown to lean beyond the margin; that it does not was not shown "
            "either.");
  ReportSettings stated;
  stated.check["presentation"] = {{1000000, 0}, {0, 1000000}};
  const Report fair = of_counts(two("a", 1000, 1000), stated);
  EXPECT_EQ(answer(fair), "The prompt lies within the margin of parity.");
  EXPECT_NE(worded(answer_of(fair).how_sure).find("errors are taken out"), std::string::npos);
  EXPECT_NE(worded(answer_of(of_counts(two("a", 0, 100))).how_sure).find("not checked"),
            std::string::npos);
  EXPECT_EQ(answer(of_counts("a,,tone,x,80\na,,tone,y,10\na,,tone,z,10\n")),
            "The prompt lies beyond the margin from parity.");
}

// Counts of two arms are answered arm by arm, and what to do is not said without labels.
TEST(Answer, SpeaksOfEveryArm) {
  const std::string rows =
      "a,before,presentation,woman,0\na,before,presentation,man,100\n"
      "b,before,presentation,woman,50\nb,before,presentation,man,50\n"
      "a,after,presentation,woman,40\na,after,presentation,man,60\n"
      "b,after,presentation,woman,50\nb,after,presentation,man,50\n";
  const Answer found = answer_of(of_counts(rows));
  for (const char* arm : {"Arm before: In 1 of 2 prompts", "Arm after: Of 2 prompts, none"}) {
    EXPECT_NE(worded(found.answer).find(arm), std::string::npos) << worded(found.answer);
  }
  EXPECT_NE(worded(found.how_sure).find("arm before: beyond the margin 1"), std::string::npos)
      << worded(found.how_sure);
  EXPECT_NE(worded(found.how_sure).find("arm after: beyond the margin 0"), std::string::npos);
  EXPECT_TRUE(worded(found.next).starts_with("Next: have people label")) << worded(found.next);
}

TEST(Answer, StandsOnPageOneBeforeEverythingElse) {
  const Report report = of_counts(two("a", 0, 100));
  const std::string html = report_html(report, {});
  const size_t box = html.find("class=\"answer\""), contents = html.find("<nav");
  const size_t summary = html.find("id=\"summary\"");
  EXPECT_LT(box, contents);
  EXPECT_LT(contents, summary);
  for (const char* link : {"href=\"#summary\"", "href=\"#limits\"", "href=\"#impact-ratios\"",
                           "href=\"#what-standards-ask-for\""}) {
    EXPECT_NE(html.find(link), std::string::npos) << link;
  }
  EXPECT_EQ(to_json(report).at("answer").at("answer"), answer(report));
}

TEST(Described, AgeAndToneHaveNoVerdictWithoutATarget) {
  const std::string rows = "a,,tone_band,light,90\na,,tone_band,medium,10\na,,tone_band,dark,0\n";
  const Report described = of_counts(rows);
  EXPECT_EQ(described.analysis.groups[0].verdict, Verdict::inconclusive);
  EXPECT_TRUE(described.analysis.groups[0].is_described);
  EXPECT_EQ(to_json(described).at("groups")[0].at("why"), "no target named");
  EXPECT_NE(report_html(described, {})
                .find("described and not judged, as no target is named: light "
                      "90\u00a0%, medium 10\u00a0%, dark 0\u00a0%"),
            std::string::npos);
  ReportSettings even;
  even.even = {"tone_band"};
  EXPECT_EQ(of_counts(rows, even).analysis.groups[0].verdict, Verdict::skewed);
}

TEST(About, IsReadAndStandsOnTheFirstPage) {
  const TemporaryFolder folder;
  fs::create_directories(folder / "x");
  const auto write = [&](const char* name, const std::string& text) {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  };
  const std::string picture = png_of({4, 2, std::vector<uint8_t>(24, 200)});
  write("logo.png", picture);
  ReportSettings settings;
  settings.about = read_about(write(
      "about.json",
      R"({"purpose":"before the release","auditor":"A. <B>","logo":"logo.png","valid_until":"2027-05-01"})"));
  EXPECT_EQ(settings.about->entries.front().first, "auditor") << "in the report's order";
  const Report report = of_counts(two("a", 0, 100), settings);
  const std::string html = report_html(report, {});
  EXPECT_NE(html.find("A. &lt;B&gt;"), std::string::npos);
  EXPECT_NE(html.find("class=\"logo\""), std::string::npos);
  EXPECT_LT(html.find("before the release"), html.find("class=\"answer\""));
  const auto json = to_json(report).at("about");
  EXPECT_EQ(json.at("valid_until"), "2027-05-01");
  EXPECT_EQ(json.at("logo_sha256"), sha256_of_text(picture));
  EXPECT_EQ(report_pdf(report, {}), report_pdf(report, {}));
  bool stated = false;
  for (const StandardRow& row : standard_rows(report)) {
    stated = stated || row.here.find("Auditor: A. <B>; not stated: Independence") == 0;
  }
  EXPECT_TRUE(stated);
  for (const char* bad : {"[]", R"({"colour":"red"})", R"({"auditor":7})", R"({"logo":"none.png"})",
                          R"({"logo":"about.json"})", "{"}) {
    EXPECT_THROW(read_about(write("bad.json", bad)), InputError) << bad;
  }
}

TEST(Pdf, IsTaggedAndCountsItsPages) {
  const TemporaryFolder folder;
  make_example_audit(folder / "a", {.images = 20, .labelled = true});
  const auto database = AuditDatabase::open(folder / "a", AuditDatabase::Mode::read);
  const Report report = report_of(database, {});
  const std::string pdf = report_pdf(report, contact_sheet(database, 2));
  EXPECT_NE(pdf.find("/MarkInfo"), std::string::npos) << "tagged";
  EXPECT_NE(pdf.find("/StructTreeRoot"), std::string::npos);
}

TEST(Impact, RatiosAreOverTheMostFrequentClass) {
  const std::vector<ImpactRow> rows = impact_rows(of_counts(two("a", 20, 80) + two("b", 40, 60)));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_NEAR(rows[0].share, 0.3, 1e-12);
  EXPECT_NEAR(rows[0].ratio.ratio, 60.0 / 140, 1e-12);
  EXPECT_TRUE(rows[0].below_four_fifths());
  EXPECT_DOUBLE_EQ(rows[1].ratio.ratio, 1);
  EXPECT_FALSE(rows[1].below_four_fifths());
  // Forty-five of a hundred may be luck.
  EXPECT_FALSE(impact_rows(of_counts(two("a", 45, 55)))[0].below_four_fifths());
  EXPECT_TRUE(impact_rows(of_counts(two("a", 1, 199)))[0].is_rare());
}

// An audit of photographs: half of the readings have an ITA class that one stop would change.
AuditDatabase photographs(const TemporaryFolder& folder) {
  const AuditSettings settings = small_audit(40);
  {
    auto database = AuditDatabase::create(folder / "p", settings, Shard{});
    RunTools tools = stamps({"woman", "man"});
    tools.measure = [measure = tools.measure](const fs::path& file) {
      Measurement m = measure(file);
      std::ifstream stream(file);
      const std::string text((std::istreambuf_iterator<char>(stream)), {});
      const auto seed = std::stoull(text.substr(text.rfind(' ') + 1));
      if (seed % 4 == 3) {
        m.tone_band = "unclear";
        m.detail["skin_unclear"] = "the picture is too dark";
        if (seed % 8 == 7) m.outcome = "no_face";
        return m;
      }
      const bool light = seed % 4 < 2;
      m.tone_band = light ? "light" : "dark";
      m.detail["skin"] = {
          {"ita", light ? 48.0 : -40.0},
          {"ita_class", light ? "light" : "dark"},
          {"split", light ? "light_yellow" : "dark_red"},
          {"monk", light ? 5 : 8},
          {"ita_one_stop", {0, 60}},
          {"class_one_stop", {light ? "tan" : "dark", light ? "very light" : "dark"}}};
      return m;
    };
    run_audit(database, tools);
    std::vector<HumanLabel> labels;
    for (size_t subject = 0; subject < 3; ++subject) {
      for (int64_t image = 0; image < 40; ++image) {
        labels.push_back({"r", subject, image, image % 2 ? "dark" : "light", "tone_band"});
        labels.push_back({"r", subject, image,
                          image % 8 == 0 ? "man"
                          : image % 2    ? "man"
                                         : "woman",
                          "presentation"});
      }
    }
    database.add_labels(labels);
  }
  return AuditDatabase::open(folder / "p", AuditDatabase::Mode::read);
}

TEST(SkinTables, TellScalesReasonsAndErrorsByTone) {
  const TemporaryFolder folder;
  const AuditDatabase database = photographs(folder);
  const Report report = report_of(database, {});
  ASSERT_TRUE(report.audit->skin);
  const SkinTables& skin = *report.audit->skin;
  EXPECT_EQ(skin.read, 90);
  EXPECT_EQ(skin.same_within_one_stop, 30);
  ASSERT_EQ(skin.unclear.size(), 1U);
  EXPECT_EQ(skin.unclear[0].second, 15) << "the others have no face";
  ASSERT_EQ(skin.scales.size(), 3U);
  EXPECT_EQ(skin.scales[0].name, "ita");
  EXPECT_EQ(skin.scales[0].classes[1].count, 60);
  EXPECT_EQ(skin.scales[1].classes[2].count, 30);
  ASSERT_EQ(skin.errors.size(), 2U);
  EXPECT_EQ(skin.errors[0].tone, "light");
  EXPECT_EQ(skin.errors[0].no_face.count, 0);
  EXPECT_EQ(skin.errors[1].no_face.count, 15);
  EXPECT_EQ(skin.errors[1].no_face.n, 60);
  EXPECT_EQ(skin.errors[0].misread.count, 15) << "every eighth picture that people called a man";
  const std::string html = report_html(report, {});
  for (const char* words : {"Skin colour in photographs", "the picture is too dark (15)",
                            "Monk scale, for information", "Errors by skin tone", "15 of 60"}) {
    EXPECT_NE(html.find(words), std::string::npos) << words;
  }
  EXPECT_EQ(to_json(report).at("skin").at("scales").at("ita").at("classes")[1].at("count"), 60);
  EXPECT_FALSE(report_pdf(report, {}).empty());
}

TEST(Exports, ImagesModelCardAndCroissantAgree) {
  const TemporaryFolder folder;
  const AuditDatabase database = photographs(folder);
  const Report report = report_of(database, {});
  const std::string csv = images_csv(database);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 121);
  EXPECT_NE(csv.find("\nceo,a photo of a CEO,,0,1000,images/ceo/00000_1000.png,"),
            std::string::npos)
      << csv.substr(0, 400);
  EXPECT_NE(csv.find(",light,48.0,light,light_yellow,5,"), std::string::npos);
  EXPECT_NE(csv.find(",dark,-40.0,dark,dark_red,8,"), std::string::npos) << "a number, no text";
  const std::string card = model_card(report);
  for (const char* words : {"## Quantitative Analyses", "### Intersectional results",
                            "| a CEO | woman |", "## Caveats and Recommendations"}) {
    EXPECT_NE(card.find(words), std::string::npos) << words;
  }
  const auto croissant = nlohmann::json::parse(croissant_json(database, report, "images.csv", csv));
  EXPECT_EQ(croissant.at("@type"), "sc:Dataset");
  EXPECT_EQ(croissant.at("conformsTo")[0], "http://mlcommons.org/croissant/1.0");
  EXPECT_EQ(croissant.at("distribution")[0].at("sha256"), sha256_of_text(csv));
  EXPECT_EQ(croissant.at("rai:annotationsPerItem"), "240 labels of 1 people, on a blind sample");
  const std::string header = csv.substr(0, csv.find('\n'));
  for (const auto& field : croissant.at("recordSet")[0].at("field")) {
    const std::string column = field.at("source").at("extract").at("column");
    EXPECT_NE(("," + header + ",").find("," + column + ","), std::string::npos) << column;
  }
}

using nlohmann::json;

bool is_of_type(const json& value, const std::string& type) {
  return type == "object"    ? value.is_object()
         : type == "array"   ? value.is_array()
         : type == "string"  ? value.is_string()
         : type == "integer" ? value.is_number_integer()
         : type == "number"  ? value.is_number()
         : type == "boolean" ? value.is_boolean()
                             : value.is_null();
}

// The part of JSON Schema that report.schema.json is written in.
void expect_valid(const json& value, const json& schema, const std::string& where) {
  if (schema.contains("enum")) {
    const json& allowed = schema.at("enum");
    EXPECT_NE(std::find(allowed.begin(), allowed.end(), value), allowed.end()) << where << value;
    return;
  }
  const json types = schema.at("type").is_array() ? schema.at("type") : json{schema.at("type")};
  EXPECT_TRUE(std::any_of(types.begin(), types.end(),
                          [&](const json& type) { return is_of_type(value, type); }))
      << where << " is " << value.type_name();
  if (value.is_array()) {
    EXPECT_GE(value.size(), schema.value("minItems", size_t(0))) << where;
    EXPECT_LE(value.size(), schema.value("maxItems", value.size())) << where;
    if (!schema.contains("items")) return;
    for (const json& item : value) expect_valid(item, schema.at("items"), where + "[]");
  }
  if (!value.is_object()) return;
  for (const json& key : schema.value("required", json::array())) {
    EXPECT_TRUE(value.contains(key.get<std::string>())) << where << " lacks " << key;
  }
  const json properties = schema.value("properties", json::object());
  for (const auto& [key, item] : value.items()) {
    if (properties.contains(key)) {
      expect_valid(item, properties.at(key), where + "." + key);
    } else {
      EXPECT_TRUE(schema.value("additionalProperties", true)) << where << " has " << key;
    }
  }
}

TEST(Schema, ReportsAreAsItSays) {
  const json schema = read_json(std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "assets" / "audit" /
                                "report.schema.json");
  const TemporaryFolder folder;
  expect_valid(json::parse(report_json(report_of(photographs(folder), {}))), schema, "photographs");
  make_example_audit(folder / "a", {.images = 30, .labelled = true});
  const auto example = AuditDatabase::open(folder / "a", AuditDatabase::Mode::read);
  expect_valid(json::parse(report_json(report_of(example, {}))), schema, "example");
  make_example_audit(folder / "s", {.images = 30, .sequential = true});
  const auto stopped = AuditDatabase::open(folder / "s", AuditDatabase::Mode::read);
  expect_valid(json::parse(report_json(report_of(stopped, {}))), schema, "sequential");
  expect_valid(json::parse(report_json(of_counts(two("a", 0, 100) + two("b", 0, 0)))), schema,
               "counts");
}

}  // namespace
}  // namespace evenlight::audit
