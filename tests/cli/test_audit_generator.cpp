// Audits of a server that makes the pictures, through the real command.
#include <gtest/gtest.h>

#include <fstream>

#include "bias_audit/data/database.h"
#include "bias_audit/measure/picture.h"
#include "engine/base/base64.h"
#include "tests/cli/program.h"
#include "tests/support/loopback_server.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// One colour and a spot: red reads as woman, blue as man.
std::string painted(bool woman, int number, int side = 32) {
  audit::Photo photo{side, side, {}};
  for (int i = 0; i < side * side; ++i) {
    const auto value = uint8_t(i == 0 ? 20 + number % 200 : 225);
    photo.rgb.insert(photo.rgb.end(),
                     {woman ? value : uint8_t(20), uint8_t(20), woman ? uint8_t(20) : value});
  }
  return audit::png_of(photo);
}

std::string encoded(const std::string& bytes) {
  return base64({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
}

// A web UI that draws nurses as women and everybody else as men.
ServerReply web_ui(const AskedOfServer& asked, const std::string& model = "tiny") {
  if (asked.path == "/sdapi/v1/options") {
    return reply_with(200,
                      json{{"sd_model_checkpoint", model}, {"sd_checkpoint_hash", "0f"}}.dump());
  }
  const json sent = json::parse(asked.body);
  const bool woman = sent.at("prompt").get<std::string>().find("nurse") != std::string::npos;
  const int seed = sent.at("seed");
  const json info = {{"seed", seed}, {"sd_model_name", model}, {"sd_model_hash", "0f"}};
  const std::string picture = painted(woman, seed, sent.value("width", 32));
  return reply_with(200, json{{"images", {encoded(picture)}}, {"info", info.dump()}}.dump());
}

class AuditGenerator : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path golden = fs::path(EVENLIGHT_SOURCE_DIR) / "tests" / "golden";
    fs::create_directories(folder_.path() / "instrument");
    for (const char* file : {"tiny_classifier.onnx", "tiny_classifier.json"}) {
      fs::copy_file(golden / file, folder_.path() / "instrument" / file);
    }
    write_file(folder_ / "two.json",
               R"({"name":"two","version":"1","templates":["a photo of {subject}"],
                   "subjects":[{"id":"ceo","text":"a CEO"},{"id":"nurse","text":"a nurse"}],
                   "attributes":["presentation"]})");
  }
  Arguments ask(const LoopbackServer& server, const char* api, int images) const {
    return {"audit",       "run",        "two.json",
            "--generator", server.url(), "--api",
            api,           "--images",   std::to_string(images),
            "--output",    "audit",      "--instrument",
            "instrument",  "--baseline", "none",
            "--json"};
  }
  audit::AuditDatabase database() const {
    return audit::AuditDatabase::open(folder_.path() / "audit", audit::AuditDatabase::Mode::read);
  }
  const TemporaryFolder folder_;
  const Surroundings token_ = {{"EVENLIGHT_GENERATOR_TOKEN", "a-secret-of-mine"}};
};

TEST_F(AuditGenerator, AStoppedAuditOfAWebUiGoesOnAndKeepsTheTokenToItself) {
  int pictures = 0;
  bool broken = true;
  const LoopbackServer server([&](const AskedOfServer& asked) {
    EXPECT_EQ(asked.headers.at("authorization"), "Bearer a-secret-of-mine");
    if (asked.path == "/sdapi/v1/txt2img" && broken && ++pictures > 5) return reply_with(401, "{}");
    return web_ui(asked);
  });
  const Outcome stopped =
      run(ask(server, "a1111", 8) + Arguments{"--width", "32", "--height", "32"}, folder_.path(),
          token_);
  EXPECT_EQ(stopped.code, 1);
  EXPECT_NE(stopped.err.find("refuses access (401)"), std::string::npos) << stopped.err;
  EXPECT_EQ(database().images().size(), 5U);
  broken = false;
  const Outcome outcome = run({"audit", "resume", "audit", "--instrument", "instrument", "--json"},
                              folder_.path(), token_);
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const json result = outcome.json();
  EXPECT_EQ(result.at("images"), 16);
  EXPECT_EQ(result.at("missing"), 0);
  EXPECT_EQ(server.asked().size(), 1U + 6U + 11U);  // the model, what was asked in vain, the rest
  for (const audit::ImageRow& row : database().images()) {
    EXPECT_EQ(row.measurement.outcome, row.subject == 1 ? "woman" : "man");
    const json recipe = json::parse(row.recipe);
    EXPECT_EQ(recipe.at("generator").at("model"), "tiny");
    EXPECT_EQ(recipe.at("generator").at("received").at("sha256"), row.sha256);
    EXPECT_EQ(recipe.at("seed"), row.seed);
  }
  EXPECT_EQ(database().settings().model.at("name"), "tiny");
  for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
    if (!entry.is_regular_file()) continue;
    EXPECT_EQ(read_file(entry.path()).find("a-secret-of-mine"), std::string::npos) << entry.path();
  }
  EXPECT_EQ((stopped.err + outcome.err + outcome.out).find("a-secret"), std::string::npos);
  const std::string html = read_file(folder_.path() / "audit/report.html");
  EXPECT_NE(html.find("made by the server at " + server.url()), std::string::npos);
  EXPECT_NE(html.find("16 by tiny 0f"), std::string::npos);
  EXPECT_NE(html.find("--generator " + server.url()), std::string::npos);
}

