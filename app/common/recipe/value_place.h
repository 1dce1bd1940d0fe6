#pragma once

#include "engine/base/error.h"

namespace evenlight {

// How to report a bad value: as a flag's (usage) or as a file's (input).
struct ValuePlace {
  ErrorKind kind = ErrorKind::usage;
  Argument where = "";  // a Field, or a text such as "job.json: steps"
};

}  // namespace evenlight
