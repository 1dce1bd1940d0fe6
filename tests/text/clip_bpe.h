#pragma once

#include <string>

#include "engine/text/bpe.h"

// CLIP's tokenizer from the merges in the repository; built once.
inline const evenlight::Bpe& clip_bpe() {
  static const evenlight::Bpe bpe = evenlight::Bpe::from_merges(std::string(EVENLIGHT_SOURCE_DIR) +
                                                                "/assets/clip_bpe/merges.txt");
  return bpe;
}
