#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/cli/audit_setup.h"
#include "app/cli/flags.h"
#include "app/common/recipe/suggest.h"
#include "bias_audit/analysis/check_set.h"
#include "bias_audit/data/labels.h"
#include "bias_audit/data/words.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"
#include "engine/base/small_file.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr size_t max_bytes = size_t(64) << 20;

class AuditLabel : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("action", action_,
                   "export: pictures and a CSV to fill in; import: that CSV, filled in")
        ->type_name("export|import");
    app.add_option("audit", audit_, "the audit's folder")->type_name("DIR");
    app.add_option("labels", labels_, "export: a new folder; import: the CSV")->type_name("PATH");
    number_flag<int64_t>(
        app, "--count", count_, 1, 1000000,
        "pictures of an export, spread over the instrument's scores (default 100)");
    text_flag(app, "--attribute", attribute_,
              "of an export: what people are asked about, one of the prompt set's attributes "
              "(default presentation); an import reads it in the CSV",
              "NAME");
    text_flag(app, "--rater", rater_, "of an import: who labelled (default: the file's name)",
              "NAME");
  }

  int run(Console& console) override {
    if (action_ != "export" && action_ != "import") {
      throw Error(ErrorKind::usage,
                  fmt::format("audit label: \"{}\" is not known; accepted are export and import.",
                              shown(action_)));
    }
    if (audit_.empty() || labels_.empty()) {
      throw Error(ErrorKind::usage,
                  fmt::format("audit label {}: name the audit's folder and {}.", action_,
                              action_ == "export" ? "a new folder" : "the CSV"));
    }
    const bool is_export = action_ == "export";
    if (!is_export && !attribute_.empty()) {
      throw Error(ErrorKind::usage,
                  "audit label import: --attribute is for an export; the CSV names its attribute.");
    }
    auto database = audit::AuditDatabase::open(
        audit_, is_export ? audit::AuditDatabase::Mode::read : audit::AuditDatabase::Mode::write);
    return is_export ? export_labels(console, database) : import_labels(console, database);
  }

 private:
  int export_labels(Console& console, const audit::AuditDatabase& database) const {
    const fs::path csv = fs::path(labels_) / "labels.csv";
    std::error_code error;
    if (fs::exists(csv, error)) {
      throw Error(ErrorKind::usage,
                  fmt::format("audit label export: {} exists; it may hold somebody's answers.",
                              csv.string()));
    }
    const std::string attribute = known_attribute(database.settings());
    const int64_t count = audit::export_labels(database, labels_, count_, attribute);
    if (common.json) {
      print_json(console,
                 {{"labels", csv.string()}, {"pictures", count}, {"attribute", attribute}});
    } else {
      console.out << fmt::format(
          "{}\n{}. Write {} into the column \"label\", one person a copy, then: "
          "evenlight audit label import {} FILE --rater NAME\n",
          csv.string(), audit::counted(count, "picture", "pictures"),
          audit::listed(audit::answers_to(database.settings(), attribute), "or"), audit_);
    }
    return 0;
  }

  int import_labels(Console& console, audit::AuditDatabase& database) const {
    const std::string rater = rater_.empty() ? fs::path(labels_).stem().string() : rater_;
    const auto labels =
        audit::parse_labels(database, read_small_file(labels_, max_bytes), labels_, rater);
    database.add_labels(labels);
    const auto images = database.images();
    std::set<std::string> attributes;
    for (const audit::HumanLabel& label : labels) attributes.insert(label.attribute);
    Json checks = Json::array();
    if (!common.json)
      console.out << fmt::format("{} of {}.\n",
                                 audit::counted(int64_t(labels.size()), "label", "labels"), rater);
    for (const audit::CheckSet& check :
         audit::check_sets_of(database, images, {attributes.begin(), attributes.end()})) {
      checks.push_back({{"attribute", check.attribute},
                        {"images_labelled", check.images},
                        {"raters", check.raters},
                        {"can_correct", check.can_correct},
                        {"why_not", check.why_not ? worded(*check.why_not) : ""}});
      if (common.json) continue;
      console.out << fmt::format(
          "{}: {} labelled by {}. {}.\n", audit::capitalised(audit::plain_name(check.attribute)),
          audit::counted(int64_t(check.images), "image is", "images are"),
          audit::counted(int64_t(check.raters.size()), "person", "people"),
          check.can_correct ? "The report can correct its shares by them"
                            : fmt::format("The shares stay uncorrected: {}",
                                          check.why_not ? worded(*check.why_not) : ""));
    }
    if (common.json) {
      // Of a file about one attribute, as an export is, its answers stand at the top too.
      Json answer = {{"rater", rater}, {"labels", labels.size()}};
      answer.update(checks.front());
      answer["checks"] = std::move(checks);
      print_json(console, answer);
    }
    return 0;
  }

  std::string known_attribute(const audit::AuditSettings& settings) const {
    const std::string name = attribute_.empty() ? "presentation" : attribute_;
    const std::vector<std::string> known = audit::attributes_of(settings);
    if (std::find(known.begin(), known.end(), name) != known.end()) return name;
    throw Error(ErrorKind::usage,
                fmt::format("--attribute: \"{}\" is not known; this audit's are {}.", shown(name),
                            audit::listed(known, "and")));
  }

  std::string action_, audit_, labels_, attribute_, rater_;
  int64_t count_ = 100;
};

}  // namespace

std::unique_ptr<Command> make_audit_label() {
  return std::make_unique<AuditLabel>();
}

}  // namespace evenlight::cli
