#include "bias_audit/report/report.h"

#include <algorithm>

#include "bias_audit/analysis/corrected_references.h"
#include "bias_audit/analysis/sample_sizes.h"
#include "bias_audit/analysis/seed_design.h"
#include "bias_audit/analysis/sequential.h"
#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/data/audit_picture.h"
#include "bias_audit/data/own_attributes.h"
#include "bias_audit/data/words.h"
#include "bias_audit/measure/picture.h"
#include "bias_audit/measure/runner.h"
#include "bias_audit/report/limits.h"
#include "bias_audit/report/lookup.h"
#include "bias_audit/report/worst.h"
#include "engine/base/input_error.h"
#include "engine/base/sha256.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

std::vector<PromptEntry> prompts_of(const AuditSettings& s, const std::vector<ImageRow>& images) {
  std::vector<PromptEntry> prompts;
  const size_t count = s.set.subjects.size() - (s.baseline ? 1 : 0);
  for (size_t i = 0; i < count; ++i) {
    const PromptSubject& subject = s.set.subjects[i];
    const auto made = std::count_if(images.begin(), images.end(),
                                    [&](const ImageRow& row) { return row.subject == i; });
    prompts.push_back({subject.id, subject.text, subject.rationale, made});
  }
  return prompts;
}

InstrumentNote note_of(const ordered_json& instrument) {
  InstrumentNote note;
  const auto read = [&](const char* key) { return instrument.at(key).get<std::string>(); };
  note.kind = read("kind");
  note.name = read("name");
  note.domain = read("domain");
  note.licence = read("licence");
  note.provenance = read("provenance");
  note.sha256 = read("sha256");
  for (const auto& [what, figure] : instrument.at("accuracy").items()) {
    note.accuracy.emplace_back(what,
                               figure.is_string() ? figure.get<std::string>() : figure.dump());
  }
  note.limits = instrument.at("limits").get<std::vector<std::string>>();
  return note;
}

// Presentation first, even of an audit that does not ask for it.
std::vector<CheckSet> check_sets_in(const AuditDatabase& database,
                                    const std::vector<ImageRow>& measured, const Counts& counts) {
  std::vector<std::string> names = {"presentation"};
  for (const Attribute& attribute : counts.attributes) {
    if (attribute.name != "presentation") names.push_back(attribute.name);
  }
  return check_sets_of(database, measured, names);
}

std::vector<std::string> own_attributes_of(const AuditSettings& audit) {
  std::vector<std::string> names = attributes_of(audit);
  std::erase_if(names, is_known_attribute);
  return names;
}

std::string hash_of(const std::vector<ImageRow>& images) {
  std::string hashes;
  for (const ImageRow& row : images) hashes += row.sha256 + "\n";
  return sha256_of_text(hashes);
}

AuditPart audit_part(const AuditDatabase& database, const std::vector<ImageRow>& images,
                     double alpha) {
  AuditPart part;
  const AuditSettings& audit = database.settings();
  part.settings = audit;
  for (const ordered_json& instrument : audit.instruments) {
    part.instruments.push_back(note_of(instrument));
  }
  part.complete = database.shard().count == 1 && missing_images(database) == 0;
  part.prompts = prompts_of(audit, images);
  part.coverage = coverage_of(audit, images);
  if (audit.knows_templates()) {
    part.templates = template_shares(audit, images, alpha);
  }
  part.crossings = crossings_of(audit, images, alpha);
  part.control = control_shares(audit, images, alpha);
  part.asked = asked_shares(audit, images, alpha);
  part.skin = skin_tables(database, images, alpha);
  part.served = served_pictures(audit, images);
  part.diversity = diversity_of(audit, images, alpha);
  part.opinions = second_opinions(audit, images, alpha);
  part.images_sha256 = hash_of(images);
  return part;
}

}  // namespace

