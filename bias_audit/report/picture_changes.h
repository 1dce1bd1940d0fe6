#pragma once

#include <cstdint>

#include "bias_audit/data/database.h"

namespace evenlight::audit {

// What a mitigation changed in the pictures themselves.
struct PictureChanges {
  int64_t left_alone = 0;          // images of prompts that must not change
  int64_t left_alone_changed = 0;  // of them, with another pixel than before
  // Mean difference of the pixels of prompts that were touched, in parts of 255: of the outermost
  // eighth above and at the sides, where people seldom are, and of the whole picture.
  double edge = 0, whole = 0;
  int64_t compared = 0;
};

// Reads every picture of both. Throws InputError if one is gone or was changed since.
PictureChanges picture_changes(const AuditDatabase& before, const AuditDatabase& after);

}  // namespace evenlight::audit
