#include "engine/pipeline/artifacts/artifacts.h"

#include "engine/base/check.h"
#include "engine/pipeline/artifacts/rows.h"

namespace evenlight {

std::span<const ArtifactKind> artifact_kinds() {
  // Limits: the first number is the most among good pictures of the built-in model, the second the
  // least that 95 % of the pictures made wrong on purpose reach.
  static constexpr ArtifactKind rows[] = {
      {"blank", "every channel within 3 of 255 levels", blank, 1.0, blank_sentence, true},
      // 0.61, 0.94
      {"grey", "how near all pixels are to middle grey", grey, 0.87, grey_sentence, false},
      // 0.50, 0.99
      {"flat", "share of the pixels that have one colour", flat, 0.9, flat_sentence, false},
      // 0.28, 0.45
      {"clipped", "share of the pixels that are lost in white or in black", clipped, 0.4,
       clipped_sentence, false},
      // 0.60, 0.89
      {"burnt", "share of the pixels with a channel at its end", burnt, 0.7, burnt_sentence, false},
      // 0.01, 0.87
      {"banded", "share of the levels between dark and bright that no pixel has", banded, 0.5,
       banded_sentence, false},
      // 0.60, 0.99
      {"tiled", "how well the picture fits itself moved by a half, a third or a quarter", tiled,
       0.85, tiled_sentence, false},
  };
  return rows;
}

std::vector<FoundFault> faults_of(const Image& image) {
  EVENLIGHT_CHECK(image.width > 0 && image.height > 0 &&
                      image.rgb.size() == size_t(image.width) * size_t(image.height) * 3,
                  "a picture has three bytes a pixel");
  std::vector<FoundFault> found;
  for (const ArtifactKind& kind : artifact_kinds()) {
    const double value = kind.measure(image);
    if (value < kind.limit) continue;
    found.push_back({&kind, value});
    if (kind.is_no_picture) break;
  }
  return found;
}

}  // namespace evenlight
