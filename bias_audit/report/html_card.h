#pragma once

#include "bias_audit/report/html_text.h"
#include "bias_audit/report/report.h"

namespace evenlight::audit::html {

// One prompt and attribute: verdict, sentence, chart, classes and references.
Html card(const Report& report, const GroupResult& group);

}  // namespace evenlight::audit::html
