#include "app/common/pictures/preprocess.h"

#include <algorithm>
#include <array>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace evenlight {
namespace {

// A view of the picture, RGB.
cv::Mat view_of(const Image& image) {
  return cv::Mat(int(image.height), int(image.width), CV_8UC3,
                 const_cast<uint8_t*>(image.rgb.data()));
}

cv::Mat grey_of(const Image& image) {
  cv::Mat grey;
  cv::cvtColor(view_of(image), grey, cv::COLOR_RGB2GRAY);
  return grey;
}

// 8 bits, one channel or three.
Image image_of(const cv::Mat& mat) {
  cv::Mat rgb = mat;
  if (mat.channels() == 1) cv::cvtColor(mat, rgb, cv::COLOR_GRAY2RGB);
  Image image{rgb.cols, rgb.rows, {}};
  for (int y = 0; y < rgb.rows; ++y) {
    const uint8_t* row = rgb.ptr<uint8_t>(y);
    image.rgb.insert(image.rgb.end(), row, row + size_t(rgb.cols) * 3);
  }
  return image;
}

Image as_it_is(const Image& picture) {
  return picture;
}

Image canny(const Image& picture) {
  constexpr double low = 100, high = 200;
  cv::Mat edges;
  cv::Canny(grey_of(picture), edges, low, high);
  return image_of(edges);
}

// The smallest of the three channels of b − a, as floats.
cv::Mat darkest_difference(const cv::Mat& a, const cv::Mat& b) {
  cv::Mat difference = b - a, channels[3], darkest;
  cv::split(difference, channels);
  cv::min(channels[0], channels[1], darkest);
  cv::min(darkest, channels[2], darkest);
  return darkest;
}

cv::Mat blurred(const cv::Mat& mat, double deviation) {
  cv::Mat soft;
  cv::GaussianBlur(mat, soft, cv::Size(0, 0), deviation);
  return soft;
}

// Difference of Gaussians (Winnemöller et al. 2012), as lllyasviel/ControlNet-v1-1's scribble_xdog.
Image scribble(const Image& picture) {
  constexpr double fine = 0.5, coarse = 5.0, least = 16;
  cv::Mat colours;
  view_of(picture).convertTo(colours, CV_32F);
  const cv::Mat lines = darkest_difference(blurred(colours, fine), blurred(colours, coarse));
  return image_of(lines > least);
}

// Strength of the gradient, the strongest hundredth white.
Image soft_edge(const Image& picture) {
  constexpr double share = 0.99;
  cv::Mat grey, across, down, strength;
  grey_of(picture).convertTo(grey, CV_32F);
  grey = blurred(grey, 1.0);
  cv::Scharr(grey, across, CV_32F, 1, 0);
  cv::Scharr(grey, down, CV_32F, 0, 1);
  cv::magnitude(across, down, strength);
  std::vector<float> rising(strength.begin<float>(), strength.end<float>());
  const auto at = rising.begin() + ptrdiff_t(share * double(rising.size() - 1));
  std::nth_element(rising.begin(), at, rising.end());
  cv::Mat bytes;
  strength.convertTo(bytes, CV_8U, *at > 0 ? 255.0 / *at : 0.0);
  return image_of(bytes);
}

// What is darker than its surroundings, as lllyasviel/ControlNet-v1-1's lineart_standard.
Image line_art(const Image& picture) {
  constexpr double coarse = 6.0, middle = 127;
  constexpr float seen = 8, least = 16;
  cv::Mat colours;
  view_of(picture).convertTo(colours, CV_32F);
  const cv::Mat lines = cv::max(darkest_difference(colours, blurred(colours, coarse)), 0);
  std::vector<float> strong;
  for (auto it = lines.begin<float>(); it != lines.end<float>(); ++it) {
    if (*it > seen) strong.push_back(*it);
  }
  float unit = least;
  if (!strong.empty()) {
    const auto half = strong.begin() + ptrdiff_t(strong.size() / 2);
    std::nth_element(strong.begin(), half, strong.end());
    unit = std::max(unit, *half);
  }
  cv::Mat bytes;
  lines.convertTo(bytes, CV_8U, middle / unit);
  return image_of(bytes);
}

// Without its details, which are to be new.
Image tile(const Image& picture) {
  constexpr int shrink = 4;
  const cv::Mat whole = view_of(picture);
  const cv::Size small(std::max(1, whole.cols / shrink), std::max(1, whole.rows / shrink));
  cv::Mat few, back;
  cv::resize(whole, few, small, 0, 0, cv::INTER_AREA);
  cv::resize(few, back, whole.size(), 0, 0, cv::INTER_CUBIC);
  return image_of(back);
}

Image black_and_white(const Image& picture) {
  constexpr double middle = 127;
  cv::Mat two;
  cv::threshold(grey_of(picture), two, middle, 255, cv::THRESH_BINARY);
  return image_of(two);
}

// The lightness that an eye sees, to be coloured anew.
Image recolour(const Image& picture) {
  cv::Mat lab, channels[3];
  cv::cvtColor(view_of(picture), lab, cv::COLOR_RGB2Lab);
  cv::split(lab, channels);
  return image_of(channels[0]);
}

// Its colours without its forms: every place looks elsewhere, neighbours near each other. Always
// the same for a size.
Image shuffle(const Image& picture) {
  constexpr int step = 64;  // pixels that look alike
  const cv::Mat whole = view_of(picture);
  cv::RNG random(step);
  const cv::Size few((whole.cols + step - 1) / step + 1, (whole.rows + step - 1) / step + 1);
  const auto places = [&](double most) {
    cv::Mat coarse(few, CV_32F), fine;
    random.fill(coarse, cv::RNG::UNIFORM, 0.0, most);
    cv::resize(coarse, fine, whole.size(), 0, 0, cv::INTER_CUBIC);
    return fine;
  };
  const cv::Mat x = places(whole.cols - 1.0), y = places(whole.rows - 1.0);
  cv::Mat mixed;
  cv::remap(whole, mixed, x, y, cv::INTER_LINEAR, cv::BORDER_REFLECT_101);
  return image_of(mixed);
}

// Of drawings in black on white: networks for lines were trained on white ones.
Image invert(const Image& picture) {
  Image image = picture;
  for (uint8_t& byte : image.rgb) byte = uint8_t(255 - byte);
  return image;
}

}  // namespace

std::span<const Preprocessor> preprocessors() {
  static constexpr std::array rows = {
      Preprocessor{"none", "the picture as it is", as_it_is},
      Preprocessor{"canny", "thin edges", canny},
      Preprocessor{"scribble", "bold lines", scribble},
      Preprocessor{"softedge", "edges by their strength", soft_edge},
      Preprocessor{"lineart", "lines by their darkness", line_art},
      Preprocessor{"tile", "no details", tile},
      Preprocessor{"threshold", "black and white", black_and_white},
      Preprocessor{"recolour", "lightness alone", recolour},
      Preprocessor{"shuffle", "colours alone", shuffle},
      Preprocessor{"invert", "lines in black on white, as the networks know them", invert},
  };
  return rows;
}

const Preprocessor* find_preprocessor(std::string_view id) {
  const auto found = std::ranges::find(preprocessors(), id, &Preprocessor::id);
  return found == preprocessors().end() ? nullptr : &*found;
}

}  // namespace evenlight
