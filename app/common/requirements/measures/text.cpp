// Writing, without reading it: marks of one height, as wide as letters are, one beside another on a
// line. In the manner of the connected components of Epshtein, Ofek and Wexler 2010 ("Detecting
// text in natural scenes with stroke width transform"), by local contrast instead of strokes. A row
// of windows or teeth may be taken for it; single letters and handwriting are missed.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "app/common/requirements/measures/rows.h"
#include "app/common/requirements/rule.h"

namespace evenlight {
namespace {

constexpr int64_t least_side = 256;  // pixels: below it letters are not to be told
constexpr double local_contrast = 25;
constexpr size_t least_marks = 5;

// One connected mark, in pixels.
struct Mark {
  double x = 0, y = 0, width = 0, height = 0;
  double middle() const { return y + height / 2; }
};

bool is_letter_like(const Mark& mark, double area, double picture_height) {
  const double fill = area / (mark.width * mark.height);
  return mark.height >= 6 && mark.height <= picture_height / 5 && mark.width <= 2 * mark.height &&
         mark.width >= mark.height / 12 && fill > 0.15 && fill < 0.95;
}

// Marks darker (sign −1) or brighter (1) than what is around them.
std::vector<Mark> marks_of(const cv::Mat& luma, int sign) {
  cv::Mat around;
  const int size = std::max(15, int(luma.rows / 16) | 1);
  cv::boxFilter(luma, around, CV_32F, {size, size});
  const cv::Mat mask = (luma - around) * sign > local_contrast;
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(mask, labels, stats, centres, 8);
  std::vector<Mark> marks;
  for (int i = 1; i < count; ++i) {
    const auto stat = [&](int what) { return double(stats.at<int>(i, what)); };
    const Mark mark{stat(cv::CC_STAT_LEFT), stat(cv::CC_STAT_TOP), stat(cv::CC_STAT_WIDTH),
                    stat(cv::CC_STAT_HEIGHT)};
    if (is_letter_like(mark, stat(cv::CC_STAT_AREA), luma.rows)) marks.push_back(mark);
  }
  std::ranges::sort(marks, {}, &Mark::x);
  return marks;
}

bool follows(const Mark& next, const Mark& mark) {
  const double taller = std::max(mark.height, next.height);
  const double gap = next.x - (mark.x + mark.width);
  return std::min(mark.height, next.height) > 0.6 * taller &&
         std::abs(next.middle() - mark.middle()) < 0.3 * taller && gap > -0.2 * taller &&
         gap < 0.9 * taller;
}

// Marks on the longest line.
size_t longest_line(const std::vector<Mark>& marks) {
  std::vector<size_t> lengths(marks.size(), 1);
  size_t longest = marks.empty() ? 0 : 1;
  for (size_t i = 0; i < marks.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (follows(marks[i], marks[j])) lengths[i] = std::max(lengths[i], lengths[j] + 1);
    }
    longest = std::max(longest, lengths[i]);
  }
  return longest;
}

// So many marks are no writing any more, but grass or a net; and they would take long.
constexpr size_t most_marks = 4000;

}  // namespace

Test text_free(const Expression& expression, RequirementTools&) {
  require_arguments(expression, 0, "text_free");
  require_no_comparison(expression);
  return [](PictureSubject& subject) {
    const Image& image = subject.image();
    if (std::min(image.width, image.height) < least_side) {
      return Measured{"too small to tell", false};
    }
    cv::setNumThreads(1);
    std::vector<float> luma = subject.luma();
    const cv::Mat picture(int(image.height), int(image.width), CV_32F, luma.data());
    size_t longest = 0;
    for (const int sign : {-1, 1}) {
      const std::vector<Mark> marks = marks_of(picture, sign);
      if (marks.size() <= most_marks) longest = std::max(longest, longest_line(marks));
    }
    return Measured{fmt::format("{}", longest), longest < least_marks};
  };
}

}  // namespace evenlight
