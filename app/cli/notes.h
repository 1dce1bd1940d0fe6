#pragma once

#include <spdlog/spdlog.h>

#include "app/common/notes.h"

namespace evenlight::cli {

inline void show_notes(const Notes& notes) {
  for (const std::string& note : notes) spdlog::warn("{}", note);
}

}  // namespace evenlight::cli
