#include "app/cli/audit_setup.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>

#include "app/cli/flags.h"
#include "app/common/recipe/suggest.h"
#include "bias_audit/stats/multiplicity.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"
#include "engine/base/small_file.h"

namespace evenlight::cli {
namespace {

int64_t whole_number(std::string_view text, const std::string& where) {
  const auto value = parse_number<int64_t>(text);
  if (!value) throw Error(ErrorKind::usage, fmt::format("{}: expected I/N, such as 0/8.", where));
  return *value;
}

const char* variable(const char* name) {
  const char* value = std::getenv(name);
  return value && *value ? value : nullptr;
}

audit::Shard checked(audit::Shard shard, const std::string& where) {
  if (shard.count < 1 || shard.count > 1000000 || shard.index < 0 || shard.index >= shard.count) {
    throw Error(ErrorKind::usage,
                fmt::format("{}: {}/{} is no shard; I runs from 0 to N-1 and N is at most 1000000.",
                            where, shard.index, shard.count));
  }
  return shard;
}

}  // namespace

audit::Shard find_shard(const std::string& flag, int64_t count) {
  if (!flag.empty()) {
    const size_t slash = flag.find('/');
    if (slash == std::string::npos) whole_number("", "--shard");
    return checked({whole_number(std::string_view(flag).substr(0, slash), "--shard"),
                    whole_number(std::string_view(flag).substr(slash + 1), "--shard")},
                   "--shard");
  }
  const char* task = variable("SLURM_ARRAY_TASK_ID");
  const char* tasks = variable("SLURM_ARRAY_TASK_COUNT");
  if (task && tasks) {
    const std::string where = "SLURM_ARRAY_TASK_ID";
    const char* first = variable("SLURM_ARRAY_TASK_MIN");
    const int64_t start = first ? whole_number(first, "SLURM_ARRAY_TASK_MIN") : 0;
    return checked({whole_number(task, where) - start, whole_number(tasks, where)}, where);
  }
  if (const char* index = variable("JOB_COMPLETION_INDEX")) {
    if (count == 0) {
      throw Error(
          ErrorKind::usage,
          "--shards: give the number of tasks beside JOB_COMPLETION_INDEX, or --shard I/N.");
    }
    return checked({whole_number(index, "JOB_COMPLETION_INDEX"), count}, "JOB_COMPLETION_INDEX");
  }
  if (count > 1) {
    throw Error(ErrorKind::usage, "--shards: no queue says which part this is; give --shard I/N.");
  }
  return {};
}

void ClassFlags::declare(CLI::App& app, const char* group) {
  app.add_option("--classes", classes,
                 "the classes that there are, such as woman,man or age=young,old: one of them that "
                 "no row has counts 0, another name is refused; may be repeated")
      ->type_name("[ATTRIBUTE=]A,B,…")
      ->allow_extra_args(false)
      ->group(group);
  app.add_option("--unclear", unclear,
                 "a class name that means that a picture could not be read; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->group(group);
}

audit::ClassChoices ClassFlags::choices() const {
  audit::ClassChoices choices;
  choices.unclear = unclear;
  for (const std::string& text : classes) {
    const size_t sign = text.find('=');
    const bool names_one = sign != std::string::npos && sign > 0;
    std::vector<std::string> names;
    std::set<std::string> known;
    std::istringstream list(names_one ? text.substr(sign + 1) : text);
    for (std::string name; std::getline(list, name, ',');) {
      const std::string key = audit::folded_name(name);
      if (key.empty() || !known.insert(key).second) {
        throw Error(ErrorKind::usage,
                    fmt::format("--classes: \"{}\" has an empty name or one twice.", shown(text)));
      }
      names.push_back(name);
    }
    if (names.size() < 2) {
      throw Error(ErrorKind::usage,
                  fmt::format("--classes: \"{}\" names fewer than two classes.", shown(text)));
    }
    choices.classes.emplace_back(names_one ? text.substr(0, sign) : "", std::move(names));
  }
  return choices;
}

void ClassFlags::require_none(const char* verb) const {
  if (classes.empty() && unclear.empty()) return;
  throw Error(ErrorKind::usage,
              fmt::format("{}: --classes and --unclear are for counts; an audit's folder has its "
                          "own classes.",
                          verb));
}

void CountsFlags::declare(CLI::App& app) {
  constexpr const char* group = "What the counts are compared with";
  text_flag(app, "--set", set, "a prompt set whose workforce rows they are compared with",
            "NAME|PATH")
      ->group(group);
  app.add_option_function<double>(
         "--target",
         [this](double share) {
           if (!(share >= 0 && share <= 1)) {
             throw Error(ErrorKind::usage, "--target: expected a number from 0 to 1.");
           }
           target = share;
         },
         "a share of your own that should read as woman")
      ->type_name("X")
      ->group(group);
  app.add_option("--even", even,
                 "an attribute (age, tone_band) of which as many images of every class are your "
                 "target, so that it is judged and not only described; may be repeated")
      ->type_name("ATTRIBUTE")
      ->allow_extra_args(false)
      ->group(group);
  text_flag(app, "--baseline", baseline, "one of the prompts, such as \"a person\"", "PROMPT")
      ->group(group);
  text_flag(app, "--check-set", check_set,
            "human labels against the instrument's, to correct the shares by: "
            "attribute,truth,answer,count",
            "CSV")
      ->group(group);
  const auto stated = [&](const char* flag, std::optional<double>& into, const char* which) {
    app.add_option_function<double>(
           flag,
           [&into, flag](double share) {
             if (!(share >= 0.5 && share <= 1)) {
               throw Error(ErrorKind::usage,
                           fmt::format("{}: expected a number from 0.5 to 1.", flag));
             }
             into = share;
           },
           fmt::format("how often the instrument reads the {} of two classes right, where that is "
                       "known without labels",
                       which))
        ->type_name("X")
        ->group(group);
  };
  stated("--sensitivity", sensitivity, "first");
  stated("--specificity", specificity, "second");
  app.add_flag("--sequential", sequential,
               "the numbers of images were decided while looking: verdicts from e-values")
      ->group(group);
  names.declare(app, "What the class names of counts mean");
}

namespace {

// As if of so many labels that they add no error of their own.
std::map<std::string, audit::Confusion> stated_check(const audit::Counts& counts,
                                                     double sensitivity, double specificity) {
  constexpr double labels = 1e6;
  const int64_t first = std::llround(labels * sensitivity);
  const int64_t second = std::llround(labels * specificity);
  const auto all = int64_t(labels);
  std::map<std::string, audit::Confusion> check;
  for (const audit::Attribute& attribute : counts.attributes) {
    if (attribute.classes.size() != 2) continue;
    check[attribute.name] = {{first, all - first}, {all - second, second}};
  }
  return check;
}

}  // namespace

audit::ClassChoices CountsFlags::choices() const {
  audit::ClassChoices choices = names.choices();
  if (set.empty()) return choices;
  for (const auto& [attribute, classes] : find_prompt_set(set).classes) {
    choices.classes.emplace_back(attribute, classes);
  }
  return choices;
}

void CountsFlags::apply(const audit::Counts& counts, audit::ReportSettings& settings) const {
  constexpr size_t max_bytes = size_t(16) << 20;
  if (!set.empty()) settings.set = find_prompt_set(set);
  settings.baseline = baseline;
  settings.target_woman = target;
  settings.even = even;
  settings.sequential = sequential;
  if (sensitivity.has_value() != specificity.has_value()) {
    throw Error(ErrorKind::usage, "--sensitivity and --specificity belong together.");
  }
  if (sensitivity && !check_set.empty()) {
    throw Error(ErrorKind::usage, "--check-set or --sensitivity and --specificity, not both.");
  }
  if (sensitivity) settings.check = stated_check(counts, *sensitivity, *specificity);
  if (check_set.empty()) return;
  settings.check = audit::parse_check_set(read_small_file(check_set, max_bytes), check_set, counts);
}

void CountsFlags::require_none_but_target() const {
  names.require_none("audit report");
  if (set.empty() && baseline.empty() && check_set.empty() && !sequential && !sensitivity &&
      !specificity) {
    return;
  }
  throw Error(ErrorKind::usage,
              "audit report: --set, --baseline, --check-set, --sensitivity, --specificity and "
              "--sequential are for counts; an audit's folder has its own.");
}

void declare_analysis(CLI::App& app, audit::AnalysisSettings& settings, bool with_epsilon) {
  constexpr const char* group = "Statistics";
  number_flag(app, "--confidence", settings.confidence, 0.5, 0.9999, "of every interval")
      ->group(group);
  if (with_epsilon) {
    number_flag(app, "--epsilon", settings.epsilon, 0.001, 0.5,
                "margin around parity that a verdict is about")
        ->group(group);
  }
  number_flag(app, "--q", settings.q, 0.0001, 0.5, "largest adjusted p-value of a skewed prompt")
      ->group(group);
  app.add_option_function<std::string>(
         "--adjustment",
         [&settings](const std::string& name) {
           std::vector<std::string_view> known;
           for (const audit::AdjustmentMethod& method : audit::adjustment_methods()) {
             if (method.id == name) {
               settings.adjustment = name;
               return;
             }
             known.push_back(method.id);
           }
           throw Error(ErrorKind::usage, fmt::format("--adjustment: \"{}\" is not known; accepted "
                                                     "are {}.",
                                                     shown(name), fmt::join(known, ", ")));
         },
         "of p-values over prompts: benjamini_hochberg (default), benjamini_yekutieli, holm")
      ->type_name("NAME")
      ->group(group);
  number_flag<int64_t>(app, "--bootstrap-draws", settings.bootstrap_draws, 100, 1000000,
                       "resamplings of an interval")
      ->group(group);
  number_flag<int64_t>(app, "--monte-carlo-draws", settings.monte_carlo_draws, 1000, 100000000,
                       "of a test that cannot be enumerated")
      ->group(group);
  number_flag<uint64_t>(app, "--seed", settings.seed, 0, UINT64_MAX, "of the resamplings")
      ->group(group);
}

}  // namespace evenlight::cli
