// What others read an audit with: a table of its images, a model card's part, Croissant metadata.
#pragma once

#include <string>

#include "bias_audit/data/database.h"
#include "bias_audit/report/report.h"

namespace evenlight::audit {

// A row an image: prompt, arm, image, seed, file, sha256, what was measured, and why not.
std::string images_csv(const AuditDatabase& database);

// "Quantitative analyses" of a model card (Mitchell et al. 2019), unitary and intersectional, in
// Markdown to paste.
std::string model_card(const Report& report);

// Croissant 1.0 with its vocabulary for responsible AI: the audit's folder as a data set. `csv` is
// images_csv() as it stands in `csv_name`, below the folder.
std::string croissant_json(const AuditDatabase& database, const Report& report,
                           const std::string& csv_name, const std::string& csv);

}  // namespace evenlight::audit
