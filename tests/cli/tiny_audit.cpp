#include "tests/cli/tiny_audit.h"

#include "bias_audit/data/database.h"
#include "tests/cli/png_chunks.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* prompt_set = R"({"name":"three","version":"1",
"templates":["a portrait of {subject}","a picture of {subject}"],
"subjects":[{"id":"ceo","text":"a CEO","reference":"r"},{"id":"nurse","text":"a nurse"},
            {"id":"judge","text":"a judge"}],
"references":{"r":{"title":"Chief executives","source":"BLS","standard_error":0.014,
              "shares":{"woman":0.292,"man":0.708}}}})";

// The tiny model's pictures are noise, all of them bluish; this tells apart those a little more and
// a little less so.
void write_instrument(const fs::path& folder) {
  const fs::path golden = fs::path(EVENLIGHT_SOURCE_DIR) / "tests" / "golden";
  fs::create_directories(folder);
  fs::copy_file(golden / "tiny_classifier.onnx", folder / "tiny_classifier.onnx",
                fs::copy_options::skip_existing);
  auto manifest = nlohmann::json::parse(read_file(golden / "tiny_classifier.json"));
  manifest["input"]["mean"] = {-36, 0, 37};
  manifest["heads"][0]["abstain_below"] = 0.505;
  write_file(folder / "instrument.json", manifest.dump());
}

}  // namespace

Arguments tiny_audit(const TemporaryFolder& folder, const std::string& output, int images,
                     const Arguments& instruments) {
  write_file(folder / "three.json", prompt_set);
  write_instrument(folder / "instrument");
  Arguments all = {"audit",
                   "run",
                   "three.json",
                   "--model",
                   tiny_model().string(),
                   "--device",
                   "cpu",
                   "--threads",
                   "1",
                   "--steps",
                   "2",
                   "--width",
                   "16",
                   "--height",
                   "16",
                   "--images",
                   std::to_string(images),
                   "--output",
                   output};
  for (const std::string& instrument : instruments) {
    all = all + Arguments{"--instrument", instrument};
  }
  return all;
}

std::string pixels_key(const fs::path& picture) {
  return with_only_text(read_file(picture), "none", "");
}

std::map<std::string, std::string> outcomes_by_picture(const fs::path& audit) {
  const auto database = audit::AuditDatabase::open(audit, audit::AuditDatabase::Mode::read);
  std::map<std::string, std::string> outcomes;
  for (const audit::ImageRow& row : database.images()) {
    outcomes[pixels_key(audit / row.file)] = row.measurement.outcome;
  }
  return outcomes;
}

}  // namespace evenlight::test