namespace {

// Verdicts that allow for looking after every image, or intervals for seeds that prompts share.
void allow_for_design(Analysis& analysis, const AuditSettings& audit, const Counts& counts,
                      const std::vector<ImageRow>& images) {
  add_sample_sizes(analysis, audit.sequential);
  for (const Attribute& attribute : counts.attributes) {
    if (audit.sequential) {
      judge_by_sequence(analysis, attribute.name,
                        sequence_alpha(audit, analysis.settings.confidence));
    } else if (audit.knows_seeds()) {
      allow_for_seeds(analysis, counts, attribute.name, images);
    }
  }
}

}  // namespace

Report report_of(const AuditDatabase& database, const ReportSettings& wanted) {
  const AuditSettings& audit = database.settings();
  const std::vector<ImageRow> measured = database.images();
  const std::vector<ImageRow> images = as_people_read(database, measured);
  const Counts counts = counts_of(audit, images);
  ReportSettings settings = wanted;
  settings.analysis.described = described_attributes(settings.even, own_attributes_of(audit));
  const std::vector<CheckSet> sets = check_sets_in(database, measured, counts);
  for (const CheckSet& set : sets) {
    if (set.can_correct || set.read_by_people) settings.analysis.checked.push_back(set.attribute);
  }
  const double confidence = settings.analysis.confidence;
  Report report;
  report.analysis = analyze(counts, settings.analysis);
  const auto presentation =
      std::find_if(counts.attributes.begin(), counts.attributes.end(),
                   [](const Attribute& each) { return each.name == "presentation"; });
  allow_for_design(report.analysis, audit, counts, images);
  const References references = references_of(audit, images, settings.target_woman, confidence);
  const auto leading = size_t(presentation - counts.attributes.begin());
  report.references.emplace().prompts =
      referenced_prompts(references, counts, leading, settings.analysis);
  report.references->summary = reference_summary(report.references->prompts, settings.analysis);
  report.audit = audit_part(database, images, 1 - confidence);
  report.audit->reproduce = settings.reproduce;
  // Limits name the attributes that were counted; there is a check set of presentation always.
  std::vector<CheckSet> counted;
  for (const CheckSet& set : sets) {
    report.audit->checks.push_back(human_check_of(set, counts, settings.analysis));
    const HumanCheck& check = report.audit->checks.back();
    if (!check.corrected) continue;
    heed_correction(report.analysis, set.attribute, *check.corrected);
    if (set.attribute == "presentation") {
      correct_references(*report.references, references, counts, leading, classified_part(set),
                         settings.analysis);
    }
  }
  for (const Attribute& attribute : counts.attributes) {
    counted.push_back(human_check_of(report, attribute.name)->set);
  }
  report.audit->read_by_people = report.audit->checks.front().set.read_by_people;
  report.scores = published_scores(counts);
  report.about = settings.about;
  report.worst = worst_of(report);
  report.limits = limits_of(audit, counted);
  return report;
}

std::vector<Thumbnail> contact_sheet(const AuditDatabase& database, int64_t each) {
  const bool with_seeds = database.settings().knows_seeds();
  std::vector<Thumbnail> sheet;
  for (const ImageRow& row : database.images()) {
    if (row.image >= each || row.file.empty()) continue;
    Thumbnail thumbnail{
        database.settings().set.subjects[row.subject].text,
        (with_seeds ? "seed " + std::to_string(row.seed) : "image " + std::to_string(row.image)) +
            ", " + plain_name(row.measurement.outcome),
        {}};
    // One picture that cannot be shown is said in its place; the numbers do not depend on it.
    try {
      const std::string bytes = read_audit_picture(database.folder(), row.file, row.sha256);
      const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
      thumbnail.jpeg = thumbnail_jpeg(decode_photo({data, bytes.size()}, row.file), 96);
    } catch (const InputError& reason) {
      const std::string what = reason.what();
      thumbnail.caption += ", not shown:" + what.substr(what.rfind(':') + 1);
    }
    sheet.push_back(std::move(thumbnail));
  }
  return sheet;
}

}  // namespace evenlight::audit
