#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bias_audit/data/database.h"
#include "bias_audit/stats/correction.h"
#include "engine/base/message.h"

namespace evenlight::audit {

// What people answered about an audit's pictures, compared with what the instrument said.

// Whether no instrument said anything about the attribute of any picture.
bool is_unmeasured(const AuditDatabase& database, const std::vector<ImageRow>& images,
                   const std::string& attribute);

// Of an attribute that no instrument measured, what people say is the measurement: the images with
// what most raters said as their class. Everything else as it is.
std::vector<ImageRow> as_people_read(const AuditDatabase& database, std::vector<ImageRow> images);

struct PairAgreement {
  std::string first, second;
  int64_t images = 0;
  double agreement = 0;  // share of equal answers
  bool has_kappa = false;
  double kappa = 0, standard_error = 0;
};

// What raters disagree about without a majority. A label of the rater "settled" decides it.
struct Tie {
  std::string subject;
  int64_t image = 0;
  std::string file;
  std::string answers;  // "man, woman"
};

// What people said of each image (subject, image) that they answered alike about, in one attribute.
std::map<std::pair<size_t, int64_t>, std::string> people_answers(const AuditDatabase& database,
                                                                 const std::string& attribute);

// Instrument against people, and people against each other, in one attribute of K classes. One
// answer an image: what the rater "settled" said, else what most raters said. A tie is a picture
// that people could not tell, as one is that most of them could not read.
struct CheckSet {
  std::string attribute;
  std::vector<std::string> classes;
  int64_t images = 0;  // with an answer of people
  std::vector<std::string> raters;
  std::vector<Tie> ties;
  // [class that people said, could not tell: K+1][that the instrument said, none of them: K+1]
  Confusion confusion;
  PairAgreement machine;  // over the classes and "anything else"
  std::vector<PairAgreement> people;
  bool read_by_people = false;  // no instrument measured it
  bool can_correct = false;
  std::optional<Message> why_not;  // a sentence without its full stop, if it cannot
};
// One an attribute, in their order.
std::vector<CheckSet> check_sets_of(const AuditDatabase& database,
                                    const std::vector<ImageRow>& images,
                                    const std::vector<std::string>& attributes);

}  // namespace evenlight::audit
