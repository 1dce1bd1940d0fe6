// `evenlight check`: what is wrong with pictures that exist, and what they show.
#include <fmt/format.h>

#include <algorithm>

#include "app/cli/command.h"
#include "app/cli/command_words.h"
#include "app/common/pictures/read_picture.h"
#include "app/common/requirements/requirements.h"
#include "app/common/requirements/seed_search.h"
#include "bias_audit/stats/binomial.h"
#include "engine/base/error.h"
#include "engine/pipeline/artifacts/artifacts.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// What was found of one picture.
struct Checked {
  fs::path path;
  std::string unreadable;  // why it cannot be read; then nothing else is known
  std::vector<FoundFault> faults;
  std::vector<RequirementReading> readings;

  bool is_good() const { return unreadable.empty() && faults.empty() && all_hold(readings); }
};

class Check : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("pictures", pictures_, "PNG, JPEG or WebP files, or folders of them")
        ->type_name("FILE|DIR");
    app.add_option("--require", requirements_,
                   "what they must show, as in `evenlight requirements`; may be repeated")
        ->type_name("EXPR")
        ->allow_extra_args(false);
    app.add_option("--model", model_,
                   "the model whose instruments read them (default: the built-in one)")
        ->type_name("PATH|NAME");
    app.add_option("--instrument", instruments_,
                   "what reads people: auto, own, photographs, haar, none, a manifest or a folder "
                   "of manifests; may be repeated (default auto)")
        ->type_name("NAME|PATH")
        ->allow_extra_args(false);
  }

  int run(Console& console) override {
    if (pictures_.empty()) {
      throw Error(ErrorKind::usage, "check: name pictures, or a folder of them.");
    }
    RequirementTools tools(find_model(model_), instruments_);
    const Requirements requirements(requirements_, tools);
    int64_t total = 0, good = 0;
    Json list = Json::array();
    for (const fs::path& path : all_pictures()) {
      const Checked checked = check(path, requirements);
      ++total;
      good += checked.is_good() ? 1 : 0;
      if (common.json) {
        list.push_back(to_json(checked));
      } else {
        console.out << line_of(checked);
      }
    }
    const audit::Interval interval = audit::wilson(good, total, 0.05);
    if (common.json) {
      print_json(console, {{"pictures", list},
                           {"checked", total},
                           {"good", good},
                           {"interval", {interval.lo, interval.hi}}});
    } else {
      console.out << fmt::format("{} of {} good ({:.1f}–{:.1f} %)\n", good, total,
                                 100 * interval.lo, 100 * interval.hi);
    }
    return good == total ? 0 : int(ErrorKind::check);
  }

 private:
  std::vector<fs::path> all_pictures() const {
    std::vector<fs::path> all;
    for (const std::string& name : pictures_) {
      if (!fs::is_directory(name)) {
        all.emplace_back(name);
        continue;
      }
      std::vector<fs::path> inside;
      for (const fs::directory_entry& entry : fs::recursive_directory_iterator(name)) {
        if (entry.is_regular_file() && is_picture(entry.path())) inside.push_back(entry.path());
      }
      std::ranges::sort(inside);
      all.insert(all.end(), inside.begin(), inside.end());
    }
    if (all.empty()) throw Error(ErrorKind::input, "check: there is no picture in that folder.");
    return all;
  }

  static bool is_picture(const fs::path& path) {
    const std::string suffix = path.extension().string();
    return suffix == ".png" || suffix == ".jpg" || suffix == ".jpeg" || suffix == ".webp";
  }

  // A file that cannot be read is one of the faults; one that is not there is a mistake.
  static Checked check(const fs::path& path, const Requirements& requirements) {
    Checked checked{path, {}, {}, {}};
    std::error_code error;
    if (!fs::exists(path, error)) {
      throw Error(ErrorKind::input, fmt::format("{}: there is no such file.", path.string()));
    }
    Image image;
    try {
      Notes ignored;
      image = read_picture(path, ignored).image;
    } catch (const Error& broken) {
      checked.unreadable = in_command_words(broken);
      return checked;
    }
    checked.faults = faults_of(image);
    checked.readings = requirements.test(image);
    return checked;
  }

  static Json to_json(const Checked& checked) {
    Json json = {{"path", checked.path.string()}, {"good", checked.is_good()}};
    if (!checked.unreadable.empty()) json["broken"] = checked.unreadable;
    Json faults = Json::array();
    for (const FoundFault& one : checked.faults) {
      faults.push_back({{"fault", one.kind->id}, {"value", one.value}, {"limit", one.kind->limit}});
    }
    json["faults"] = std::move(faults);
    Json readings = Json::array();
    for (const RequirementReading& one : checked.readings) {
      readings.push_back(
          {{"requirement", one.requirement}, {"measured", one.measured}, {"holds", one.holds}});
    }
    json["readings"] = std::move(readings);
    return json;
  }

  static std::string line_of(const Checked& checked) {
    std::string words;
    const auto add = [&](const std::string& more) { words += (words.empty() ? "" : "; ") + more; };
    if (!checked.unreadable.empty()) add("broken: " + checked.unreadable);
    for (const FoundFault& one : checked.faults) {
      add(in_command_words(one.kind->sentence(one.value)));
    }
    if (const std::string failed = what_failed(checked.readings); !failed.empty()) add(failed);
    return fmt::format("{}: {}\n", checked.path.string(), words.empty() ? "good" : words);
  }

  std::vector<std::string> pictures_, requirements_, instruments_ = {"auto"};
  std::string model_;
};

}  // namespace

std::unique_ptr<Command> make_check() {
  return std::make_unique<Check>();
}

}  // namespace evenlight::cli
