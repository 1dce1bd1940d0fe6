#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "app/cli/audit_setup.h"
#include "app/cli/command_words.h"
#include "app/cli/console_log.h"
#include "app/cli/flags.h"
#include "app/cli/key_password.h"
#include "app/common/audit/bundle.h"
#include "bias_audit/data/counts.h"
#include "bias_audit/report/to_json.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

class AuditReport : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("source", source_, "an audit's folder, or counts as audit analyze reads them")
        ->type_name("DIR|COUNTS.csv");
    constexpr const char* files = "Files";
    const auto file_flag = [&](const std::string& name, fs::path& target, const std::string& help) {
      app.add_option(name, target, help)->type_name("FILE")->group(files);
    };
    file_flag("--html", files_.html, "one page with charts and pictures inside");
    file_flag("--pdf", files_.pdf, "the same for paper");
    file_flag("--csv", files_.csv, "counts, as audit analyze reads them");
    app.add_option_function<std::string>(
           "--json", [this](const std::string& file) { read_json_flag(file); },
           "everything in the report; without a file: one JSON object on stdout")
        ->type_name("[FILE]")
        ->expected(0, 1)
        ->group(files);
    file_flag("--images-csv", exports_.images, "of an audit: every image as a row");
    file_flag("--model-card", exports_.card,
              "quantitative analyses of a model card, in Markdown to paste");
    file_flag("--croissant", exports_.croissant,
              "of an audit: Croissant metadata (JSON-LD) of its folder; takes --images-csv too");
    app.add_option("--about", about_,
                   "who audited what and why, for the first page: JSON with auditor, organisation, "
                   "purpose, date, valid_until, …, and logo, a picture beside it")
        ->type_name("FILE.json")
        ->group(files);
    file_flag("--diversity-csv", exports_.diversity,
              "of an audit: how alike the pictures of each prompt are");
    app.add_option("--bundle", bundle_,
                   "a new folder with all of these, and a manifest of their SHA-256")
        ->type_name("FOLDER")
        ->group(files);
    app.add_option("--sign", key_,
                   "signs the bundle's manifest with that key, of audit keygen or minisign")
        ->type_name("FILE.key")
        ->group(files);
    beside_.declare(app);
    epsilon_ = number_flag(app, "--epsilon", settings_.analysis.epsilon, 0.001, 0.5,
                           "margin that a verdict is about (default: the audit's, else 0.1)");
    epsilon_->group("Statistics");
    declare_analysis(app, settings_.analysis, false);
  }

  int run(Console& console) override {
    // `--json DIR` with nothing else is the flag before the folder.
    if (source_.empty()) std::swap(source_, json_word_);
    if (source_.empty()) {
      throw Error(ErrorKind::usage, "audit report: name an audit's folder or a file of counts.");
    }
    files_.json = json_word_;
    if (!key_.empty() && bundle_.empty()) {
      throw Error(ErrorKind::usage, "--sign: signs a bundle; name its folder with --bundle.");
    }
    if (!about_.empty()) settings_.about = audit::read_about(about_);
    common.json = json_flag_ && json_word_.empty();
    std::error_code error;
    return fs::is_directory(source_, error) ? of_audit(console) : of_counts(console);
  }

 private:
  void read_json_flag(const std::string& file) {
    json_flag_ = true;
    json_word_ = file;
  }

  bool names_files() const {
    return !files_.html.empty() || !files_.pdf.empty() || !files_.json.empty() ||
           !files_.csv.empty() || !exports_.images.empty() || !exports_.card.empty() ||
           !exports_.croissant.empty() || !exports_.diversity.empty() || !bundle_.empty();
  }

  int of_audit(Console& console) {
    beside_.require_none_but_target();
    settings_.target_woman = beside_.target;
    settings_.even = beside_.even;
    const auto database = audit::AuditDatabase::open(source_, audit::AuditDatabase::Mode::read);
    const audit::ReportSettings own = report_settings_of(database);
    settings_.reproduce = own.reproduce;
    if (epsilon_->count() == 0) settings_.analysis.epsilon = own.analysis.epsilon;
    if (!names_files()) files_ = ReportFiles::in(source_);
    if (!exports_.croissant.empty() && exports_.images.empty()) {
      throw Error(ErrorKind::usage,
                  "--croissant: describes a table of the images; name that too, "
                  "with --images-csv FILE.");
    }
    require_free(fs::path(source_) / audit::AuditDatabase::file_name, fs::path(source_) / "images");
    const audit::Report report = audit::report_of(database, settings_);
    exported_ = write_exports(&database, report, exports_);
    const bool pictures = !files_.html.empty() || !files_.pdf.empty() || !bundle_.empty();
    const auto sheet = pictures ? audit::contact_sheet(database) : std::vector<audit::Thumbnail>{};
    bundle(&database, report, sheet);
    Json result = {{"database", (fs::path(source_) / audit::AuditDatabase::file_name).string()}};
    tell_changed_pictures(database, result);
    return print(console, report, sheet, result);
  }

  // A report never takes the place of what it is made from, nor of another format. Of an audit that
  // is its database and everything in its folder of pictures, of counts their file.
  void require_free(const fs::path& source, const fs::path& pictures = {}) const {
    std::vector<fs::path> taken = {fs::weakly_canonical(source)};
    for (const fs::path& file : {files_.html, files_.pdf, files_.json, files_.csv, exports_.images,
                                 exports_.card, exports_.croissant, exports_.diversity}) {
      if (file.empty()) continue;
      const fs::path whole = fs::weakly_canonical(file);
      if (!pictures.empty() && is_below(fs::weakly_canonical(pictures), whole)) {
        throw Error(ErrorKind::usage,
                    fmt::format("{} lies among the audit's pictures; name a file elsewhere.",
                                file.string()));
      }
      if (std::ranges::find(taken, whole) != taken.end()) {
        throw Error(ErrorKind::usage,
                    fmt::format("{} is {}; name another file.", file.string(),
                                whole == taken.front() ? "what the report is made from"
                                                       : "named for two formats"));
      }
      taken.push_back(whole);
    }
  }

  static bool is_below(const fs::path& folder, const fs::path& path) {
    return std::ranges::mismatch(folder, path).in1 == folder.end();
  }

  int of_counts(Console& console) {
    if (!exports_.images.empty() || !exports_.croissant.empty() || !exports_.diversity.empty()) {
      throw Error(ErrorKind::usage,
                  "audit report: --images-csv, --croissant and --diversity-csv are of an audit's "
                  "folder.");
    }
    require_free(source_);
    const audit::Counts counts = audit::read_counts(source_, beside_.choices());
    for (const Message& note : counts.notes) spdlog::warn("{}.", in_command_words(note));
    beside_.apply(counts, settings_);
    const audit::Report report = audit::report_of(counts, settings_);
    exported_ = write_exports(nullptr, report, exports_);
    bundle(nullptr, report, {});
    return print(console, report, {}, {{"counts", source_}});
  }

  void bundle(const audit::AuditDatabase* database, const audit::Report& report,
              const std::vector<audit::Thumbnail>& sheet) {
    if (bundle_.empty()) return;
    std::optional<SecretKey> key;
    if (!key_.empty()) {
      key.emplace(read_secret_key(key_, [] { return key_password("Password of the key: "); }));
    }
    write_bundle(database, report, sheet, bundle_, key ? &*key : nullptr);
    exported_["bundle"] = bundle_;
  }

  int print(Console& console, const audit::Report& report,
            const std::vector<audit::Thumbnail>& sheet, Json result) {
    Json written = write_reports(report, sheet, files_);
    written.update(exported_);
    if (common.json) {
      result["reports"] = written;
      result["summary"] = audit::rows_json(report.analysis.summary);
      print_json(console, result);
      return 0;
    }
    for (const auto& [format, path] : written.items()) {
      print_path(console, path.get<std::string>());
    }
    print_headline(console, report);
    return 0;
  }

  std::string source_, json_word_, about_, bundle_, key_;
  bool json_flag_ = false;
  Json exported_ = Json::object();
  CLI::Option* epsilon_ = nullptr;
  ReportFiles files_;
  ExportFiles exports_;
  CountsFlags beside_;
  audit::ReportSettings settings_;
};

}  // namespace

std::unique_ptr<Command> make_audit_report() {
  return std::make_unique<AuditReport>();
}

}  // namespace evenlight::cli
