// Which model a recipe means.
#include <algorithm>
#include <optional>

#include "app/common/library/models.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/weights/config_hash.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr size_t min_digits = 8;  // of a hash that says which model it is

// A model that may be meant, and what is known of it without reading its weights.
struct Candidate {
  KnownModel model;
  bool named = false;                 // as the recipe names it
  std::optional<std::string> sha256;  // of its weights
  std::string config_sha256;
};

std::string config_of(const fs::path& path) {
  try {
    return config_sha256_of_model(*open_model(path, OpenFor::inspection));
  } catch (const Error&) {
    return {};  // whoever opens it to render says why it cannot be read
  }
}

std::optional<std::string> read_hash(const fs::path& path) {
  try {
    return model_sha256(*open_model(path, OpenFor::inspection));
  } catch (const Error&) {
    return std::nullopt;
  }
}

class Search {
 public:
  Search(const RecipeDocument& document, const std::vector<KnownModel>& known, Hashing hashing)
      : document_(document), hashing_(hashing) {
    const std::string& name = document.model_name;
    for (const KnownModel& model : known) {
      if (!name.empty() && model.name == name) add(model, true);
    }
    std::error_code error;
    if (!name.empty() && fs::exists(name, error)) add(find_model(name), true);
    if (document.model_sha256.size() >= min_digits) add_by_hash(known);
  }

  KnownModel run(Notes& notes) {
    if (document_.model_sha256.size() < min_digits) return by_name(notes);
    std::vector<const Candidate*> fitting = with_these_weights();
    if (fitting.empty()) return by_name(notes);
    // Of the same weights those with the same configurations, then those of the same name.
    keep_if_any(fitting, [&](const Candidate& one) {
      return one.config_sha256 == document_.model_config_sha256;
    });
    keep_if_any(fitting, [](const Candidate& one) { return one.named; });
    const bool same = std::ranges::all_of(fitting, [&](const Candidate* one) {
      return one->config_sha256 == fitting.front()->config_sha256;
    });
    if (!same) {
      notes.push_back(say<"Which model the recipe means is not certain: {0} have these weights, "
                          "with different configurations; the first is taken.">(paths_of(fitting)));
    }
    return fitting.front()->model;
  }

 private:
  void add_by_hash(const std::vector<KnownModel>& known) {
    const std::string& name = document_.model_name;
    for (const fs::path& path : recall_models(document_.model_sha256)) {
      const auto listed = std::ranges::find(known, path, &KnownModel::path);
      const KnownModel model = listed == known.end() ? find_model(path.string()) : *listed;
      add(model, !name.empty() && model.name == name);
    }
    for (const KnownModel& model : known) {
      if (means_model(document_.model_sha256, model.path, std::nullopt)) {
        add(model, !name.empty() && model.name == name);
      }
    }
    // It is small and always here; older versions of the studio called it by its folder.
    const auto built_in = std::ranges::find(known, built_in_model, &KnownModel::name);
    if (built_in != known.end()) add(*built_in, name == built_in_model);
  }

  void add(const KnownModel& model, bool named) {
    std::error_code error;
    const auto same = [&](const Candidate& other) {
      return fs::equivalent(other.model.path, model.path, error);
    };
    if (std::ranges::any_of(candidates_, same)) return;
    candidates_.push_back({model, named, remembered_sha256(model.path), config_of(model.path)});
  }

  bool has_weights(const Candidate& one) const {
    return means_model(document_.model_sha256, one.model.path, one.sha256);
  }

  // Reads files only if nothing that is remembered fits.
  std::vector<const Candidate*> with_these_weights() {
    std::vector<const Candidate*> fitting = remembered_ones();
    if (!fitting.empty() || hashing_ == Hashing::remembered_only) return fitting;
    for (Candidate& one : candidates_) {
      if (!one.sha256) one.sha256 = read_hash(one.model.path);
    }
    return remembered_ones();
  }

  std::vector<const Candidate*> remembered_ones() const {
    std::vector<const Candidate*> fitting;
    for (const Candidate& one : candidates_) {
      if (has_weights(one)) fitting.push_back(&one);
    }
    return fitting;
  }

  template <class Test>
  static void keep_if_any(std::vector<const Candidate*>& candidates, const Test& test) {
    std::vector<const Candidate*> kept;
    for (const Candidate* one : candidates) {
      if (test(*one)) kept.push_back(one);
    }
    if (!kept.empty()) candidates = std::move(kept);
  }

  KnownModel by_name(Notes& notes) const {
    std::vector<const Candidate*> named;
    for (const Candidate& one : candidates_) {
      if (one.named) named.push_back(&one);
    }
    if (named.empty()) throw unknown();
    if (named.size() > 1) {
      notes.push_back(say<"Which model the recipe means is not certain: {0} have this name; the "
                          "first is taken.">(paths_of(named)));
    }
    return named.front()->model;
  }

  // "A and B and C"
  static Argument paths_of(const std::vector<const Candidate*>& candidates) {
    Argument paths = candidates.front()->model.path.string();
    for (size_t i = 1; i < candidates.size(); ++i) {
      paths = say<"{0} and {1}">(paths, candidates[i]->model.path.string());
    }
    return paths;
  }

  Error unknown() const {
    const std::string digits = document_.model_sha256.substr(0, 10);
    if (document_.model_name.empty()) {
      return Error(ErrorKind::input,
                   say<"The recipe names its model by the hash {0} alone, and no model with that "
                       "hash is known here; {1}.">(digits, say<"add that model">()));
    }
    const Message hash = digits.empty() ? say<"no hash">() : say<"sha256 {0}">(digits);
    const std::string name = dump_json(nlohmann::ordered_json(document_.model_name));
    return Error(ErrorKind::input,
                 say<"The recipe was made with the model {0} ({1}), which is not known here; {2}.">(
                     name.substr(0, 100), hash, say<"add that model">()));
  }

  const RecipeDocument& document_;
  Hashing hashing_;
  std::vector<Candidate> candidates_;
};

}  // namespace

KnownModel find_model_of(const RecipeDocument& document, const std::vector<KnownModel>& known,
                         Hashing hashing, Notes& notes) {
  if (document.model_name.empty() && document.model_sha256.empty()) return find_model("");
  return Search(document, known, hashing).run(notes);
}

std::optional<bool> is_model_of(const RecipeDocument& document, const KnownModel& model,
                                Hashing hashing) {
  if (document.model_sha256.empty()) return true;
  std::optional<std::string> sha256 = remembered_sha256(model.path);
  const std::string& digits = document.model_sha256;
  if (!means_model(digits, model.path, sha256)) {
    if (!sha256 && hashing == Hashing::as_needed) sha256 = read_hash(model.path);
    if (!sha256) return std::nullopt;
    if (!means_model(digits, model.path, sha256)) return false;
  }
  const std::string& wanted = document.model_config_sha256;
  return wanted.empty() || wanted == config_of(model.path);
}

KnownModel find_model_of(const RecipeDocument& document, Notes& notes) {
  return find_model_of(document, list_models(), Hashing::as_needed, notes);
}

}  // namespace evenlight
