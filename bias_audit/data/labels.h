#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bias_audit/data/database.h"

namespace evenlight::audit {

// Human answers about an audit's pictures, given blind: the rater sees a picture with a number, not
// the prompt, the seed or what the instrument said.

struct BlindPicture {
  std::string id;  // tells nothing of the picture
  size_t subject = 0;
  int64_t image = 0;
  std::string file;    // below the audit's folder: not for the rater's eyes
  std::string sha256;  // of the file
};

// `count` pictures (all, if there are fewer), shuffled. The sample is systematic along what the
// instrument said of the attribute, so that every score and class is there in its own proportion
// and the answers need no weights. The same audit, attribute and count give the same sample. Throws
// InputError if there is no picture.
std::vector<BlindPicture> blind_sample(const AuditDatabase& database, int64_t count,
                                       const std::string& attribute = "presentation");

// Copies such a sample to FOLDER/pictures under blind names and writes FOLDER/labels.csv with the
// columns id,picture,attribute,label, the label to be filled in. Returns its size. If something
// cannot be read or written, nothing of it stays.
int64_t export_labels(const AuditDatabase& database, const std::filesystem::path& folder,
                      int64_t count, const std::string& attribute = "presentation");

// Reads such a file: rows without a label are skipped; one without the column attribute is about
// presentation. Throws InputError, with the line, for an unknown id, attribute or label, a repeated
// id, other columns, or no label at all.
std::vector<HumanLabel> parse_labels(const AuditDatabase& database, std::string_view csv,
                                     const std::string& name, const std::string& rater);

}  // namespace evenlight::audit
