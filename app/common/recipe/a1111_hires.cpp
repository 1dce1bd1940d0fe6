#include "app/common/recipe/a1111_hires.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/common/recipe/numbers.h"
#include "engine/pipeline/recipe_limits.h"

namespace evenlight {
namespace {

constexpr std::string_view keys[] = {"Hires upscale", "Hires upscaler", "Hires steps",
                                     "Hires resize", "First pass size"};

class HiresReader {
 public:
  HiresReader(ForeignDraft& draft, const A1111Settings& settings)
      : draft_(draft), settings_(settings) {}

  bool read() {
    const bool named =
        std::ranges::any_of(keys, [&](std::string_view key) { return find(key) != nullptr; });
    if (!named || draft_.is_overridden("hires")) return named;
    // Our own setting says it all, and stands beside A1111's.
    if (find("Second pass")) return true;
    const auto scale = this->scale();
    const double strength = number("Denoising strength").value_or(0.7);
    const double steps = all_steps(strength);
    if (!scale || !fits(*scale, 0) || !fits(steps, 1) || !fits(strength, 2)) {
      draft_.miss(say<"a high-resolution pass">(), words());
      return true;
    }
    draft_.set("hires",
               number_text(*scale) + ":" + number_text(steps) + ":" + number_text(strength));
    read_filter();
    return true;
  }

 private:
  const std::string* find(std::string_view key) const {
    const auto found = std::ranges::find(settings_, key, &A1111Settings::value_type::first);
    return found == settings_.end() ? nullptr : &found->second;
  }
  std::optional<double> number(std::string_view key) const {
    const std::string* text = find(key);
    return text ? parse_number<double>(with_decimal_point(*text)) : std::nullopt;
  }
  static bool fits(double value, size_t which) {
    const NumberRange& range = recipe_limits::hires[which];
    return value >= range.low && value <= range.high;
  }

  // There all of the steps are walked (modules/sd_samplers_common.py setup_img2img_steps), here the
  // share of them that the strength leaves. 0 stands for as many as the first pass has.
  double all_steps(double strength) const {
    const double named = number("Hires steps").value_or(0);
    const double walked = named > 0 ? named : double(draft_.document().recipe.steps);
    constexpr double most = 0.999;
    return std::floor(walked / std::clamp(strength, 1e-3, most));
  }

  // "768x1024"; nothing for 0x0, which stands for a size that was computed.
  static std::optional<std::pair<double, double>> size(const std::string* text) {
    if (!text) return std::nullopt;
    const size_t cross = std::min(text->find('x'), text->size());
    const auto width = parse_number<double>(text->substr(0, cross));
    const auto height = parse_number<double>(text->substr(std::min(cross + 1, text->size())));
    if (!width || !height || *width <= 0 || *height <= 0) return std::nullopt;
    return std::pair(*width, *height);
  }

  // How many times as large; the same in both directions, or it cannot be followed.
  std::optional<double> scale() const {
    const Recipe& recipe = draft_.document().recipe;
    if (const std::string* first = find("First pass size")) {
      // The picture's size is the second pass's then.
      const auto from = size(first);
      if (!from || double(recipe.width) / from->first != double(recipe.height) / from->second) {
        return std::nullopt;
      }
      const double scale = double(recipe.width) / from->first;
      if (fits(scale, 0)) draft_.set_size(*first);
      return scale;
    }
    if (const auto to = size(find("Hires resize"))) {
      const double scale = to->first / double(recipe.width);
      return scale == to->second / double(recipe.height) ? std::optional(scale) : std::nullopt;
    }
    return find("Hires upscale") ? number("Hires upscale") : std::optional(2.0);
  }

  void read_filter() {
    const std::string* upscaler = find("Hires upscaler");
    if (upscaler && (*upscaler == "Lanczos" || *upscaler == "Nearest")) {
      draft_.set("hires_filter", *upscaler == "Lanczos" ? "lanczos" : "nearest");
    } else if (!draft_.is_overridden("hires_filter")) {
      draft_.note(say<"The picture was enlarged with {0} for its second pass, here with lanczos: "
                      "expect differences.">(shortened(upscaler ? *upscaler : "Latent")));
    }
  }

  // "Hires upscale: 8, Hires steps: 3"
  std::string words() const {
    std::string all;
    for (const std::string_view key : keys) {
      const std::string* value = find(key);
      if (value) all += (all.empty() ? "" : ", ") + std::string(key) + ": " + *value;
    }
    return all;
  }

  ForeignDraft& draft_;
  const A1111Settings& settings_;
};

}  // namespace

bool read_hires(ForeignDraft& draft, const A1111Settings& settings) {
  return HiresReader(draft, settings).read();
}

bool is_hires_setting(std::string_view key) {
  return std::ranges::find(keys, key) != std::end(keys);
}

}  // namespace evenlight
