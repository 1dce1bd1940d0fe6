#pragma once

#include <spdlog/spdlog.h>

#include "app/cli/command_words.h"
#include "app/common/notes.h"

namespace evenlight::cli {

inline void show_notes(const Notes& notes) {
  for (const Message& note : notes) spdlog::warn("{}", in_command_words(note));
}

}  // namespace evenlight::cli
