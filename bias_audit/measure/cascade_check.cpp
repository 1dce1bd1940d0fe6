#include "bias_audit/measure/cascade_check.h"

#include <cmath>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "engine/base/input_error.h"

namespace evenlight::audit {

namespace {

constexpr int max_side = 1000;        // of the detector's window
constexpr int max_stages = 1000;      // published cascades have 20 to 30
constexpr int numbers_of_a_node = 4;  // left, right, feature, threshold
constexpr size_t max_rectangles = 3;  // of a feature

class Cascade {
 public:
  Cascade(const cv::FileNode& root, std::string name) : root_(root), name_(std::move(name)) {}

  void check() {
    if (text(root_["stageType"]) != "BOOST" || text(root_["featureType"]) != "HAAR") {
      fail(say<"is no boosted Haar cascade in OpenCV's current form">());
    }
    width_ = whole(root_["width"], "width", 1, max_side);
    height_ = whole(root_["height"], "height", 1, max_side);
    if (whole(root_["featureParams"]["maxCatCount"], "maxCatCount", 0, 0) != 0) return;
    check_features();
    check_stages();
  }

 private:
  [[noreturn]] void fail(const Message& what) const {
    throw InputError(say<"{0}: {1}">(name_, what));
  }

  static std::string text(const cv::FileNode& node) {
    return node.isString() ? std::string(node) : std::string();
  }

  int whole(const cv::FileNode& node, const std::string& what, int low, int high) const {
    // Whole numbers may be written as reals among reals.
    const double value = node.isInt() || node.isReal() ? double(node) : NAN;
    if (!(value >= low && value <= high) || value != std::floor(value)) {
      fail(say<"{0} is not a whole number from {1} to {2}">(what, low, high));
    }
    return int(value);
  }

  void finite(const cv::FileNode& node, const std::string& what) const {
    const double value = node.isInt() || node.isReal() ? double(node) : NAN;
    if (!std::isfinite(value)) fail(say<"{0} is not a number">(what));
  }

  const cv::FileNode& list(const cv::FileNode& node, const std::string& what) const {
    if (!node.isSeq() || node.size() == 0) fail(say<"{0} is no list">(what));
    return node;
  }

  void check_features() {
    const cv::FileNode features = root_["features"];
    features_ = int(list(features, "features").size());
    int index = 0;
    for (const cv::FileNode& feature : features) {
      const std::string where = "feature " + std::to_string(index++);
      const cv::FileNode rectangles = feature["rects"];
      if (list(rectangles, where).size() > max_rectangles)
        fail(say<"{0} has too many rectangles">(where));
      const cv::FileNode tilted = feature["tilted"];
      const bool is_tilted = !tilted.empty() && whole(tilted, where + ", tilted", 0, 1) != 0;
      for (const cv::FileNode& rectangle : rectangles) check_rectangle(rectangle, where, is_tilted);
    }
  }

  void check_rectangle(const cv::FileNode& rectangle, const std::string& where, bool tilted) const {
    if (list(rectangle, where).size() != 5)
      fail(say<"{0}: a rectangle is not five numbers">(where));
    const int x = whole(rectangle[0], where, 0, width_);
    const int y = whole(rectangle[1], where, 0, height_);
    const int w = whole(rectangle[2], where, 0, width_);
    const int h = whole(rectangle[3], where, 0, height_);
    finite(rectangle[4], where + ", weight");
    // A tilted one is turned by 45° about its upper corner: h to the left, w to the right.
    const bool inside = tilted ? x - h >= 0 && x + w <= width_ && y + w + h <= height_
                               : x + w <= width_ && y + h <= height_;
    if (!inside) fail(say<"{0}: a rectangle leaves the window">(where));
  }

  void check_stages() {
    const cv::FileNode stages = root_["stages"];
    if (list(stages, "stages").size() > size_t(max_stages))
      fail(say<"has more than 1000 stages">());
    int index = 0;
    for (const cv::FileNode& stage : stages) {
      const std::string where = "stage " + std::to_string(index++);
      finite(stage["stageThreshold"], where + ", threshold");
      for (const cv::FileNode& tree : list(stage["weakClassifiers"], where)) {
        check_tree(tree, where);
      }
    }
  }

  void check_tree(const cv::FileNode& tree, const std::string& where) const {
    const cv::FileNode nodes = tree["internalNodes"], leaves = tree["leafValues"];
    const size_t numbers = list(nodes, where + ", nodes").size();
    if (numbers % numbers_of_a_node != 0) fail(say<"{0}: a node is not four numbers">(where));
    const int count = int(numbers / numbers_of_a_node);
    if (list(leaves, where + ", leaves").size() != size_t(count) + 1) {
      fail(say<"{0}: a tree of {1} nodes needs one leaf more">(where, count));
    }
    for (const cv::FileNode& leaf : leaves) finite(leaf, where + ", leaf");
    std::vector<cv::FileNode> values;
    for (const cv::FileNode& value : nodes) values.push_back(value);
    for (int i = 0; i < count; ++i) {
      const size_t at = size_t(i) * numbers_of_a_node;
      for (const size_t side : {at, at + 1}) {
        const int next = whole(values[side], where + ", branch", -count, count - 1);
        // 0 and below are leaves; a tree only leads onward, or the detector would never end.
        if (next > 0 && next <= i) fail(say<"{0}: a tree leads back to itself">(where));
      }
      whole(values[at + 2], where + ", feature", 0, features_ - 1);
      finite(values[at + 3], where + ", threshold");
    }
  }

  const cv::FileNode root_;
  const std::string name_;
  int width_ = 0, height_ = 0, features_ = 0;
};

}  // namespace

void check_cascade(const std::filesystem::path& file) {
  const std::string name = file.string();
  try {
    const cv::FileStorage storage(name, cv::FileStorage::READ);
    if (!storage.isOpened()) throw InputError(say<"{0}: is no cascade that OpenCV can read">(name));
    Cascade(storage.getFirstTopLevelNode(), name).check();
  } catch (const cv::Exception& error) {
    throw InputError(say<"{0}: is no cascade that OpenCV can read ({1})">(name, error.err));
  }
}

}  // namespace evenlight::audit
