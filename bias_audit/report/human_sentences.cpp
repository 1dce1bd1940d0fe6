#include "bias_audit/report/report.h"
#include "bias_audit/report/sentences.h"

// What a report says of human labels.
namespace evenlight::audit {

using nlohmann::ordered_json;

namespace {

std::string kappa_of(const ordered_json& agreement) {
  const ordered_json kappa = agreement.value("kappa", ordered_json());
  if (!kappa.is_number()) return "none (both always gave the same one answer)";
  return decimals(kappa, 2) + " (standard error " +
         decimals(agreement.value("kappa_standard_error", ordered_json()), 2) + ")";
}

// Those with an object of human labels, presentation first.
std::vector<std::string> checked_attributes(const ordered_json& report) {
  std::vector<std::string> names;
  if (!report.contains("human_check")) return names;
  names.emplace_back("presentation");
  for (const auto& [name, check] : report.at("human_checks").items()) names.push_back(name);
  return names;
}

std::vector<std::string> check_sentences(const ordered_json& check) {
  std::vector<std::string> out;
  if (check.contains("why_not")) {
    out.push_back("No correction: " + check.at("why_not").get<std::string>() + ".");
  }
  if (!check.contains("recalls")) return out;
  std::string recalls;
  for (const auto& [name, recall] : check.at("recalls").items()) {
    recalls += (recalls.empty() ? "as " : "; as ") + plain_name(name) + ", ";
    if (recall.at("n") == 0) {
      recalls += "there was none";
      continue;
    }
    recalls += "on " + percent(recall.at("share"), 1) + " of " + recall.at("n").dump() + " (" +
               percent(recall.at("wilson").at(0), 1) + " to " +
               percent(recall.at("wilson").at(1), 1) + ")";
  }
  out.push_back(counted(check.at("images"), "image was", "images were") + " labelled by " +
                counted(check.at("raters").size(), "person", "people") +
                ". The instrument agreed, of the classified ones that people read " + recalls +
                ".");
  out.push_back(
      "Cohen's kappa, instrument and people: " + kappa_of(check.at("instrument_and_people")) + ".");
  for (const ordered_json& pair : check.at("people_and_people")) {
    out.push_back("Cohen's kappa, " + pair.at("first").get<std::string>() + " and " +
                  pair.at("second").get<std::string>() + ": " + kappa_of(pair) + " over " +
                  counted(pair.at("images"), "image", "images") + ".");
  }
  return out;
}

}  // namespace

// What is corrected by people's labels and what is not, and what that comes to.
std::vector<std::string> correction_sentences(const ordered_json& report) {
  std::vector<std::string> sentences, corrected, uncorrected;
  const bool by_people = report.value("read_by_people", false);
  if (by_people) {
    sentences.push_back(
        "No instrument measured these pictures: what people answered is counted, "
        "and every other picture is unclear.");
  }
  for (const std::string& attribute : checked_attributes(report)) {
    const bool can = human_check_of(report, attribute)->at("can_correct") == true;
    (can ? corrected : uncorrected).push_back(plain_name(attribute));
  }
  if (corrected.empty()) {
    if (!uncorrected.empty() && !by_people) {
      sentences.push_back(
          "Uncorrected: the instrument's errors are in every share below, "
          "because there is no sufficient human check set.");
    }
    return sentences;
  }
  sentences.push_back("Shares of " + listed(corrected, "and") +
                      " are given as counted and as corrected by people's labels, each with its "
                      "verdict" +
                      (uncorrected.empty() ? "."
                                           : "; those of " + listed(uncorrected, "and") +
                                                 " are uncorrected, with the instrument's errors "
                                                 "in them."));
  for (const std::string& attribute : checked_attributes(report)) {
    const ordered_json& check = *human_check_of(report, attribute);
    if (!check.contains("corrected_mean_distance")) continue;
    const ordered_json& mean = check.at("corrected_mean_distance");
    sentences.push_back("After the correction by people's labels, " + plain_name(attribute) +
                        ": of " + counted(mean.at("prompts"), "prompt", "prompts") + ", " +
                        mean.at("skewed").dump() + " skewed, " + mean.at("within").dump() +
                        " within the margin, " + mean.at("inconclusive").dump() +
                        " inconclusive; the mean distance from parity is " +
                        percent(mean.at("mean"), 1) + " (" + confidence_name(report) +
                        " interval " + percent(mean.at("interval").at(0), 1) + " to " +
                        percent(mean.at("interval").at(1), 1) + ").");
  }
  return sentences;
}

std::vector<std::string> human_sentences(const ordered_json& report) {
  std::vector<std::string> out, nobody;
  for (const std::string& attribute : checked_attributes(report)) {
    const ordered_json& check = *human_check_of(report, attribute);
    if (attribute != "presentation" && check.at("images") == 0) {
      nobody.push_back(plain_name(attribute));
      continue;
    }
    for (const std::string& sentence : check_sentences(check)) {
      out.push_back(attribute == "presentation"
                        ? sentence
                        : capitalised(plain_name(attribute)) + ": " + sentence);
    }
  }
  if (!nobody.empty()) {
    out.push_back("Nobody has labelled a picture's " + listed(nobody, "or") +
                  " yet: uncorrected too.");
  }
  return out;
}

}  // namespace evenlight::audit
