#include "app/common/pictures/canvas.h"

#include <algorithm>
#include <cmath>

#include "engine/base/error.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/pipeline/recipe_limits.h"

namespace evenlight {
namespace {

namespace limits = recipe_limits;

constexpr int64_t feather = 4;  // pixels beyond a hard mask over which a pasted part fades

bool is_only_masked(const Canvas& canvas, const Recipe& recipe) {
  return canvas.mask && recipe.mask_area == "only-masked";
}

// A plane of `channels` with its edges repeated: left, above, to the right, below.
template <class T>
std::vector<T> extended(const std::vector<T>& in, PlaneSize from, const int64_t (&more)[4],
                        int64_t channels) {
  const int64_t width = from.width + more[0] + more[2], height = from.height + more[1] + more[3];
  std::vector<T> out;
  out.reserve(size_t(width * height * channels));
  for (int64_t y = 0; y < height; ++y) {
    const int64_t old_y = std::clamp<int64_t>(y - more[1], 0, from.height - 1);
    for (int64_t x = 0; x < width; ++x) {
      const int64_t old_x = std::clamp<int64_t>(x - more[0], 0, from.width - 1);
      const auto pixel = in.begin() + ptrdiff_t((old_y * from.width + old_x) * channels);
      out.insert(out.end(), pixel, pixel + ptrdiff_t(channels));
    }
  }
  return out;
}

void outpaint(Canvas& canvas, const std::vector<double>& sides) {
  const int64_t more[4] = {int64_t(sides[0]), int64_t(sides[1]), int64_t(sides[2]),
                           int64_t(sides[3])};
  const PlaneSize old{canvas.picture.width, canvas.picture.height};
  Mask mask = canvas.mask.value_or(
      Mask{old.width, old.height, std::vector<float>(size_t(old.width * old.height))});
  canvas.picture.rgb = extended(canvas.picture.rgb, old, more, 3);
  canvas.picture.width = mask.width = old.width + more[0] + more[2];
  canvas.picture.height = mask.height = old.height + more[1] + more[3];
  mask.share = extended(mask.share, old, more, 1);
  for (int64_t y = 0; y < mask.height; ++y) {
    for (int64_t x = 0; x < mask.width; ++x) {
      const bool inside =
          x >= more[0] && x < more[0] + old.width && y >= more[1] && y < more[1] + old.height;
      if (!inside) mask.share[size_t(y * mask.width + x)] = 1;
    }
  }
  canvas.mask = std::move(mask);
}

// What is rendered of the canvas, in its pixels; `shape`: the proportions that it shall have.
Rect part_of(const Canvas& canvas, const Recipe& recipe, PlaneSize shape) {
  const PlaneSize size{canvas.picture.width, canvas.picture.height};
  return with_surroundings(*bounds_of(*canvas.mask), recipe.mask_padding, shape, size);
}

Mask faded(const Mask& mask, const Recipe& recipe) {
  return is_mask_soft(recipe) ? mask : blurred(grown(mask, feather), feather / 2);
}

const FitMethod& fit_of(const Recipe& recipe) {
  const FitMethod* fit = find_fit(recipe.fit);
  if (!fit) throw RecipeFault("fit", say<"expected crop, pad or stretch, got {0}">(recipe.fit));
  return *fit;
}

// A mask through the same fit as its picture.
Mask fitted(const Mask& mask, PlaneSize to, const FitMethod& fit, bool soft) {
  Image grey{mask.width, mask.height, {}};
  for (const float share : mask.share) {
    grey.rgb.insert(grey.rgb.end(), 3, uint8_t(std::lround(share * 255.0f)));
  }
  const Mask fitting = mask_of(evenlight::fitted(grey, to, fit));
  return soft ? fitting : hard(fitting);
}

FromPicture part_start(const Canvas& canvas, const Recipe& recipe) {
  const PlaneSize size{recipe.width, recipe.height};
  const Rect part = part_of(canvas, recipe, size);
  Mask mask = resized(cropped(*canvas.mask, part), size);
  if (!is_mask_soft(recipe)) mask = hard(std::move(mask));
  FromPicture start;
  start.picture = std::make_shared<const Image>(
      resized(cropped(canvas.picture, part), size, *find_filter("lanczos")));
  start.mask = std::make_shared<const Mask>(std::move(mask));
  start.paste = std::make_shared<const Paste>(
      Paste{canvas.picture, part, cropped(faded(*canvas.mask, recipe), part)});
  return start;
}

}  // namespace

int64_t whole_side(double side) {
  const int64_t step = limits::side_multiple;
  const auto steps = int64_t(std::lround(side / double(step)));
  return std::clamp(steps * step, step, int64_t(limits::side.high));
}

Canvas make_canvas(Image picture, std::optional<Mask> mask, const Recipe& recipe) {
  Canvas canvas{std::move(picture), std::move(mask)};
  if (canvas.mask && !recipe.mask_soft) canvas.mask = hard(std::move(*canvas.mask));
  if (!recipe.outpaint.empty()) outpaint(canvas, recipe.outpaint);
  if (!canvas.mask) return canvas;
  canvas.mask = blurred(grown(*canvas.mask, recipe.mask_grow), recipe.mask_blur);
  if (!bounds_of(*canvas.mask)) {
    throw Error(ErrorKind::input,
                say<"{0}: is black everywhere, so nothing would be painted; white says where.">(
                    Field{"mask"}));
  }
  return canvas;
}

PlaneSize usual_size(const Canvas& canvas, const Recipe& recipe, const ModelConfigs& configs) {
  PlaneSize own{canvas.picture.width, canvas.picture.height};
  if (is_only_masked(canvas, recipe)) {
    const Rect part = part_of(canvas, recipe, own);
    own = {part.width, part.height};
  }
  const double side = double(configs.unet.sample_size * configs.vae.scale());
  const double ratio = double(own.width) * double(own.height) / (side * side);
  const double scale = ratio >= 0.5 && ratio <= 2.0 ? 1.0 : 1.0 / std::sqrt(ratio);
  return {whole_side(double(own.width) * scale), whole_side(double(own.height) * scale)};
}

FromPicture start_of(const Canvas& canvas, const Recipe& recipe) {
  const FitMethod& fit = fit_of(recipe);
  if (is_only_masked(canvas, recipe)) return part_start(canvas, recipe);
  const PlaneSize size{recipe.width, recipe.height};
  FromPicture start{std::make_shared<const Image>(fitted(canvas.picture, size, fit))};
  if (!canvas.mask) return start;
  start.mask = std::make_shared<const Mask>(fitted(*canvas.mask, size, fit, is_mask_soft(recipe)));
  if (recipe.mask_keep) {
    start.paste = std::make_shared<const Paste>(
        Paste{*start.picture, {0, 0, size.width, size.height}, faded(*start.mask, recipe)});
  }
  return start;
}

}  // namespace evenlight
