// What pictures of A1111, its kin and their extensions may have been made with that has no
// counterpart here.
#pragma once

#include <string_view>

#include "engine/base/message.h"

namespace evenlight {

struct UnsupportedSetting {
  std::string_view key;            // or its beginning, with a '*' at the end
  Message (*feature)();            // "a LoRA"
  std::string_view given_by = {};  // the recipe's field that says it all the same
  bool essential = false;          // without it quite another picture comes out
};

// Null for a setting that is not known to matter.
const UnsupportedSetting* find_unsupported_setting(std::string_view key);

// Settings that say nothing of the pixels, or only in company of one that matters.
bool is_harmless_setting(std::string_view key);

}  // namespace evenlight
