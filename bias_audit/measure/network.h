#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bias_audit/measure/manifest.h"
#include "bias_audit/measure/picture.h"
#include "bias_audit/measure/skin.h"

namespace evenlight::audit {

// A square or other part of a picture as the network saw it: how to get back to its pixels.
struct Framing {
  double x = 0, y = 0;           // of the network's left upper corner, in the picture's pixels
  double width = 0, height = 0;  // of the network's whole input, in the picture's pixels
};

// An ONNX file in OpenCV's DNN module, on one thread so that sums keep their order.
class Network {
 public:
  // Throws InputError when OpenCV cannot read it.
  explicit Network(const Manifest& manifest);
  ~Network();
  Network(Network&&) noexcept;

  // Output values by name, each flattened, of the part `box` of the picture.
  struct Answer {
    std::map<std::string, std::vector<float>> outputs;
    Framing framing;
  };
  Answer run(const Photo& photo, const Box& box);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

struct Face {
  Box box;
  double score = 0;
};

// Faces by area, largest first; overlapping ones (intersection over union above 0.4) count once.
class FaceDetector {
 public:
  explicit FaceDetector(const Manifest& manifest);
  ~FaceDetector();
  std::vector<Face> find(const Photo& photo);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace evenlight::audit
