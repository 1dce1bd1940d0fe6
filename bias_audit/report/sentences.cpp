#include "bias_audit/report/sentences.h"

#include "bias_audit/report/to_json.h"

namespace evenlight::audit {

namespace {

// "3 skewed, 1 within the margin, 8 inconclusive".
std::string verdicts_words(const VerdictCounts& verdicts) {
  return std::to_string(verdicts.skewed) + " skewed, " + std::to_string(verdicts.within) +
         " within the margin, " + std::to_string(verdicts.inconclusive) + " inconclusive";
}

std::string extremes_words(const Extremes& extremes, int64_t prompts) {
  return " Extreme beyond doubt, with the whole interval above 90 % or below 10 %: " +
         std::to_string(extremes.surely_beyond_90_10) + " of " +
         counted(prompts, "prompt", "prompts") + ". It takes " +
         std::to_string(extremes.images_needed) + " images to show that; it could be shown of " +
         std::to_string(extremes.could_be_shown) + " and is not ruled out of " +
         std::to_string(extremes.not_ruled_out) + ".";
}

std::string sample_size_words(const SampleSize& size) {
  std::string out = " With " + std::to_string(size.images) +
                    " images a prompt a fair prompt is found within the margin in " +
                    percent(size.found_within) + " of cases; ";
  if (!size.needed) {
    return out + "no number that this program plans for gives " + percent(size.wanted) + ".";
  }
  return out + "for " + percent(size.wanted) + " it takes " + std::to_string(*size.needed) + ".";
}

// Prompts that would be within the margin, if the instrument had been checked.
std::string unchecked_words(const Report& report, const FamilySummary& row) {
  int64_t prompts = 0;
  for (const GroupResult& group : report.analysis.groups) {
    const bool same = group.attribute == row.attribute && group.arm == row.arm;
    prompts += same && group.is_unchecked ? 1 : 0;
  }
  if (prompts == 0) return "";
  return " Inconclusive because the instrument is unchecked, else within the margin: " +
         std::to_string(prompts) + ".";
}

std::string family_sentence(const Report& report, const FamilySummary& row) {
  const std::string name = plain_name(row.attribute);
  std::string out = (row.arm.empty() ? capitalised(name) : "Arm " + row.arm + ", " + name) +
                    ": of " + counted(row.prompts, "prompt", "prompts") + ", " +
                    verdicts_words(row.verdicts) + ".";
  if (!row.distance) return out + " No image was classified.";
  out += " On average " + percent(row.distance->corrected, 1) +
         " of the images would have to read differently for parity (" + confidence_name(report) +
         " interval " + percents(row.distance->interval) + "; a fair model would show " +
         percent(row.distance->fair_model, 1) + " before the correction for small numbers).";
  if (row.extremes) out += extremes_words(*row.extremes, row.measured);
  if (row.sample_size) out += sample_size_words(*row.sample_size);
  if (row.distance->pooled_design_effect > 1.05) {
    out += " Prompts share seeds: in figures over all of them these images are worth " +
           decimals(row.distance->effective_images, 0) + " independent ones.";
  }
  return out + unchecked_words(report, row);
}

// "13.8 points (95 % interval 10.9 to 15.9; shares exactly at the reference would show 3.5)".
std::string gap_words(const Report& report, const ReferenceSummary& summary) {
  const auto hundredths = [](double share) { return decimals(100 * share, 1); };
  const Interval interval = summary.mean_gap_interval.value();
  return hundredths(summary.mean_gap) + " points (" + confidence_name(report) + " interval " +
         hundredths(interval.lo) + " to " + hundredths(interval.hi) +
         "; shares exactly at the reference would show " + hundredths(summary.mean_gap_by_luck) +
         " by luck)";
}

struct ReferenceName {
  const char* id;
  const char* words;
};
constexpr ReferenceName reference_names[] = {
    {"row", "the workforce rows"}, {"baseline", "the baseline prompt"}, {"target", "the target"}};

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
std::vector<std::string> workforce_sentences(const Report& report) {
  std::vector<std::string> sentences;
  if (!report.references) return sentences;
  for (const ReferenceSummary& summary : report.references->summary) {
    if (summary.reference != "row") continue;
    sentences.push_back((summary.arm.empty() ? "Beside" : "Arm " + summary.arm + ", beside") +
                        " the workforce rows named in the prompt set, " +
                        std::to_string(skewed_rows(*report.references, summary.arm)) + " of " +
                        counted(summary.prompts, "prompt differs", "prompts differ") +
                        " by more than the margin; over all of them the mean gap is " +
                        gap_words(report, summary) +
                        ". Which reference is right is a choice, not a measurement.");
  }
  return sentences;
}

std::string gap_sentence(const Report& report, const ReferenceSummary& summary,
                         const char* reference) {
  std::string out = (summary.arm.empty() ? "Beside " : "Arm " + summary.arm + ", beside ") +
                    std::string(reference) + ", " + counted(summary.prompts, "prompt", "prompts") +
                    ": mean gap " + gap_words(report, summary);
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

}  // namespace

std::string report_title(const Report& report) {
  if (!report.audit) return "Audit of counts";
  const AuditSettings& audit = report.audit->settings;
  return "Audit of " + audit.model.value("name", "a model") + ": " + audit.set.title;
}

std::string report_subtitle(const Report& report) {
  if (!report.audit) return "Statistics of labelled counts from elsewhere.";
  const AuditSettings& audit = report.audit->settings;
  return "Prompt set " + audit.set.name + " " + audit.set.version + ", seeds from " +
         std::to_string(audit.seed_base) + ", " + (audit.sequential ? "at most " : "") +
         std::to_string(audit.images) + " images a prompt, Evenlight " + audit.app +
         ". Perceived presentation of depicted, non-existent people.";
}

std::vector<std::string> headline_sentences(const Report& report) {
  std::vector<std::string> sentences;
  if (report.audit && !report.audit->complete) {
    sentences.emplace_back(
        "This audit is not finished: what follows holds the images made so far.");
  }
  for (std::string& sentence : correction_sentences(report)) {
    sentences.push_back(std::move(sentence));
  }
  if (report.audit && report.audit->settings.sequential) {
    sentences.emplace_back(
        "Sequential: each prompt ended as soon as its verdict of presentation stood; all verdicts "
        "and intervals allow for looking after every image. Shares at that moment err outwards, "
        "away from parity, as the prompts farthest out by luck end first.");
  }
  for (const FamilySummary& row : report.analysis.summary) {
    sentences.push_back(family_sentence(report, row));
  }
  if (report.audit && report.audit->settings.images < 30) {
    sentences.emplace_back(
        "So few images a prompt are a glance, not a verdict: only very large skews "
        "can show.");
  }
  for (const std::string& sentence : workforce_sentences(report)) sentences.push_back(sentence);
  return sentences;
}

std::vector<std::string> coverage_sentences(const Report& report) {
  if (!report.audit) {
    return {"Counts came from elsewhere; how their images were measured is not known here."};
  }
  const Coverage& coverage = report.audit->coverage;
  std::string out;
  for (const auto& [name, count] : coverage.outcomes) {
    const std::string words =
        name == "woman" || name == "man" ? "read as " + name : plain_name(name);
    out += (out.empty() ? "" : ", ") + std::to_string(count) + " " + words;
  }
  const auto images = double(coverage.images), classified = double(coverage.classified);
  return {"Of " + counted(coverage.images, "image", "images") + ": " + out +
          ". Shares are over the " + std::to_string(coverage.classified) + " classified" +
          (images > 0 ? " (" + percent(classified / images) + ")" : "") +
          "; no image was thrown away. A verdict stands only if it stands however the unclear "
          "images are given out."};
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
