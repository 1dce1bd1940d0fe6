#pragma once

#include <string>

#include "engine/base/error.h"

namespace evenlight {

// How to report a bad value: as a flag's (usage) or as a file's (input).
struct ValuePlace {
  ErrorKind kind = ErrorKind::usage;
  std::string where;  // "--steps", "job.json: steps"
};

}  // namespace evenlight
