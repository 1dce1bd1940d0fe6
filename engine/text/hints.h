// What to do about a prompt, which each program says in its own words.
#pragma once

#include "engine/base/message.h"

namespace evenlight {

inline Message hint_take_as_it_is() {
  return say<"take the whole text as it is">();
}

}  // namespace evenlight
