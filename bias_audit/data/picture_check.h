#pragma once

#include <string>
#include <vector>

#include "bias_audit/data/audit_picture.h"
#include "bias_audit/data/database.h"
#include "engine/base/message.h"

namespace evenlight::audit {

// A picture that is no longer what was measured.
struct ChangedPicture {
  PictureState state = PictureState::changed;
  std::string file;  // below the audit's folder
};

// Every picture of the audit against its SHA-256, by subject and image. The numbers are of what was
// measured and stay; what a reader sees beside them may be something else.
std::vector<ChangedPicture> changed_pictures(const AuditDatabase& database);

// "audit: 3 of 40 pictures are not as they were measured (1 is gone: images/…, …)"; a sentence
// without its full stop for `changed` that are not empty.
Message changed_words(const AuditDatabase& database, const std::vector<ChangedPicture>& changed);

}  // namespace evenlight::audit
