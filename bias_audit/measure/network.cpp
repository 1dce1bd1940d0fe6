#include "bias_audit/measure/network.h"

#include <algorithm>
#include <cmath>
#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include "bias_audit/data/json_file.h"
#include "bias_audit/measure/cascade_check.h"
#include "bias_audit/measure/trial.h"
#include "engine/base/input_error.h"
#include "engine/base/small_file.h"

namespace evenlight::audit {

namespace {

constexpr double max_overlap = 0.4;

cv::Mat view_of(const Photo& photo) {
  // OpenCV's headers take no const data; nothing here writes to it.
  return {photo.height, photo.width, CV_8UC3, const_cast<uint8_t*>(photo.rgb.data())};
}

// The part of the picture's plane that fills the network's input.
Framing framing_of(const NetworkInput& input, Box box) {
  box.x -= input.margin * box.width;
  box.y -= input.margin * box.height;
  box.width *= 1 + 2 * input.margin;
  box.height *= 1 + 2 * input.margin;
  if (input.fit == "stretch") return {box.x, box.y, box.width, box.height};
  const double aspect = double(input.width) / input.height;
  const bool wide = box.width > aspect * box.height;
  const bool grow_height = (input.fit == "crop") != wide;
  const double width = grow_height ? box.width : aspect * box.height;
  const double height = grow_height ? box.width / aspect : box.height;
  if (input.fit == "pad_end") return {box.x, box.y, width, height};
  return {box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height};
}

// [3][height][width] floats; outside of the picture is black. Shrinking averages first, so that no
// detail turns into noise.
std::vector<float> pixels_of(const Photo& photo, const NetworkInput& input, const Framing& frame) {
  const cv::Mat picture = view_of(photo);
  const double sx = frame.width / input.width, sy = frame.height / input.height;
  cv::Mat source = picture;
  if (sx > 1.5 || sy > 1.5) {
    const cv::Size blur(std::max(1, int(sx)), std::max(1, int(sy)));
    cv::blur(picture, source, blur, cv::Point(-1, -1), cv::BORDER_REPLICATE);
  }
  const cv::Matx23d back(sx, 0, frame.x + sx / 2 - 0.5, 0, sy, frame.y + sy / 2 - 0.5);
  cv::Mat small;
  cv::warpAffine(source, small, back, cv::Size(input.width, input.height),
                 cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, cv::Scalar::all(0));
  std::vector<float> values;
  values.reserve(size_t(3 * input.width * input.height));
  for (int c = 0; c < 3; ++c) {
    const int channel = input.bgr ? 2 - c : c;
    const auto at = size_t(c);
    for (int y = 0; y < input.height; ++y) {
      for (int x = 0; x < input.width; ++x) {
        const double pixel = small.at<cv::Vec3b>(y, x)[channel];
        values.push_back(float((pixel - input.mean[at]) * input.scale[at]));
      }
    }
  }
  return values;
}

double overlap(const Box& a, const Box& b) {
  const double w = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
  const double h = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
  if (w <= 0 || h <= 0) return 0;
  return w * h / (a.width * a.height + b.width * b.height - w * h);
}

std::vector<Face> without_doubles(std::vector<Face> faces) {
  std::stable_sort(faces.begin(), faces.end(),
                   [](const Face& a, const Face& b) { return a.score > b.score; });
  std::vector<Face> kept;
  for (const Face& face : faces) {
    const bool is_double = std::any_of(kept.begin(), kept.end(), [&](const Face& other) {
      return overlap(face.box, other.box) > max_overlap;
    });
    if (!is_double) kept.push_back(face);
  }
  std::stable_sort(kept.begin(), kept.end(), [](const Face& a, const Face& b) {
    return a.box.width * a.box.height > b.box.width * b.box.height;
  });
  return kept;
}

// OpenCV's own sentence, without the place in its source.
std::string reason_of(const std::exception& error) {
  const auto* from_opencv = dynamic_cast<const cv::Exception*>(&error);
  return from_opencv ? from_opencv->err : error.what();
}

double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}

}  // namespace

struct Network::Parts {
  Manifest manifest;
  cv::dnn::Net net;
  std::vector<std::string> outputs;

  size_t input_size() const {
    return size_t(3) * size_t(manifest.input.height) * size_t(manifest.input.width);
  }

  void load(const std::string& bytes) {
    try {
      net = cv::dnn::readNetFromONNX(bytes.data(), bytes.size());
      net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
      net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
      outputs = net.getUnconnectedOutLayersNames();
    } catch (const std::exception& error) {
      throw InputError(say<"{0}: OpenCV cannot read this network ({1})">(manifest.file.string(),
                                                                         reason_of(error)));
    }
  }

  // values [3,height,width] → one matrix an output.
  std::vector<cv::Mat> forward(std::vector<float> values) {
    const int shape[] = {1, 3, manifest.input.height, manifest.input.width};
    const cv::Mat blob(4, shape, CV_32F, values.data());
    std::vector<cv::Mat> results;
    try {
      net.setInput(blob);
      net.forward(results, outputs);
    } catch (const std::exception& error) {
      throw InputError(
          say<"{0}: this network does not run ({1})">(manifest.file.string(), reason_of(error)));
    }
    return results;
  }
};

