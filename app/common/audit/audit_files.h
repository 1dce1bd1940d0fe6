// Prompt sets and instruments of an audit, by name or file.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/common/library/models.h"
#include "bias_audit/data/prompt_set.h"

namespace evenlight {

// The sets that come with the program, by name.
std::vector<std::filesystem::path> shipped_prompt_sets();

// A set that comes with the program, by its name, else a file. Throws Error(input) with the names.
audit::PromptSet find_prompt_set(const std::string& name_or_path);

// Manifests of instruments. `wanted` are files, folders of manifests or names: `auto` (the model's
// own; for other models those for photographs, else haar), `own` (instrument.json in the model's
// folder or beside it), `photographs` (the user's folder of instruments), `haar`, `none`. A note if
// nothing will measure. Throws Error(input) for what is not there.
std::vector<std::filesystem::path> find_instruments(const std::vector<std::string>& wanted,
                                                    const KnownModel& model, Notes& notes);

// The manifests by which an audit was begun, wherever they lie now; `more` are looked at as well.
// Throws Error(input) if one is gone or was changed.
std::vector<std::filesystem::path> find_instruments_again(const nlohmann::ordered_json& described,
                                                          const std::vector<std::string>& more,
                                                          const KnownModel& model);

}  // namespace evenlight
