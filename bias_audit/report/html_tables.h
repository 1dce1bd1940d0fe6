#pragma once

#include "bias_audit/report/html_text.h"
#include "bias_audit/report/report.h"

// The tables over all prompts together.
namespace evenlight::audit::html {

Html intersections_section(const Report& report);
Html rows_section(const Report& report);  // wordings, control, what was asked, published scores
Html instruments_section(const Report& report);

}  // namespace evenlight::audit::html
