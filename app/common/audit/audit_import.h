// An audit of pictures that exist already: from what a person says of them to its folder.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bias_audit/measure/import.h"
#include "engine/base/message.h"

namespace evenlight {

struct ImportRequest {
  audit::PromptSet set;
  std::string baseline;                   // a prompt that others are compared with; or none
  std::filesystem::path source;           // a folder of folders, or a table in CSV
  std::optional<std::string> arm;         // of a table: which; of a folder: its name
  std::string model, version, date, how;  // what made the pictures, as text
  bool real_people = false;               // consent was given for photographs of people
  std::vector<std::string> instruments = {"auto"};
  double epsilon = 0.10;
};

struct PlannedImport {
  audit::AuditSettings settings;
  audit::ImportList list;
  std::vector<std::filesystem::path> instruments;
  std::vector<Message> notes;
};

// Finds pictures and instruments; nothing is written. Throws input errors.
PlannedImport plan_import(const ImportRequest& request);

// Copies, measures and stores; `on_image` may throw to stop, and nothing is left then.
audit::ImportReport run_import(const PlannedImport& plan, const std::filesystem::path& folder,
                               const std::function<void(const audit::ImageRow&)>& on_image);

}  // namespace evenlight