Network::Network(const Manifest& manifest) : parts_(std::make_unique<Parts>()) {
  parts_->manifest = manifest;
  cv::setNumThreads(1);
  const std::string bytes = read_small_file(manifest.file, 512ULL << 20);
  // OpenCV believes what an ONNX file says of its own sizes.
  try_apart(manifest.file.string(), [&] {
    parts_->load(bytes);
    parts_->forward(std::vector<float>(parts_->input_size()));
  });
  parts_->load(bytes);
}
Network::~Network() = default;
Network::Network(Network&&) noexcept = default;

Network::Answer Network::run(const Photo& photo, const Box& box) {
  const NetworkInput& input = parts_->manifest.input;
  Answer answer;
  answer.framing = framing_of(input, box);
  const std::vector<cv::Mat> results = parts_->forward(pixels_of(photo, input, answer.framing));
  for (size_t i = 0; i < results.size(); ++i) {
    const cv::Mat flat = results[i].reshape(1, 1);
    std::vector<float>& output = answer.outputs[parts_->outputs[i]];
    output.assign(flat.begin<float>(), flat.end<float>());
    if (!std::all_of(output.begin(), output.end(), [](float v) { return std::isfinite(v); })) {
      throw InputError(say<"{0}: gave a value that is no number">(parts_->manifest.file.string()));
    }
  }
  return answer;
}

struct FaceDetector::Parts {
  Manifest manifest;
  std::unique_ptr<Network> network;
  cv::CascadeClassifier cascade;

  std::vector<Face> from_network(const Photo& photo) {
    const auto answer = network->run(photo, {0, 0, photo.width * 1.0, photo.height * 1.0});
    const std::vector<float>& grid = answer.outputs.begin()->second;
    const size_t anchors = manifest.anchors.size();
    const auto cells = size_t(std::lround(std::sqrt(double(grid.size()) / double(5 * anchors))));
    if (cells == 0 || cells * cells * 5 * anchors != grid.size()) {
      throw InputError(say<"{0}: does not answer with 5 values an anchor">(manifest.file.string()));
    }
    const auto value = [&](size_t anchor, size_t what, size_t y, size_t x) {
      return double(grid[((anchor * 5 + what) * cells + y) * cells + x]);
    };
    const double cell_width = answer.framing.width / double(cells);
    const double cell_height = answer.framing.height / double(cells);
    std::vector<Face> faces;
    for (size_t a = 0; a < anchors; ++a) {
      for (size_t y = 0; y < cells; ++y) {
        for (size_t x = 0; x < cells; ++x) {
          const double score = sigmoid(value(a, 4, y, x));
          if (score < manifest.least_score) continue;
          const double cx = (double(x) + sigmoid(value(a, 0, y, x))) * cell_width;
          const double cy = (double(y) + sigmoid(value(a, 1, y, x))) * cell_height;
          const double w = std::exp(value(a, 2, y, x)) * manifest.anchors[a][0] * cell_width;
          const double h = std::exp(value(a, 3, y, x)) * manifest.anchors[a][1] * cell_height;
          if (!(w >= 2 && h >= 2 && w < 4 * photo.width && h < 4 * photo.height)) continue;
          faces.push_back(
              {{answer.framing.x + cx - w / 2, answer.framing.y + cy - h / 2, w, h}, score});
        }
      }
    }
    return faces;
  }

  std::vector<Face> from_cascade(const Photo& photo) {
    cv::Mat grey;
    cv::cvtColor(view_of(photo), grey, cv::COLOR_RGB2GRAY);
    cv::equalizeHist(grey, grey);
    const int least = std::max(24, std::min(photo.width, photo.height) / 8);
    std::vector<cv::Rect> found;
    cascade.detectMultiScale(grey, found, 1.1, 5, 0, cv::Size(least, least));
    std::sort(found.begin(), found.end(), [](const cv::Rect& a, const cv::Rect& b) {
      return std::tie(a.y, a.x, a.width) < std::tie(b.y, b.x, b.width);
    });
    std::vector<Face> faces;
    for (const cv::Rect& r : found) {
      faces.push_back({{r.x * 1.0, r.y * 1.0, r.width * 1.0, r.height * 1.0}, 1});
    }
    return faces;
  }
};

FaceDetector::FaceDetector(const Manifest& manifest) : parts_(std::make_unique<Parts>()) {
  parts_->manifest = manifest;
  if (manifest.kind == InstrumentKind::face_detector) {
    parts_->network = std::make_unique<Network>(manifest);
    return;
  }
  cv::setNumThreads(1);
  const std::string name = manifest.file.string();
  try_apart(name, [&] {
    check_cascade(manifest.file);
    parts_->cascade.load(name);
  });
  check_cascade(manifest.file);
  bool is_read = false;
  try {
    is_read = parts_->cascade.load(name);
  } catch (const std::exception&) {
    is_read = false;  // OpenCV throws for some files and returns false for others
  }
  if (!is_read) throw InputError(say<"{0}: is no cascade that OpenCV can read">(name));
}
FaceDetector::~FaceDetector() = default;

std::vector<Face> FaceDetector::find(const Photo& photo) {
  return without_doubles(parts_->network ? parts_->from_network(photo)
                                         : parts_->from_cascade(photo));
}

}  // namespace evenlight::audit
