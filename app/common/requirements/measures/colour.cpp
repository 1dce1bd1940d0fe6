// The colour of a part of the picture: the nearest of Berlin and Kay's eleven basic colour terms
// ("Basic Color Terms", 1969), or nearness to a given colour.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "app/common/recipe/numbers.h"
#include "app/common/requirements/measures/rows.h"
#include "app/common/requirements/rule.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

struct NamedColour {
  const char* name;
  audit::Rgb colour;
};

// Several shades of one name, so that pink is not taken for red, nor brown for orange.
constexpr NamedColour named[] = {
    {"black", {0, 0, 0}},       {"black", {30, 30, 30}},     {"white", {255, 255, 255}},
    {"white", {235, 235, 235}}, {"grey", {128, 128, 128}},   {"grey", {80, 80, 80}},
    {"grey", {180, 180, 180}},  {"red", {220, 20, 20}},      {"red", {150, 10, 20}},
    {"green", {20, 160, 40}},   {"green", {10, 90, 30}},     {"green", {120, 200, 100}},
    {"blue", {20, 60, 220}},    {"blue", {10, 30, 110}},     {"blue", {90, 160, 240}},
    {"yellow", {250, 220, 30}}, {"yellow", {245, 235, 130}}, {"orange", {250, 140, 20}},
    {"brown", {110, 65, 30}},   {"brown", {150, 100, 60}},   {"pink", {250, 170, 190}},
    {"pink", {240, 100, 160}},  {"purple", {120, 30, 150}},  {"purple", {170, 120, 210}}};

constexpr double near_enough = 10;  // ΔE2000 to a given colour

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const NamedColour& one : named) {
    if (all.empty() || all.back() != one.name) all.emplace_back(one.name);
  }
  return all;
}

// "#RRGGBB".
std::optional<audit::Rgb> given_colour(const std::string& text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  std::array<uint8_t, 3> channels{};
  for (size_t c = 0; c < 3; ++c) {
    const char* digits = text.data() + 1 + 2 * c;
    if (std::from_chars(digits, digits + 2, channels[c], 16).ptr != digits + 2) return std::nullopt;
  }
  return audit::Rgb{channels[0], channels[1], channels[2]};
}

// In shares of the picture.
struct Part {
  double x = 0, y = 0, width = 0, height = 0;
};

Part part_of(const Expression& expression) {
  require_arguments(expression, 4, "colour(0.25,0.25,0.5,0.5)=red");
  std::array<double, 4> numbers{};
  for (size_t i = 0; i < 4; ++i) {
    const auto number = parse_number<double>(expression.arguments[i]);
    if (!number || *number < 0 || *number > 1) {
      refuse_requirement(expression, say<"expected shares of the picture from 0 to 1, got \"{0}\"">(
                                         shown(expression.arguments[i])));
    }
    numbers[i] = *number;
  }
  if (numbers[2] == 0 || numbers[3] == 0 || numbers[0] + numbers[2] > 1.000001 ||
      numbers[1] + numbers[3] > 1.000001) {
    refuse_requirement(expression, say<"that part does not lie within the picture">());
  }
  return {numbers[0], numbers[1], numbers[2], numbers[3]};
}

// The median of each channel; at least one pixel.
audit::Rgb colour_in(const Image& image, const Part& part) {
  const auto from = [](double share, int64_t size) {
    return std::min(int64_t(share * double(size)), size - 1);
  };
  const int64_t left = from(part.x, image.width), top = from(part.y, image.height);
  const int64_t right = std::max(left + 1, from(part.x + part.width, image.width));
  const int64_t bottom = std::max(top + 1, from(part.y + part.height, image.height));
  std::array<std::vector<uint8_t>, 3> channels;
  for (int64_t y = top; y < bottom; ++y) {
    for (int64_t x = left; x < right; ++x) {
      for (size_t c = 0; c < 3; ++c) {
        channels[c].push_back(image.rgb[size_t((y * image.width + x) * 3) + c]);
      }
    }
  }
  for (std::vector<uint8_t>& channel : channels) {
    std::ranges::nth_element(channel, channel.begin() + ptrdiff_t(channel.size() / 2));
  }
  const size_t middle = channels[0].size() / 2;
  return {channels[0][middle], channels[1][middle], channels[2][middle]};
}

const char* nearest_name(audit::Rgb colour) {
  const audit::Lab lab = audit::lab_of(colour);
  const auto* nearest = std::ranges::min_element(named, {}, [&](const NamedColour& one) {
    return audit::delta_e_2000(lab, audit::lab_of(one.colour));
  });
  return nearest->name;
}

Test near_colour(const Expression& expression, const Part& part, audit::Rgb wanted) {
  if (expression.comparison != Comparison::equal &&
      expression.comparison != Comparison::not_equal) {
    refuse_requirement(expression, say<"it needs = or != and a colour">());
  }
  const bool equal = expression.comparison == Comparison::equal;
  return [part, wanted, equal](PictureSubject& subject) {
    const audit::Rgb found = colour_in(subject.image(), part);
    const double away = audit::delta_e_2000(audit::lab_of(found), audit::lab_of(wanted));
    return Measured{fmt::format("#{:02x}{:02x}{:02x}", found.r, found.g, found.b),
                    (away <= near_enough) == equal};
  };
}

}  // namespace

Test colour(const Expression& expression, RequirementTools&) {
  const Part part = part_of(expression);
  if (const auto wanted = given_colour(expression.value)) {
    return near_colour(expression, part, *wanted);
  }
  const NameRule rule(expression, names());
  return [rule, part](PictureSubject& subject) {
    const char* name = nearest_name(colour_in(subject.image(), part));
    return Measured{name, rule.holds(name)};
  };
}

}  // namespace evenlight