TEST_F(AuditGenerator, RefusalsAreAnOutcomeOfTheirOwn) {
  int pictures = 0;
  const LoopbackServer server([&](const AskedOfServer& asked) {
    const bool woman = asked.body.find("nurse") != std::string::npos;
    if (woman && ++pictures % 2 == 0) {
      return reply_with(400, R"({"error":{"code":"moderation_blocked","message":"no"}})");
    }
    const json data = {{"b64_json", encoded(painted(woman, pictures))}, {"revised_prompt", "else"}};
    return reply_with(200, json{{"created", 1}, {"data", {data}}}.dump());
  });
  const Outcome outcome =
      run(ask(server, "openai", 6) + Arguments{"--model", "painter-1"}, folder_.path());
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const json report = json::parse(read_file(folder_.path() / "audit/report.json"));
  EXPECT_EQ(report.at("coverage").at("outcomes").at("refused"), 3);
  EXPECT_EQ(report.at("coverage").at("without_a_usable_picture"), 0);
  EXPECT_EQ(report.at("groups").at(1).at("unclassified").at("refused"), 3);
  EXPECT_EQ(report.at("served").at("refusals").at("moderation_blocked"), 3);
  EXPECT_EQ(report.at("served").at("rewritten"), 9);
  const std::string csv = read_file(folder_.path() / "audit/report.csv");
  EXPECT_NE(csv.find("nurse,,presentation,refused,3"), std::string::npos) << csv;
  EXPECT_NE(read_file(folder_.path() / "audit/report.html").find("refused 3 of 12"),
            std::string::npos);
  // The counts are read again for what they are.
  EXPECT_EQ(run({"audit", "analyze", "audit/report.csv", "--json"}, folder_.path())
                .json()
                .at("groups")
                .at(1)
                .at("n"),
            3);
  // Without seeds there is nothing to pair by.
  EXPECT_EQ(run({"audit", "report", "audit", "--images-csv", "i.csv"}, folder_.path()).code, 0);
  EXPECT_NE(read_file(folder_.path() / "i.csv").find("\nceo,a photo of a CEO,,0,,images"),
            std::string::npos);
}

TEST_F(AuditGenerator, APictureThatIsNoneStopsWithASentence) {
  struct Case {
    std::string picture;
    const char* told;
  };
  const Case cases[] = {{"\x89PNG\r\n\x1a\nbroken", "its picture"},
                        {painted(true, 1, 16), "16 × 16 pixels where 32 × 32 were asked for"}};
  for (const Case& each : cases) {
    const LoopbackServer server([&](const AskedOfServer& asked) {
      if (asked.method == "GET") return reply_with(404, "{}");
      return reply_with(200, json{{"images", {encoded(each.picture)}}}.dump());
    });
    const Outcome outcome =
        run(ask(server, "a1111", 2) + Arguments{"--width", "32", "--height", "32"}, folder_.path());
    EXPECT_EQ(outcome.code, 1);
    EXPECT_NE(outcome.err.find(each.told), std::string::npos) << outcome.err;
    EXPECT_FALSE(fs::exists(folder_.path() / "audit/audit.sqlite"));
    fs::remove_all(folder_.path() / "audit");
  }
}

TEST_F(AuditGenerator, AnotherModelInTheMiddleIsNotMixedIn) {
  int pictures = 0;
  const LoopbackServer server([&](const AskedOfServer& asked) {
    return web_ui(asked, asked.method == "POST" && ++pictures > 3 ? "other" : "tiny");
  });
  const Outcome outcome = run(ask(server, "a1111", 4), folder_.path());
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.err.find("it now draws with other 0f"), std::string::npos) << outcome.err;
  EXPECT_EQ(database().images().size(), 3U);
}

TEST_F(AuditGenerator, WrongUsageIsNamed) {
  const Arguments start = {"audit", "run", "two.json", "--output", "audit"};
  const auto told = [&](const Arguments& more) {
    const Outcome outcome = run(start + more, folder_.path(), token_);
    EXPECT_EQ(outcome.code, 2) << outcome.err;
    return outcome.err;
  };
  const Arguments a1111 = {"--generator", "http://127.0.0.1:1", "--api", "a1111"};
  const Arguments openai = {"--generator", "http://127.0.0.1:1", "--api", "openai"};
  EXPECT_NE(told({"--generator", "http://127.0.0.1:1"}).find("--api: a1111, openai"),
            std::string::npos);
  EXPECT_NE(told({"--api", "a1111"}).find("--generator URL"), std::string::npos);
  EXPECT_NE(told(openai).find("--model NAME"), std::string::npos);
  EXPECT_NE(told(openai + Arguments{"--model", "m", "--steps", "4"}).find("--steps: the interface"),
            std::string::npos);
  EXPECT_NE(told(a1111 + Arguments{"--generator-setting", "prompt=x"}).find("fills in \"prompt\""),
            std::string::npos);
  EXPECT_NE(told(a1111 + Arguments{"--device", "cpu"}).find("--device"), std::string::npos);
  EXPECT_NE(told(a1111 + Arguments{"--rate", "fast"}).find("--rate"), std::string::npos);
  EXPECT_NE(
      told({"--generator", "http://far.example", "--api", "a1111"}).find("readable on its way"),
      std::string::npos);
  EXPECT_FALSE(fs::exists(folder_.path() / "audit"));
}

}  // namespace
}  // namespace evenlight::test
