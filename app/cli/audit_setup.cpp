#include "app/cli/audit_setup.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdlib>

#include "app/cli/flags.h"
#include "app/common/assets.h"
#include "app/common/suggest.h"
#include "bias_audit/errors.h"
#include "bias_audit/measure/manifest.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* nothing_measures =
    "No instrument measures these pictures: every one will be unclear and every verdict "
    "inconclusive until people label them (audit label) or --instrument names one.";

std::vector<fs::path> json_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& item : fs::directory_iterator(folder, error)) {
    if (item.path().extension() == ".json") files.push_back(item.path());
  }
  std::ranges::sort(files);
  return files;
}

// instrument.json in the model's folder, or beside the folder or file.
std::vector<fs::path> own_instrument(const KnownModel& model) {
  const fs::path path = fs::absolute(model.path).lexically_normal();
  const fs::path trimmed = path.has_filename() ? path : path.parent_path();
  for (const fs::path& folder : {trimmed, trimmed.parent_path()}) {
    std::error_code error;
    if (fs::is_regular_file(folder / "instrument.json", error)) return {folder / "instrument.json"};
  }
  return {};
}

std::vector<fs::path> photographs() {
  const fs::path folder = data_folder();
  return folder.empty() ? std::vector<fs::path>{} : json_files(folder / "instruments");
}

// Empty where Debian's opencv-data is not installed.
std::vector<fs::path> haar() {
  const auto manifest = find_asset("audit/instruments/haar.json");
  if (!manifest) return {};
  try {
    audit::read_manifest(*manifest);
  } catch (const audit::InputError& error) {
    spdlog::debug("{}", error.what());
    return {};
  }
  return {*manifest};
}

std::vector<fs::path> best_instruments(const KnownModel& model) {
  if (auto own = own_instrument(model); !own.empty()) return own;
  // It draws cartoons, in which what was made for photographs would find nothing or nonsense.
  if (model.name == built_in_model) return {};
  auto found = photographs();
  return found.empty() ? haar() : found;
}

struct NamedInstruments {
  const char* name;
  std::vector<fs::path> (*find)(const KnownModel& model);
  const char* missing;
};
constexpr NamedInstruments named_instruments[] = {
    {"auto", best_instruments, nullptr},
    {"none", [](const KnownModel&) { return std::vector<fs::path>{}; }, nullptr},
    {"own", own_instrument, "the model has no instrument.json in its folder or beside it"},
    {"photographs", [](const KnownModel&) { return photographs(); },
     "the folder of instruments for photographs is empty; assets/audit/tools/README.md says how "
     "to fill it"},
    {"haar", [](const KnownModel&) { return haar(); },
     "OpenCV's cascades are missing; install the package opencv-data"}};

std::vector<fs::path> instruments_of(const std::string& word, const KnownModel& model) {
  for (const NamedInstruments& row : named_instruments) {
    if (word != row.name) continue;
    auto found = row.find(model);
    if (found.empty() && row.missing) {
      throw Error(ErrorKind::input, fmt::format("--instrument {}: {}.", word, row.missing));
    }
    return found;
  }
  std::error_code error;
  if (fs::is_directory(word, error)) return json_files(word);
  if (fs::is_regular_file(word, error)) return {word};
  throw Error(ErrorKind::input,
              fmt::format("--instrument: {} is no manifest; accepted are auto, own, photographs, "
                          "haar, none, a manifest or a folder of manifests.",
                          shown(word)));
}

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

audit::PromptSet find_prompt_set(const std::string& name_or_path) {
  std::error_code error;
  if (fs::is_regular_file(name_or_path, error)) return audit::read_prompt_set(name_or_path);
  std::vector<std::string> names;
  if (const auto folder = find_asset("audit/prompt_sets")) {
    for (const fs::path& file : json_files(*folder)) {
      if (file.stem() == name_or_path) return audit::read_prompt_set(file);
      names.push_back(file.stem().string());
    }
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  throw Error(
      ErrorKind::input,
      fmt::format("{} is no prompt set{}; there are {}, or name a file.", shown(name_or_path),
                  did_you_mean(closest_name(name_or_path, views)), fmt::join(names, ", ")));
}

std::vector<fs::path> find_instruments(const std::vector<std::string>& wanted,
                                       const KnownModel& model) {
  std::vector<fs::path> manifests;
  for (const std::string& word : wanted) {
    const auto found = instruments_of(word, model);
    manifests.insert(manifests.end(), found.begin(), found.end());
  }
  if (manifests.empty()) spdlog::warn(nothing_measures);
  return manifests;
}

std::vector<fs::path> find_instruments_again(const Json& described,
                                             const std::vector<std::string>& more,
                                             const KnownModel& model) {
  std::vector<fs::path> candidates;
  for (const std::string& word : more) {
    const auto found = instruments_of(word, model);
    candidates.insert(candidates.end(), found.begin(), found.end());
  }
  for (const auto& found : {own_instrument(model), photographs(), haar()}) {
    candidates.insert(candidates.end(), found.begin(), found.end());
  }
  std::vector<fs::path> manifests;
  for (const Json& wanted : described) {
    const auto found = std::ranges::find_if(candidates, [&](const fs::path& path) {
      try {
        return audit::to_json(audit::read_manifest(path)) == wanted;
      } catch (const audit::InputError& error) {
        spdlog::debug("{}", error.what());  // another one's fault
        return false;
      }
    });
    if (found == candidates.end()) {
      throw Error(ErrorKind::input,
                  fmt::format("The instrument \"{}\" that this audit was begun with is not here as "
                              "it was; name its manifest with --instrument.",
                              wanted.value("name", "")));
    }
    manifests.push_back(*found);
  }
  return manifests;
}

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
