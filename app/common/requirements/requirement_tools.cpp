#include "app/common/requirements/requirement_tools.h"

#include "app/common/audit/audit_files.h"
#include "app/common/pictures/read_picture.h"
#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/measure/manifest.h"

namespace evenlight {

namespace fs = std::filesystem;

const std::vector<fs::path>& RequirementTools::manifests() {
  if (!manifests_) {
    Notes ignored;  // a requirement that nothing can measure says so itself
    manifests_ = find_instruments(wanted_, model_, ignored);
  }
  return *manifests_;
}

const audit::Instruments& RequirementTools::instruments() {
  if (!instruments_) instruments_ = std::make_unique<audit::Instruments>(manifests());
  return *instruments_;
}

bool RequirementTools::reads(const std::string& attribute) {
  return !audit::heads_of(attribute, instruments().describe()).empty();
}

audit::FaceDetector* RequirementTools::detector() {
  if (detector_) return detector_.get();
  for (const fs::path& path : manifests()) {
    const audit::Manifest manifest = audit::read_manifest(path);
    if (manifest.kind != audit::InstrumentKind::face_detector &&
        manifest.kind != audit::InstrumentKind::haar_face_detector) {
      continue;
    }
    detector_ = std::make_unique<audit::FaceDetector>(manifest);
    return detector_.get();
  }
  return nullptr;
}

bool RequirementTools::looks_at_whole() {
  for (const fs::path& path : manifests()) {
    if (audit::read_manifest(path).kind == audit::InstrumentKind::whole_image_classifier) {
      return true;
    }
  }
  return false;
}

// Beside the recipe if it does not lie where it is named.
fs::path RequirementTools::found(const std::string& file) const {
  std::error_code error;
  const fs::path beside = folder_ / file;
  return !folder_.empty() && !fs::exists(file, error) && fs::exists(beside, error) ? beside
                                                                                   : fs::path(file);
}

const Image& RequirementTools::picture(const std::string& file) {
  const auto known = pictures_.find(file);
  if (known != pictures_.end()) return known->second;
  Notes ignored;  // what shows through does not matter here
  return pictures_.emplace(file, read_picture(found(file), ignored).image).first->second;
}

const audit::Instruments& RequirementTools::instrument(const std::string& manifest) {
  auto& known = own_[manifest];
  if (!known) {
    known = std::make_unique<audit::Instruments>(std::vector<fs::path>{found(manifest)});
  }
  return *known;
}

}  // namespace evenlight
