#pragma once

#include <nlohmann/json.hpp>

#include "bias_audit/report/book.h"
#include "bias_audit/report/html_text.h"
#include "bias_audit/report/report.h"

// How alike the pictures of a prompt are: a measure of its own, with no verdict.
namespace evenlight::audit {

html::Html diversity_section(const Report& report);  // empty where nothing was described
void add_diversity(Book& book, const Report& report);
nlohmann::ordered_json to_json(const Diversity& diversity);

}  // namespace evenlight::audit
