#pragma once

#include <vector>

#include "bias_audit/report/report.h"
#include "engine/base/message.h"

namespace evenlight::audit {

// For a reader of one page: the answer in a sentence, how sure it is, and what to do next. Of the
// attribute that the report leads with.
struct Answer {
  Message answer, how_sure, next;
};
Answer answer_of(const Report& report);

}  // namespace evenlight::audit
