#include "bias_audit/report/numbers.h"

#include <charconv>
#include <cmath>

namespace evenlight::audit {

std::string decimals(std::optional<double> value, int places) {
  if (!value) return "–";
  char text[400];  // the largest double has 309 digits before its point
  const auto end =
      std::to_chars(text, text + sizeof text, *value, std::chars_format::fixed, places);
  return {text, end.ptr};
}

std::string p_text(std::optional<double> p) {
  return p && *p < 0.0001 ? "< 0.0001" : decimals(p, 4);
}

std::string percent(std::optional<double> share, int places) {
  if (!share) return "–";
  return decimals(100 * *share, places) + " %";
}

std::string points(std::optional<double> difference) {
  if (!difference) return "–";
  const double value = 100 * *difference;
  return (value < 0 ? "−" : "+") + decimals(std::abs(value), 1);
}

std::string percents(const Interval& interval, int places) {
  return percent(interval.lo, places) + " to " + percent(interval.hi, places);
}

Message percent_words(double share) {
  return say<"{0:.0f} %">(100 * share);
}

Message tenths_words(double share) {
  return say<"{0:.1f} %">(100 * share);
}

Message interval_words(const Interval& interval) {
  return say<"{0} to {1}">(tenths_words(interval.lo), tenths_words(interval.hi));
}

}  // namespace evenlight::audit
