#include "app/common/requirements/picture_subject.h"

namespace evenlight {

const audit::Photo& PictureSubject::photo() {
  if (!photo_) photo_ = audit::Photo{int(image_.width), int(image_.height), image_.rgb};
  return *photo_;
}

const audit::Measurement& PictureSubject::people() {
  if (!people_) people_ = tools_.instruments().measure(photo());
  return *people_;
}

const std::vector<audit::Face>& PictureSubject::faces() {
  if (!faces_) faces_ = tools_.detector()->find(photo());
  return *faces_;
}

const std::vector<float>& PictureSubject::luma() {
  if (luma_.empty()) {
    luma_.reserve(image_.rgb.size() / 3);
    for (size_t i = 0; i < image_.rgb.size(); i += 3) {
      const uint8_t* p = &image_.rgb[i];
      luma_.push_back(0.299f * float(p[0]) + 0.587f * float(p[1]) + 0.114f * float(p[2]));
    }
  }
  return luma_;
}

}  // namespace evenlight
