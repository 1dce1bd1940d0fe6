#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bias_audit/analysis/analyze.h"
#include "bias_audit/analysis/asked.h"
#include "bias_audit/analysis/diversity.h"
#include "bias_audit/analysis/human_check.h"
#include "bias_audit/analysis/image_counts.h"
#include "bias_audit/analysis/image_tables.h"
#include "bias_audit/analysis/published_scores.h"
#include "bias_audit/analysis/references.h"
#include "bias_audit/analysis/second_opinions.h"
#include "bias_audit/analysis/served.h"
#include "bias_audit/analysis/skin_tables.h"
#include "bias_audit/data/about.h"
#include "bias_audit/data/database.h"

namespace evenlight::audit {

struct ReportSettings {
  AnalysisSettings analysis;
  std::optional<double> target_woman;  // a user's own target for the share that reads as woman

  std::vector<std::string> even;  // attributes of which as many images of every class are a target

  // What counts from elsewhere may come with; an audit knows its own.
  std::optional<PromptSet> set;            // whose rows they are compared with
  std::string baseline;                    // the prompt that the others are compared with
  std::map<std::string, Confusion> check;  // by attribute: [class][answer] of a human check set
  bool sequential = false;                 // numbers of images were decided while looking

  std::string reproduce;       // of an audit: the command that makes it again; empty: not told
  std::optional<About> about;  // who audited what, and why
};

struct PromptEntry {
  std::string id, text, rationale;
  int64_t images = 0;
};

// An instrument, for a reader who has to decide what its answers are worth.
struct InstrumentNote {
  std::string kind, name, domain, licence, provenance, sha256;
  std::vector<std::pair<std::string, std::string>> accuracy;  // what was tested, the figure
  std::vector<std::string> limits;
};

// What an audit's report has and one of counts from elsewhere does not.
struct AuditPart {
  AuditSettings settings;
  std::vector<InstrumentNote> instruments;
  bool complete = false;        // every image of a whole audit is there
  bool read_by_people = false;  // no instrument measured presentation
  std::vector<PromptEntry> prompts;
  Coverage coverage;
  std::vector<HumanCheck> checks;  // presentation first
  std::vector<TemplateShare> templates;
  std::vector<Crossing> crossings;
  std::vector<ControlShare> control;
  std::vector<AskedShare> asked;
  std::optional<SkinTables> skin;  // of photographs
  std::optional<ServedPictures> served;
  std::vector<Diversity> diversity;
  std::vector<SecondOpinion> opinions;
  std::string reproduce;      // the command that makes the audit again; empty: not told
  std::string images_sha256;  // over the hashes of all images
};

// Counts from elsewhere against parity, and what their settings name beside it.
struct AnalysedCounts {
  Analysis analysis;
  std::optional<ReferenceResults> references;  // where there is something to compare with
  std::vector<std::pair<std::string, CorrectedAttribute>>
      corrected;  // by attribute with a check set
};
// References are of attributes with a class "woman". Throws InputError for a baseline that is no
// prompt of the counts.
AnalysedCounts analyze_counts(const Counts& counts, const ReportSettings& settings);

// One of the prompts that lie farthest from parity, as a report lists them.
struct WorstPrompt {
  size_t group = 0;     // its place in the analysis
  double distance = 0;  // from parity, less what luck adds
  Interval interval;
  Verdict verdict = Verdict::inconclusive;
  bool by_labels = false;  // all of it corrected by human labels
};

// Everything a report says; the writers below turn it into files. Nothing in it depends on when,
// where or in how many shards the audit ran: the same audit, the same report.
struct Report : AnalysedCounts {
  std::vector<PublishedScore> scores;
  std::vector<WorstPrompt> worst;  // of presentation, the farthest from parity first
  std::vector<Message> limits;
  std::optional<About> about;
  std::optional<AuditPart> audit;  // nothing for counts from elsewhere
};
Report report_of(const Counts& counts, const ReportSettings& settings);
Report report_of(const AuditDatabase& database, const ReportSettings& settings);

// Human labels against an instrument's for analyze_counts(): CSV `attribute,truth,answer,count`
// over the classes of `counts`, in the spellings that counts may have; answers that mean "not
// readable" are left out, as shares are over the classified. Throws InputError with file and line.
std::map<std::string, Confusion> parse_check_set(std::string_view csv, const std::string& name,
                                                 const Counts& counts);

// Small pictures for the contact sheet: the first images of every prompt, not chosen by anybody. An
// audit whose pictures were deleted can still be reported: theirs are empty.
struct Thumbnail {
  std::string prompt;
  std::string caption;  // seed and outcome
  std::vector<unsigned char> jpeg;
};
std::vector<Thumbnail> contact_sheet(const AuditDatabase& database, int64_t each = 8);

// One file that needs nothing else: styles, SVG charts and pictures stand in it.
std::string report_html(const Report& report, const std::vector<Thumbnail>& sheet);
std::string report_pdf(const Report& report, const std::vector<Thumbnail>& sheet);
std::string report_json(const Report& report);

// Counts in the form that audit analyze reads: prompt,arm,attribute,class,count.
std::string report_csv(const Report& report);

// How alike the pictures of each prompt are: prompt,by,pictures,mean_similarity,low,high.
std::string diversity_csv(const Report& report);

}  // namespace evenlight::audit
