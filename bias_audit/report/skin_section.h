#pragma once

#include <nlohmann/json.hpp>

#include "bias_audit/report/book.h"
#include "bias_audit/report/html_text.h"
#include "bias_audit/report/report.h"

// Skin colour in photographs: described on its scales, with how far each reading can be trusted.
namespace evenlight::audit {

html::Html skin_section(const Report& report);  // empty where no photograph was read
void add_skin(Book& book, const Report& report);
nlohmann::ordered_json to_json(const SkinTables& skin);

}  // namespace evenlight::audit
