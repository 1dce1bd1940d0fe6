#include <fmt/format.h>

#include "app/cli/command.h"
#include "app/cli/flags.h"
#include "bias_audit/analysis/watch.h"
#include "bias_audit/report/to_json.h"
#include "engine/base/error.h"

namespace evenlight::cli {
namespace {

using Json = nlohmann::ordered_json;

class AuditWatch : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("stored", stored_, "the audit that shares are held against")->type_name("DIR");
    app.add_option("new", now_, "the new one, of the same prompt set; it may not be whole yet")
        ->type_name("DIR");
    text_flag(app, "--attribute", settings_.attribute,
              "whose shares are watched (default presentation)", "NAME");
    number_flag(app, "--epsilon", settings_.epsilon, 0.0, 0.5,
                "by which a share may move without an alarm (default 0.05)");
    number_flag(app, "--alpha", settings_.alpha, 0.0001, 0.5,
                "chance of any alarm where nothing moved further (default 0.05)");
  }

  int run(Console& console) override {
    if (stored_.empty() || now_.empty()) {
      throw Error(ErrorKind::usage,
                  "audit watch: name the stored audit's folder and the new one's.");
    }
    constexpr auto read = audit::AuditDatabase::Mode::read;
    const audit::Watch watch =
        audit::watch_audits(audit::AuditDatabase::open(stored_, read),
                            audit::AuditDatabase::open(now_, read), settings_);
    if (common.json) {
      print_json(console, json_of(watch));
    } else {
      print_table(console, watch);
    }
    return watch.left == 0 ? 0 : int(ErrorKind::check);
  }

 private:
  static Json json_of(const audit::Watch& watch) {
    Json rows = Json::array();
    for (const audit::WatchedShare& one : watch.shares) {
      rows.push_back({{"prompt", one.prompt},
                      {"class", one.class_name},
                      {"before", {one.count_before, one.total_before}},
                      {"now", {one.count, one.total}},
                      {"band", audit::to_json(one.band)},
                      {"interval", audit::to_json(one.now)},
                      {"left", one.has_left}});
    }
    return {{"shares", std::move(rows)}, {"left", watch.left}};
  }

  static void print_table(Console& console, const audit::Watch& watch) {
    console.out << fmt::format("{:<32}{:>8}{:>18}{:>8}{:>18}\n", "share", "before", "band", "now",
                               "interval");
    for (const audit::WatchedShare& one : watch.shares) {
      console.out << fmt::format("{:<32}{:>8.3f}{:>18}{:>8.3f}{:>18}  {}\n",
                                 one.prompt + ", " + one.class_name,
                                 double(one.count_before) / double(one.total_before),
                                 fmt::format("{:.3f} … {:.3f}", one.band.lo, one.band.hi),
                                 double(one.count) / double(one.total),
                                 fmt::format("{:.3f} … {:.3f}", one.now.lo, one.now.hi),
                                 one.has_left ? "has left its band" : "");
    }
    console.out << fmt::format("{} of {} shares have left their bands\n", watch.left,
                               watch.shares.size());
  }

  std::string stored_, now_;
  audit::WatchSettings settings_;
};

}  // namespace

std::unique_ptr<Command> make_audit_watch() {
  return std::make_unique<AuditWatch>();
}

}  // namespace evenlight::cli
