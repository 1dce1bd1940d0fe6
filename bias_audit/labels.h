#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bias_audit/database.h"
#include "bias_audit/stats/correction.h"

namespace evenlight::audit {

// Human answers about an audit's pictures, given blind: the rater sees a picture with a number, not
// the prompt, the seed or what the instrument said.

struct BlindPicture {
  std::string id;  // tells nothing of the picture
  std::size_t subject = 0;
  std::int64_t image = 0;
  std::string file;  // below the audit's folder: not for the rater's eyes
};

// `count` pictures (all, if there are fewer), shuffled. The sample is systematic along the
// instrument's score, so that every score is there in its own proportion and the answers need no
// weights. The same audit and count give the same sample. Throws InputError if there is no picture.
std::vector<BlindPicture> blind_sample(const AuditDatabase& database, std::int64_t count);

// Copies such a sample to FOLDER/pictures under blind names and writes FOLDER/labels.csv with the
// columns id,picture,label, the label to be filled in. Returns its size.
std::int64_t export_labels(const AuditDatabase& database, const std::filesystem::path& folder,
                           std::int64_t count);

// Reads such a file: rows without a label are skipped. Throws InputError, with the line, for an
// unknown id or label, a repeated id, other columns, or no label at all.
std::vector<HumanLabel> parse_labels(const AuditDatabase& database, std::string_view csv,
                                     const std::string& name, const std::string& rater);

// Whether no instrument said anything about any picture.
bool is_unmeasured(const AuditDatabase& database, const std::vector<ImageRow>& images);

// Of an audit that no instrument measured, what people say is the measurement: the images with what
// most raters said as their outcome. Of any other audit the images as they are.
std::vector<ImageRow> as_people_read(const AuditDatabase& database, std::vector<ImageRow> images);

struct PairAgreement {
  std::string first, second;
  std::int64_t images = 0;
  double agreement = 0;  // share of equal answers
  bool has_kappa = false;
  double kappa = 0, standard_error = 0;
};

// Instrument against people, and people against each other. One answer an image: what most raters
// said; a tie says nothing.
struct CheckSet {
  std::int64_t images = 0;  // with an answer of people
  std::vector<std::string> raters;
  Confusion confusion;    // rows woman, man; columns woman, man, not classified
  PairAgreement machine;  // over woman, man, anything else
  std::vector<PairAgreement> people;
  bool can_correct = false;
  std::string why_not;  // a sentence, if it cannot
};
CheckSet check_set_of(const AuditDatabase& database, const std::vector<ImageRow>& images);

}  // namespace evenlight::audit
