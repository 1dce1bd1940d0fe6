// What requirements measure with: instruments and pictures to compare with, opened when the first
// requirement asks for them.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/common/library/models.h"
#include "bias_audit/measure/instruments.h"
#include "bias_audit/measure/network.h"
#include "engine/pipeline/image.h"

namespace evenlight {

class RequirementTools {
 public:
  // `instruments` as find_instruments takes them. Files of requirements are looked for in `folder`
  // as well, where their recipe lies.
  explicit RequirementTools(KnownModel model, std::vector<std::string> instruments = {"auto"},
                            std::filesystem::path folder = {})
      : model_(std::move(model)), wanted_(std::move(instruments)), folder_(std::move(folder)) {}

  // Throws Error(input) if one cannot be used.
  const audit::Instruments& instruments();
  // Whether one of them reads that attribute.
  bool reads(const std::string& attribute);
  // Finds faces; null if no instrument does.
  audit::FaceDetector* detector();
  // Whether one of them looks at drawings or pictures as a whole instead.
  bool looks_at_whole();

  // Each is read once. Throws Error(input).
  const Image& picture(const std::string& file);
  const audit::Instruments& instrument(const std::string& manifest);

 private:
  const std::vector<std::filesystem::path>& manifests();
  std::filesystem::path found(const std::string& file) const;

  KnownModel model_;
  std::vector<std::string> wanted_;
  std::filesystem::path folder_;
  std::optional<std::vector<std::filesystem::path>> manifests_;
  std::unique_ptr<audit::Instruments> instruments_;
  std::unique_ptr<audit::FaceDetector> detector_;
  std::map<std::string, Image> pictures_;
  std::map<std::string, std::unique_ptr<audit::Instruments>> own_;
};

}  // namespace evenlight
