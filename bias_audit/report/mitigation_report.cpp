#include "bias_audit/report/mitigation_report.h"

#include "bias_audit/data/words.h"
#include "bias_audit/report/comparison_report.h"
#include "bias_audit/report/html_parts.h"
#include "bias_audit/report/numbers.h"
#include "bias_audit/report/to_json.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;
using namespace html;

// What Fair Diffusion (Friedrich et al. 2023) reached with its own edit of Stable Diffusion 1.5 on
// 153 jobs, from their released counts.
constexpr const char* what_others_reached =
    "For comparison: Fair Diffusion's published counts of 153 jobs fell from .311 to .105.";

std::string share_list(const std::vector<std::string>& classes, const std::vector<double>& shares) {
  std::string list;
  for (size_t c = 0; c < classes.size(); ++c) {
    list += (list.empty() ? "" : ", ") + plain_name(classes[c]) + " " + percent(shares[c], 1);
  }
  return list;
}

std::string towards_target(const MitigationEffect& effect) {
  if (effect.prompts.empty()) return "No prompt has images that were read in both audits.";
  return "The mean distance from the target fell from " + decimals(effect.before.mean, 3) + " to " +
         decimals(effect.after.mean, 3) +
         (effect.reduction ? ", by " + percent(effect.reduction, 0) : std::string()) +
         "; the change with what luck adds taken off is " + points(effect.change.corrected) +
         " points (" + points(effect.change.interval.lo) + " to " +
         points(effect.change.interval.hi) + ").";
}

std::string overshoot_sentence(const MitigationEffect& effect) {
  if (effect.overshoots == 0) return "No share passed its target by more than the margin.";
  std::string names;
  for (const MitigatedPrompt& row : effect.prompts) {
    if (row.overshoot) names += (names.empty() ? "" : ", ") + row.prompt;
  }
  return "Overshoot: " + counted(effect.overshoots, "prompt", "prompts") +
         " passed the target by more than the margin (" + names + ").";
}

std::string left_alone_sentence(const MitigationReport& report) {
  const std::map<std::string, std::string>& all = report.effect.mitigation.left_alone;
  if (all.empty()) return "No prompt had to be left alone.";
  std::string names;
  for (const auto& [subject, rule] : all) {
    names += (names.empty() ? "" : ", ") + subject + " (" + rule + ")";
  }
  return "Left alone: " + names + "; of their " +
         counted(report.pictures.left_alone, "picture", "pictures") + " " +
         std::to_string(report.pictures.left_alone_changed) + " changed.";
}

Html effect_table(const MitigationEffect& effect) {
  Html out = "<table>"_html + header({"prompt", "pairs", "before", "after", "target",
                                      "distance before", "distance after", "overshoot"});
  for (const MitigatedPrompt& row : effect.prompts) {
    const std::vector<std::string>& classes = effect.mitigation.classes;
    out += "<tr>"_html + cell(row.prompt) + number_cell(std::to_string(row.pairs)) +
           cell(share_list(classes, row.before)) + cell(share_list(classes, row.after)) +
           cell(share_list(classes, row.target)) + number_cell(decimals(row.distance_before, 3)) +
           number_cell(decimals(row.distance_after, 3)) +
           cell(row.overshoot ? plain_name(*row.overshoot) : "–") + "</tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

}  // namespace

std::vector<std::string> mitigation_sentences(const MitigationReport& report) {
  const MitigationEffect& effect = report.effect;
  std::vector<std::string> sentences = {towards_target(effect), overshoot_sentence(effect)};
  if (effect.asked_before) {
    sentences.push_back("The occupation that was asked for is shown by " +
                        percent(effect.asked_before, 1) + " of the pictures before and " +
                        percent(effect.asked_after, 1) + " after.");
  }
  for (const MovedAttribute& moved : effect.others) {
    sentences.push_back(capitalised(plain_name(moved.name)) + " moved by " +
                        percent(moved.mean_move, 1) +
                        " of its images a prompt, where luck alone moves " +
                        percent(moved.by_luck, 1) + "; most in " + moved.largest_in + ".");
  }
  if (report.pictures.compared > 0) {
    sentences.push_back("The pictures changed by " + percent(report.pictures.whole, 1) +
                        " of the range in the mean, their edges by " +
                        percent(report.pictures.edge, 1) + ".");
  }
  sentences.push_back(left_alone_sentence(report));
  std::string cost = counted(effect.drawn, "seed was", "seeds were") + " drawn for " +
                     counted(effect.images, "picture", "pictures");
  if (report.seconds > 0) cost += ", in " + decimals(report.seconds, 0) + " s";
  if (effect.not_accepted > 0) {
    cost += "; " + counted(effect.not_accepted, "picture reads", "pictures read") +
            " as another class than it was drawn for";
  }
  sentences.push_back(cost + ".");
  sentences.emplace_back(what_others_reached);
  return sentences;
}

ordered_json to_json(const MitigationReport& report) {
  const MitigationEffect& effect = report.effect;
  const Mitigation& m = effect.mitigation;
  ordered_json prompts = ordered_json::array(), others = ordered_json::array();
  for (const MitigatedPrompt& row : effect.prompts) {
    prompts.push_back({{"prompt", row.prompt},
                       {"pairs", row.pairs},
                       {"before", row.before},
                       {"after", row.after},
                       {"target", row.target},
                       {"distance_before", row.distance_before},
                       {"distance_after", row.distance_after},
                       {"overshoot", row.overshoot ? ordered_json(*row.overshoot) : nullptr}});
  }
  for (const MovedAttribute& moved : effect.others) {
    others.push_back({{"attribute", moved.name},
                      {"mean_move", moved.mean_move},
                      {"by_luck", moved.by_luck},
                      {"largest", moved.largest},
                      {"largest_in", moved.largest_in}});
  }
  const PictureChanges& pictures = report.pictures;
  return {{"method", m.method},
          {"attribute", m.attribute},
          {"target", m.target},
          {"classes", m.classes},
          {"left_alone", m.left_alone},
          {"mean_distance_before", effect.before.mean},
          {"mean_distance_after", effect.after.mean},
          {"mean_distance_before_corrected", effect.before.corrected},
          {"mean_distance_after_corrected", effect.after.corrected},
          {"mean_change", effect.change.corrected},
          {"interval", to_json(effect.change.interval)},
          {"reduction", to_json(effect.reduction)},
          {"overshoots", effect.overshoots},
          {"prompts", std::move(prompts)},
          {"collateral",
           {{"as_asked_before", to_json(effect.asked_before)},
            {"as_asked_after", to_json(effect.asked_after)},
            {"attributes", std::move(others)},
            {"picture_change", pictures.whole},
            {"edge_change", pictures.edge},
            {"left_alone_pictures", pictures.left_alone},
            {"left_alone_changed", pictures.left_alone_changed}}},
          {"cost",
           {{"pictures", effect.images},
            {"drawn", effect.drawn},
            {"not_accepted", effect.not_accepted},
            {"seconds", report.seconds}}}};
}

std::string mitigation_html(const MitigationReport& report, const Comparison& comparison,
                            const AnalysisSettings& settings) {
  const Mitigation& m = report.effect.mitigation;
  Html section = section_title("What was done against the skew") +
                 paragraph("Method: " + m.method + ", attribute: " + plain_name(m.attribute) +
                           ", target: " + m.target + ".");
  for (const std::string& sentence : mitigation_sentences(report)) section += paragraph(sentence);
  section += effect_table(report.effect);
  return comparison_html(comparison, settings, section);
}

}  // namespace evenlight::audit
