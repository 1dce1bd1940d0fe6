#include "app/common/audit/audit_files.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "app/common/library/assets.h"
#include "app/common/recipe/suggest.h"
#include "bias_audit/measure/manifest.h"
#include "engine/base/error.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

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
  if (model.path.empty()) return {};
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
  } catch (const InputError& error) {
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
  Message (*missing)();
};
constexpr NamedInstruments named_instruments[] = {
    {"auto", best_instruments, nullptr},
    {"none", [](const KnownModel&) { return std::vector<fs::path>{}; }, nullptr},
    {"own", own_instrument, say<"the model has no instrument.json in its folder or beside it">},
    {"photographs", [](const KnownModel&) { return photographs(); },
     say<"there are none yet; assets/audit/tools/fetch_face_instruments.sh makes them">},
    {"haar", [](const KnownModel&) { return haar(); },
     say<"OpenCV's cascades are missing; install the package opencv-data">}};

std::vector<fs::path> instruments_of(const std::string& word, const KnownModel& model) {
  for (const NamedInstruments& row : named_instruments) {
    if (word != row.name) continue;
    auto found = row.find(model);
    if (found.empty() && row.missing) {
      throw Error(ErrorKind::input, say<"Instrument {0}: {1}.">(word, row.missing()));
    }
    return found;
  }
  std::error_code error;
  if (fs::is_directory(word, error)) return json_files(word);
  if (fs::is_regular_file(word, error)) return {word};
  throw Error(ErrorKind::input,
              say<"Instrument: {0} is no manifest; accepted are auto, own, photographs, haar, "
                  "none, a manifest or a folder of manifests.">(shown(word)));
}

}  // namespace

std::vector<fs::path> shipped_prompt_sets() {
  const auto folder = find_asset("audit/prompt_sets");
  return folder ? json_files(*folder) : std::vector<fs::path>{};
}

audit::PromptSet find_prompt_set(const std::string& name_or_path) {
  std::error_code error;
  if (fs::is_regular_file(name_or_path, error)) return audit::read_prompt_set(name_or_path);
  std::vector<std::string> names;
  for (const fs::path& file : shipped_prompt_sets()) {
    if (file.stem() == name_or_path) return audit::read_prompt_set(file);
    names.push_back(file.stem().string());
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  throw Error(
      ErrorKind::input,
      say<"{0} is no prompt set{1}; there are {2}, or name a file.">(
          shown(name_or_path), did_you_mean(closest_name(name_or_path, views)), as_list(names)));
}

std::vector<fs::path> find_instruments(const std::vector<std::string>& wanted,
                                       const KnownModel& model, Notes& notes) {
  std::vector<fs::path> manifests;
  for (const std::string& word : wanted) {
    const auto found = instruments_of(word, model);
    manifests.insert(manifests.end(), found.begin(), found.end());
  }
  if (manifests.empty()) {
    notes.push_back(
        say<"No instrument measures these pictures: every one will be unclear and every verdict "
            "inconclusive until people label them or an instrument is named.">());
  }
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
      } catch (const InputError& error) {
        spdlog::debug("{}", error.what());  // another one's fault
        return false;
      }
    });
    if (found == candidates.end()) {
      throw Error(
          ErrorKind::input,
          say<"The instrument \"{0}\" that this audit was begun with is not here as it was; {1}.">(
              wanted.value("name", ""), say<"put its manifest back">()));
    }
    manifests.push_back(*found);
  }
  return manifests;
}

}  // namespace evenlight
