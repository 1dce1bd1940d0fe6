#include <vector>

#include "app/common/recipe/suggest.h"
#include "app/common/requirements/measure.h"
#include "app/common/requirements/measures/rows.h"
#include "app/common/requirements/rule.h"
#include "engine/base/quoted.h"

namespace evenlight {

std::span<const Measure> measures() {
  static constexpr Measure rows[] = {
      {"faces", "faces=N", "how many people or faces the instruments find", faces},
      {"reads_as", "reads_as=woman|man", "how the person reads to the instruments", reads_as},
      {"age", "age=CLASS", "the age band that the instruments read", age},
      {"tone", "tone=light|medium|dark", "the band of skin tone that the instruments read", tone},
      {"occupation", "occupation=NAME",
       "the occupation that the instruments read (the built-in model's do)", occupation},
      {"instrument", "instrument(MANIFEST.json,ATTRIBUTE)=CLASS",
       "what an ONNX instrument of your own says, by a manifest as audits have it", instrument},
      {"prompt", "prompt>=X", "how well the picture fits its prompt, by a model's vision tower",
       prompt},
      {"like", "like(IMAGE)>=X",
       "how like another picture it is: structural similarity (SSIM) at 64 pixels, −1 to 1", like},
      {"colour", "colour(X,Y,W,H)=NAME|#RRGGBB",
       "the colour of a part of the picture, in shares of its size; #RRGGBB holds within ΔE 10",
       colour},
      {"sharp", "sharp>=X",
       "how sharp it is: spread of the Laplacian over the spread of the picture; a blurred one has "
       "less than 0.1",
       sharp},
      {"exposure", "exposure, exposure>=X", "mean lightness, 0 to 1; alone: from 0.1 to 0.9",
       exposure},
      {"contrast", "contrast>=X", "spread of the lightness, 0 to 0.5", contrast},
      {"clipping", "clipping<=X", "share of the pixels that are all white or all black", clipping},
      {"no_clipping", "no_clipping", "clipping<=0.01", no_clipping},
      {"no_border", "no_border", "no bars or frame of one colour along opposite sides", no_border},
      {"no_duplicate_heads", "no_duplicate_heads",
       "no two faces one above another or side by side that touch, as too large sizes give them",
       no_duplicate_heads},
      {"text_free", "text_free",
       "no line of five or more marks of one height and stroke, as writing is; not for pictures "
       "below 256 pixels",
       text_free},
      {"no_artifacts", "no_artifacts",
       "not blank, grey, flat, clipped, burnt, banded or tiled (see `evenlight check`)",
       no_artifacts},
  };
  return rows;
}

const Measure& measure_of(const Expression& expression) {
  std::vector<std::string_view> names;
  for (const Measure& measure : measures()) {
    if (measure.id == expression.name) return measure;
    names.push_back(measure.id);
  }
  refuse_requirement(expression,
                     say<"\"{0}\" is no measure{1}; there are {2}">(
                         shown(expression.name), did_you_mean(closest_name(expression.name, names)),
                         as_list(names)));
}

}  // namespace evenlight
