#pragma once

#include <nlohmann/json.hpp>

#include "bias_audit/report/book.h"
#include "bias_audit/report/html_text.h"
#include "bias_audit/report/report.h"

// Where a second instrument read the same pictures: what the two agree on, and what not.
namespace evenlight::audit {

html::Html opinions_section(const Report& report);  // empty without a second instrument
void add_opinions(Book& book, const Report& report);
nlohmann::ordered_json to_json(const SecondOpinion& opinion);

}  // namespace evenlight::audit
