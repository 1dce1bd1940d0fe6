// One picture that requirements are held against. What several of them ask is measured once.
#pragma once

#include <optional>
#include <vector>

#include "app/common/requirements/requirement_tools.h"
#include "engine/pipeline/image.h"

namespace evenlight {

class PictureSubject {
 public:
  // Both must outlive this.
  PictureSubject(const Image& image, RequirementTools& tools) : image_(image), tools_(tools) {}

  const Image& image() const { return image_; }
  const audit::Photo& photo();
  // By the instruments of the requirements.
  const audit::Measurement& people();
  const std::vector<audit::Face>& faces();  // largest first
  // Of the sRGB values, [H,W]: 0.299 R + 0.587 G + 0.114 B, 0 … 255.
  const std::vector<float>& luma();

 private:
  const Image& image_;
  RequirementTools& tools_;
  std::optional<audit::Photo> photo_;
  std::optional<audit::Measurement> people_;
  std::optional<std::vector<audit::Face>> faces_;
  std::vector<float> luma_;
};

}  // namespace evenlight
