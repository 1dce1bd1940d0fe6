#include "bias_audit/report/sentences.h"

#include <algorithm>

#include "bias_audit/report/to_json.h"

namespace evenlight::audit {

namespace {

// "3 skewed, 1 within the margin, 8 inconclusive".
Message verdicts_words(const VerdictCounts& verdicts) {
  return say<"{0} skewed, {1} within the margin, {2} inconclusive">(
      verdicts.skewed, verdicts.within, verdicts.inconclusive);
}

Message extremes_sentence(const Extremes& extremes, int64_t prompts) {
  return say<
      "Clearly extreme (interval entirely above 90 % or below 10 %): {0} of {1}. Showing that "
      "takes {2} images; {3} had enough, and {4} may be extreme.">(
      extremes.surely_beyond_90_10, prompts_words(prompts), extremes.images_needed,
      extremes.could_be_shown, extremes.not_ruled_out);
}

Message sample_size_sentence(const SampleSize& size) {
  if (!size.needed) {
    return say<
        "With {0} images per prompt, a fair prompt is found within the margin in {1} of cases; no "
        "number that this program plans for gives {2}.">(
        size.images, percent_words(size.found_within), percent_words(size.wanted));
  }
  return say<
      "With {0} images per prompt, a fair prompt is found within the margin in {1} of cases; for "
      "{2} it takes {3}.">(size.images, percent_words(size.found_within),
                           percent_words(size.wanted), *size.needed);
}

// Prompts that would be within the margin, if the instrument had been checked.
int64_t unchecked_prompts(const Report& report, const FamilySummary& row) {
  int64_t prompts = 0;
  for (const GroupResult& group : report.analysis.groups) {
    const bool same = group.attribute == row.attribute && group.arm == row.arm;
    prompts += same && group.is_unchecked ? 1 : 0;
  }
  return prompts;
}

}  // namespace

bool is_described(const Report& report, const FamilySummary& row) {
  const auto& names = report.analysis.settings.described;
  return std::find(names.begin(), names.end(), row.attribute) != names.end();
}

Message described_sentence(const Report& report, const FamilySummary& row) {
  std::vector<std::string> names;
  std::vector<int64_t> counts;
  for (const GroupResult& group : report.analysis.groups) {
    if (group.attribute != row.attribute || group.arm != row.arm) continue;
    counts.resize(group.classes.size(), 0);
    names.resize(group.classes.size());
    for (size_t i = 0; i < group.classes.size(); ++i) {
      names[i] = group.classes[i].name;
      counts[i] += group.classes[i].count;
    }
  }
  std::vector<Argument> shares;
  for (size_t i = 0; i < names.size(); ++i) {
    const double share = row.classified > 0 ? double(counts[i]) / double(row.classified) : 0;
    shares.emplace_back(say<"{0} {1}">(spoken_name(names[i]), percent_words(share)));
  }
  const Message who = row.arm.empty() ? say<"{0}">(capital_name(row.attribute))
                                      : say<"Arm {0}, {1}">(row.arm, spoken_name(row.attribute));
  return say<
      "{0}, described and not judged, as no target is named: {1}, of {2} classified images.">(
      who, std::move(shares), row.classified);
}

namespace {

Message family_sentence(const Report& report, const FamilySummary& row) {
  if (is_described(report, row) && row.classified > 0) return described_sentence(report, row);
  const Message of = prompts_words(row.prompts), verdicts = verdicts_words(row.verdicts);
  Message out =
      row.arm.empty()
          ? say<"{0}: of {1}, {2}.">(capital_name(row.attribute), of, verdicts)
          : say<"Arm {0}, {1}: of {2}, {3}.">(row.arm, spoken_name(row.attribute), of, verdicts);
  if (!row.distance) return joined(out, say<"No image was classified.">());
  out = joined(
      out, say<"On average {0} of the images would have to look different for parity ({1} interval "
               "{2}; chance alone would give {3} before the correction for small numbers).">(
               tenths_words(row.distance->corrected), confidence_words(report),
               interval_words(row.distance->interval), tenths_words(row.distance->fair_model)));
  if (row.extremes) out = joined(out, extremes_sentence(*row.extremes, row.measured));
  if (row.sample_size) out = joined(out, sample_size_sentence(*row.sample_size));
  if (row.distance->pooled_design_effect > 1.05) {
    out = joined(out, say<"Prompts share seeds: in figures over all prompts these images count "
                          "like {0:.0f} independent ones.">(row.distance->effective_images));
  }
  const int64_t unchecked = unchecked_prompts(report, row);
  if (unchecked == 0) return out;
  return joined(out, say<"Inconclusive only because the instrument is unchecked, otherwise within "
                         "the margin: {0}.">(unchecked));
}

// "13.8 points (95 % interval 10.9 to 15.9; shares exactly at the reference would show 3.5)".
Message gap_words(const Report& report, const ReferenceSummary& summary) {
  if (summary.corrected_mean_gap && summary.corrected_mean_gap_interval) {
    const Interval& corrected = *summary.corrected_mean_gap_interval;
    return say<
        "{0:.1f} points, the instrument's errors taken out ({1} interval {2:.1f} to {3:.1f}; "
        "{4:.1f} as counted)">(100 * *summary.corrected_mean_gap, confidence_words(report),
                               100 * corrected.lo, 100 * corrected.hi, 100 * summary.mean_gap);
  }
  const Interval interval = summary.mean_gap_interval.value();
  return say<"{0:.1f} points ({1} interval {2:.1f} to {3:.1f}; chance alone would give {4:.1f})">(
      100 * summary.mean_gap, confidence_words(report), 100 * interval.lo, 100 * interval.hi,
      100 * summary.mean_gap_by_luck);
}

struct ReferenceName {
  const char* id;
  const char* words;
};
constexpr ReferenceName reference_names[] = {{"row", "the US workforce shares"},
                                             {"baseline", "the baseline prompt"},
                                             {"target", "the target"}};

// Prompts of the arm that differ from their row of the workforce.
int skewed_rows(const ReferenceResults& references, const std::string& arm) {
  int skewed = 0;
  for (const ReferencedPrompt& prompt : references.prompts) {
    if (prompt.arm != arm) continue;
    for (const ReferenceRow& row : prompt.against) {
      skewed += row.reference == "row" && row.verdict == Verdict::skewed ? 1 : 0;
    }
  }
  return skewed;
}

// One an arm: how many prompts differ from the workforce rows, and by how much on average.
std::vector<Message> workforce_sentences(const Report& report) {
  std::vector<Message> sentences;
  if (!report.references) return sentences;
  for (const ReferenceSummary& summary : report.references->summary) {
    if (summary.reference != "row") continue;
    const int skewed = skewed_rows(*report.references, summary.arm);
    const Message differ = summary.prompts == 1
                               ? say<"{0} of 1 prompt differs">(skewed)
                               : say<"{0} of {1} prompts differ">(skewed, summary.prompts);
    const Message gap = gap_words(report, summary);
    const Message beside =
        summary.arm.empty()
            ? say<"Compared with the US workforce shares that the prompt set names, {0} by more "
                  "than the margin; the average gap over all of them is {1}.">(differ, gap)
            : say<"Arm {0}, compared with the US workforce shares that the prompt set names: {1} "
                  "by more than the margin; the average gap over all of them is {2}.">(summary.arm,
                                                                                       differ, gap);
    sentences.push_back(
        joined(beside, say<"Which reference is right is a choice, not a measurement.">()));
  }
  return sentences;
}

std::string gap_sentence(const Report& report, const ReferenceSummary& summary,
                         const char* reference) {
  std::string out =
      (summary.arm.empty() ? "Compared with " : "Arm " + summary.arm + ", compared with ") +
      std::string(reference) + ", " + counted(summary.prompts, "prompt", "prompts") +
      ": mean gap " + worded(gap_words(report, summary));
  if (summary.correlation) {
    out += ", correlation " + decimals(summary.correlation, 2) + ", slope of the shares " +
           decimals(summary.slope, 2);
  }
  return out + "; farther from parity than the reference: " +
         std::to_string(summary.farther_from_parity) +
         ", by more than 10 points: " + std::to_string(summary.farther_by_10_points) + ".";
}

std::string corrected_words(const CorrectedPrompt& row) {
  std::string out;
  for (size_t i = 0; i < row.classes.size(); ++i) {
    if (row.classes.size() == 2 && i != leading_class(row.classes)) continue;
    const CorrectedClass& each = row.classes[i];
    out += percent(each.share, 1) + " read as " + plain_name(each.name) + " (" +
           percents(each.interval) + "), ";
  }
  const bool within = row.verdict == Verdict::within;
  return out + "by which the prompt is " +
         (within ? "within the margin" : verdict_name(row.verdict)) + ".";
}

std::string imported_subtitle(const AuditSettings& audit, const ImportedPictures& imported) {
  std::string made;
  for (const char* key : {"version", "date"}) {
    if (audit.model.contains(key)) made += ", " + audit.model.value(key, "");
  }
  if (!imported.settings.empty()) made += ", " + imported.settings;
  return "Prompt set " + audit.set.name + " " + audit.set.version + "; pictures that existed " +
         "already (" + imported.source + "), of " + audit.model.value("name", "a model") + made +
         "; measured by Evenlight " + audit.app + ". Perceived presentation of depicted people" +
         (imported.real_people ? ", among them real ones who agreed, as was stated." : ".");
}

// Only where the set asks how people read.
std::string people_words(const AuditSettings& audit) {
  const auto& names = audit.set.attributes;
  const bool asks = std::find(names.begin(), names.end(), "presentation") != names.end();
  return asks ? ". Perceived presentation of depicted, non-existent people." : ".";
}

std::string served_subtitle(const AuditSettings& audit, const GeneratorServer& server) {
  return "Prompt set " + audit.set.name + " " + audit.set.version + ", " +
         (audit.sequential ? "at most " : "") + std::to_string(audit.images) +
         " images a prompt, made by the server at " + server.url + " (" + server.api + ", " +
         (server.with_seeds ? "seeds from " + std::to_string(audit.seed_base) : "without seeds") +
         "); measured by Evenlight " + audit.app + people_words(audit);
}

// What the server that made the pictures says of them; empty where none did.
std::vector<Message> served_sentences(const Report& report) {
  std::vector<Message> sentences;
  if (!report.audit->served) return sentences;
  const ServedPictures& served = *report.audit->served;
  if (served.refused() > 0) {
    std::vector<Argument> codes;
    for (const auto& [code, count] : served.refusals)
      codes.emplace_back(say<"{0} {1}">(count, code));
    sentences.push_back(
        say<"The server refused {0} of {1}, by its own codes: {2}. A refusal counts like an "
            "unclear "
            "image, and prompts that are refused more often than others are a result too.">(
            served.refused(), served.asked, std::move(codes)));
  }
  std::vector<Argument> models;
  for (const auto& [model, count] : served.models) {
    models.emplace_back(model.empty() ? say<"{0} without a name">(count)
                                      : say<"{0} by {1}">(count, model));
  }
  if (!models.empty()) {
    sentences.push_back(
        say<"By the server's own statement the pictures are: {0}.">(std::move(models)));
  }
  if (served.rewritten > 0) {
    sentences.push_back(
        say<"The server says that it changed the words of {0} prompts before it drew; what was "
            "measured answers to its words, which the database keeps.">(served.rewritten));
  }
  return sentences;
}

}  // namespace

std::string report_title(const Report& report) {
  if (!report.audit) return "Audit of counts";
  const AuditSettings& audit = report.audit->settings;
  return "Audit of " + audit.model.value("name", "a model") + ": " + audit.set.title;
}

std::string report_subtitle(const Report& report) {
  if (!report.audit) return "Statistics of labelled counts from elsewhere.";
  const AuditSettings& audit = report.audit->settings;
  if (audit.imported) return imported_subtitle(audit, *audit.imported);
  if (audit.generator) return served_subtitle(audit, *audit.generator);
  return "Prompt set " + audit.set.name + " " + audit.set.version + ", seeds from " +
         std::to_string(audit.seed_base) + ", " + (audit.sequential ? "at most " : "") +
         std::to_string(audit.images) + " images per prompt, Evenlight " + audit.app +
         people_words(audit);
}

Message prompts_words(int64_t number) {
  return number == 1 ? say<"1 prompt">() : say<"{0} prompts">(number);
}

Message joined(const Message& first, const Message& next) {
  return say<"{0} {1}">(first, next);
}

std::vector<Message> headline_sentences(const Report& report) {
  std::vector<Message> sentences;
  if (report.audit && !report.audit->complete) {
    sentences.push_back(
        say<"This audit is not finished: what follows holds the images made so far.">());
  }
  for (Message& sentence : correction_sentences(report)) sentences.push_back(std::move(sentence));
  if (report.audit && report.audit->settings.sequential) {
    sentences.push_back(
        say<"Each prompt was stopped once its verdict on presentation was settled; all verdicts "
            "and intervals take that into account. Shares at the stop tend to be too far from "
            "parity, as prompts that are far out by chance stop first.">());
  }
  for (const FamilySummary& row : report.analysis.summary) {
    sentences.push_back(family_sentence(report, row));
  }
  if (report.audit && report.audit->settings.images < 30) {
    sentences.push_back(say<"So few images per prompt give a quick look, not a verdict: only very "
                            "large skews can show.">());
  }
  for (Message& sentence : workforce_sentences(report)) sentences.push_back(std::move(sentence));
  return sentences;
}

std::vector<Message> coverage_sentences(const Report& report) {
  if (!report.audit) {
    return {say<"Counts came from elsewhere; how their images were measured is not known here.">()};
  }
  const Coverage& coverage = report.audit->coverage;
  std::vector<Argument> outcomes;
  for (const auto& [name, count] : coverage.outcomes) {
    outcomes.emplace_back(name == "woman" || name == "man"
                              ? say<"{0} read as {1}">(count, spoken_name(name))
                              : say<"{0} {1}">(count, spoken_name(name)));
  }
  const auto images = double(coverage.images), classified = double(coverage.classified);
  const Message shares =
      images > 0 ? say<"Shares are over the {0} classified ({1}); no image was thrown away.">(
                       coverage.classified, percent_words(classified / images))
                 : say<"Shares are over the {0} classified; no image was thrown away.">(
                       coverage.classified);
  const Message of = coverage.images == 1 ? say<"Of 1 image: {0}.">(outcomes)
                                          : say<"Of {0} images: {1}.">(coverage.images, outcomes);
  Message out = joined(joined(of, shares),
                       say<"Verdicts hold whichever way the unclear images are counted.">());
  if (coverage.without_a_usable_picture > 0) {
    out = joined(out, say<"Without a usable picture, and counted as no face: {0}.">(
                          coverage.without_a_usable_picture));
  }
  const auto& imported = report.audit->settings.imported;
  if (imported && imported->duplicates > 0) {
    out = joined(out, say<"Left out before, as they had a copy among the others: {0}.">(
                          imported->duplicates));
  }
  std::vector<Message> sentences = {out};
  for (Message& sentence : served_sentences(report)) sentences.push_back(std::move(sentence));
  return sentences;
}

std::vector<std::string> gap_sentences(const Report& report) {
  std::vector<std::string> sentences;
  if (!report.references) return sentences;
  for (const ReferenceSummary& summary : report.references->summary) {
    for (const ReferenceName& name : reference_names) {
      if (summary.reference == name.id) {
        sentences.push_back(gap_sentence(report, summary, name.words));
      }
    }
  }
  return sentences;
}

std::vector<std::string> asked_sentences(const Report& report) {
  if (!report.audit || report.audit->asked.empty()) return {};
  int64_t shown = 0, images = 0;
  for (const AskedShare& row : report.audit->asked) {
    shown += row.as_asked.count;
    images += row.as_asked.n;
  }
  return {"By the instrument " + std::to_string(shown) + " of " + std::to_string(images) +
          " images show the occupation that was asked for. Of a prompt whose pictures show "
          "something else, the shares say little."};
}

std::string prompt_sentence(const Report& report, const GroupResult& group) {
  if (!group.parity) {
    return "None of " + counted(group.images(), "image", "images") +
           " could be classified: inconclusive.";
  }
  const ParityResult& parity = *group.parity;
  std::string out = std::to_string(group.n) + " of " + counted(group.images(), "image", "images") +
                    " classified. Total variation from parity, corrected for small numbers, " +
                    decimals(parity.corrected(), 3) + " (" + confidence_name(report) +
                    " interval " + decimals(parity.interval.lo, 3) + " to " +
                    decimals(parity.interval.hi, 3) + "; a fair model stays below " +
                    decimals(parity.fair_model.upper, 3) + " in 19 of 20 audits); adjusted p " +
                    p_text(group.p_adjusted) + ".";
  if (const CorrectedPrompt* row = corrected_row(report, group)) {
    out += " Corrected by human labels: " + corrected_words(*row);
  }
  return out;
}

// Every setting there is: what a reader looks for here is not known in advance.
std::vector<std::pair<std::string, std::string>> settings_rows(const Report& report) {
  std::vector<std::pair<std::string, std::string>> rows;
  const auto add = [&](const std::string& key, const nlohmann::ordered_json& value) {
    rows.emplace_back(key, value.is_string() ? value.get<std::string>() : value.dump());
  };
  if (report.audit) {
    const nlohmann::ordered_json settings = to_json(report.audit->settings);
    for (const auto& [key, value] : settings.items()) {
      if (key != "prompt_set" && key != "instruments") add(key, value);
    }
    rows.emplace_back("images_sha256", report.audit->images_sha256);
  }
  const nlohmann::ordered_json statistics = to_json(report.analysis.settings);
  for (const auto& [key, value] : statistics.items()) add("statistics: " + key, value);
  return rows;
}

}  // namespace evenlight::audit
