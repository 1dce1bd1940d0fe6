#include "app/common/audit/audit_import.h"

#include <memory>

#include "app/common/audit/audit_files.h"
#include "bias_audit/measure/instruments.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

std::string name_of(const fs::path& source) {
  const fs::path whole = fs::absolute(source).lexically_normal();
  return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

audit::PromptSet set_with_baseline(const ImportRequest& request) {
  return request.baseline.empty() ? request.set
                                  : audit::with_baseline(request.set, request.baseline);
}

audit::ImportList list_of(const ImportRequest& request, const audit::PromptSet& set) {
  std::error_code error;
  if (fs::is_directory(request.source, error)) {
    audit::ImportList list = audit::list_folder(set, request.source);
    list.arm = request.arm.value_or("");
    return list;
  }
  if (!fs::is_regular_file(request.source, error)) {
    throw InputError(say<"{0}: is neither a folder of pictures nor a table that lists them.">(
        request.source.string()));
  }
  return audit::list_manifest(set, request.source, request.arm);
}

}  // namespace

PlannedImport plan_import(const ImportRequest& request) {
  PlannedImport plan;
  audit::AuditSettings& settings = plan.settings;
  settings.set = set_with_baseline(request);
  settings.baseline = !request.baseline.empty();
  plan.list = list_of(request, settings.set);
  plan.notes = plan.list.notes;
  plan.instruments = find_instruments(request.instruments, KnownModel{}, plan.notes);
  settings.instruments = audit::Instruments(plan.instruments).describe();
  settings.epsilon = request.epsilon;
  settings.seed_base = 0;
  settings.arm = plan.list.arm;
  settings.app = EVENLIGHT_VERSION;
  const std::string source = name_of(request.source);
  settings.model["name"] = request.model.empty() ? "the pictures in " + source : request.model;
  if (!request.version.empty()) settings.model["version"] = request.version;
  if (!request.date.empty()) settings.model["date"] = request.date;
  settings.imported = audit::ImportedPictures{source, request.how};
  settings.imported->real_people = request.real_people;
  return plan;
}

audit::ImportReport run_import(const PlannedImport& plan, const fs::path& folder,
                               const std::function<void(const audit::ImageRow&)>& on_image) {
  const audit::Instruments instruments(plan.instruments);
  audit::ImportTools tools;
  tools.measure = [&](const audit::Photo& photo) { return instruments.measure(photo); };
  tools.on_image = on_image;
  return audit::import_pictures(folder, plan.settings, plan.list, tools);
}

}  // namespace evenlight
