#include "engine/pipeline/hires.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "engine/pipeline/picture/resample.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/pipeline/recipe_limits.h"

namespace evenlight {
namespace {

namespace limits = recipe_limits;

constexpr double usual_hires_strength = 0.5;

int64_t enlarged(int64_t side, double scale) {
  const int64_t step = limits::side_multiple;
  return std::max<int64_t>(1, std::llround(double(side) * scale / double(step))) * step;
}

const Filter& filter_of(const Recipe& recipe) {
  const Filter* filter = find_filter(recipe.hires_filter);
  if (!filter) {
    throw RecipeFault("hires_filter",
                      say<"expected nearest, box, bilinear, bicubic or lanczos, got "
                          "{0}">(recipe.hires_filter));
  }
  return *filter;
}

std::shared_ptr<const Image> enlarged(const Image& image, PlaneSize size, const Filter& filter) {
  if (image.rgb.empty()) return std::make_shared<const Image>(Image{size.width, size.height, {}});
  return std::make_shared<const Image>(resized(image, size, filter));
}

}  // namespace

Recipe first_pass(const Recipe& recipe) {
  Recipe first = recipe;
  first.word_maps = false;  // those of the finished picture are wanted
  first.hires.clear();
  return first;
}

Recipe second_pass(const Recipe& recipe, const Image& picture) {
  const std::vector<double>& numbers = recipe.hires;
  Recipe second = first_pass(recipe);
  second.word_maps = recipe.word_maps;
  const PlaneSize size{enlarged(recipe.width, numbers[0]), enlarged(recipe.height, numbers[0])};
  const Filter& filter = filter_of(recipe);
  second.width = size.width;
  second.height = size.height;
  second.steps_before = recipe.steps;
  if (numbers.size() > 1 && numbers[1] > 0) second.steps = int(numbers[1]);
  second.strength = numbers.size() > 2 ? numbers[2] : usual_hires_strength;
  second.start = FromPicture{enlarged(picture, size, filter)};
  for (Control& control : second.controls) {
    control.picture = enlarged(*control.picture, size, filter);
  }
  for (RegionPrompt& region : second.regions) {
    region.mask = std::make_shared<const Mask>(resized(*region.mask, size));
  }
  return second;
}

Recipe largest_pass(const Recipe& recipe) {
  if (recipe.hires.empty()) return recipe;
  return second_pass(recipe, Image{recipe.width, recipe.height, {}});
}

std::vector<Picture> render_passes(Pipeline& pipeline, const Recipe& recipe,
                                   std::span<const uint64_t> seeds, const RenderOptions& options) {
  if (recipe.hires.empty()) return pipeline.render(recipe, seeds, options);
  std::vector<Picture> pictures = pipeline.render(first_pass(recipe), seeds, options);
  RenderOptions again = options;
  again.initial_noise = {};
  for (size_t k = 0; k < pictures.size(); ++k) {
    Picture large =
        pipeline.render(second_pass(recipe, pictures[k].image), seeds.subspan(k, 1), again).front();
    large.noise = std::move(pictures[k].noise);
    pictures[k] = std::move(large);
  }
  return pictures;
}

}  // namespace evenlight
