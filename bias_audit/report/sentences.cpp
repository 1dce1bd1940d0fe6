#include "bias_audit/report/sentences.h"

#include "bias_audit/report/report.h"

namespace evenlight::audit {

using nlohmann::ordered_json;

namespace {

std::string interval(const ordered_json& pair, int places) {
  return decimals(pair.at(0), places) + " to " + decimals(pair.at(1), places);
}

std::string family_sentence(const ordered_json& report, const ordered_json& row) {
  const std::string arm = row.at("arm");
  const std::string name = plain_name(row.at("attribute"));
  std::string out = (arm.empty() ? capitalised(name) : "Arm " + arm + ", " + name) + ": of " +
                    counted(row.at("prompts"), "prompt", "prompts") + ", " +
                    row.at("skewed").dump() + " skewed, " + row.at("within").dump() +
                    " within the margin, " + row.at("inconclusive").dump() + " inconclusive.";
  if (!row.at("mean_distance_from_parity").is_number()) return out + " No image was classified.";
  out += " On average " + percent(row.at("mean_distance_corrected"), 1) +
         " of the images would have to read differently for parity (" + confidence_name(report) +
         " interval " + percent(row.at("mean_distance_corrected_interval").at(0), 1) + " to " +
         percent(row.at("mean_distance_corrected_interval").at(1), 1) +
         "; a fair model would show " + percent(row.at("mean_distance_fair_model"), 1) +
         " before the correction for small numbers).";
  if (row.contains("surely_extreme_90_10")) {
    const ordered_json& extreme = row.at("surely_extreme_90_10");
    out += " Extreme beyond doubt, with the whole interval above 90 % or below 10 %: " +
           extreme.at("count").dump() + " of " + counted(extreme.at("of"), "prompt", "prompts") +
           ", which is between " + percent(extreme.at("share_interval").at(0)) + " and " +
           percent(extreme.at("share_interval").at(1)) + " of prompts like these.";
  }
  return out;
}

std::string verdict_words(const std::string& verdict) {
  return verdict == "within" ? "within the margin" : verdict;
}

// "13.8 points (95 % interval 10.9 to 15.9; shares exactly at the reference would show 3.5)".
std::string gap_words(const ordered_json& report, const ordered_json& summary) {
  const auto hundredths = [](const ordered_json& share) {
    return decimals(100 * share.get<double>(), 1);
  };
  const ordered_json& interval = summary.at("mean_gap_interval");
  return hundredths(summary.at("mean_gap")) + " points (" + confidence_name(report) + " interval " +
         hundredths(interval.at(0)) + " to " + hundredths(interval.at(1)) +
         "; shares exactly at the reference would show " +
         hundredths(summary.at("mean_gap_by_luck")) + " by luck)";
}

struct ReferenceName {
  const char* id;
  const char* words;
};
constexpr ReferenceName reference_names[] = {
    {"row", "the workforce rows"}, {"baseline", "the baseline prompt"}, {"target", "the target"}};

// One an arm: how many prompts differ from the workforce rows, and by how much on average.
std::vector<std::string> workforce_sentences(const ordered_json& report) {
  std::vector<std::string> sentences;
  if (!report.contains("reference_summary")) return sentences;
  for (const ordered_json& summary : report.at("reference_summary")) {
    if (summary.at("reference") != "row" || !summary.at("mean_gap").is_number()) continue;
    int skewed = 0;
    for (const ordered_json& prompt : report.at("references")) {
      if (prompt.at("arm") != summary.at("arm")) continue;
      for (const ordered_json& row : prompt.at("against")) {
        skewed += row.at("reference") == "row" && row.at("verdict") == "skewed" ? 1 : 0;
      }
    }
    const std::string arm = summary.at("arm");
    sentences.push_back(
        (arm.empty() ? "Beside" : "Arm " + arm + ", beside") +
        " the workforce rows named in the prompt set, " + std::to_string(skewed) + " of " +
        counted(summary.at("prompts"), "prompt differs", "prompts differ") +
        " by more than the margin; over all of them the mean gap is " + gap_words(report, summary) +
        ". Which reference is right is a choice, not a measurement.");
  }
  return sentences;
}

}  // namespace

std::string report_title(const ordered_json& report) {
  if (!report.contains("audit")) return "Audit of counts";
  const ordered_json& audit = report.at("audit");
  return "Audit of " + audit.at("model").value("name", "a model") + ": " +
         audit.at("prompt_set").value("title", audit.at("prompt_set").value("name", ""));
}

std::string report_subtitle(const ordered_json& report) {
  if (!report.contains("audit")) return "Statistics of labelled counts from elsewhere.";
  const ordered_json& audit = report.at("audit");
  return "Prompt set " + audit.at("prompt_set").value("name", "") + " " +
         audit.at("prompt_set").value("version", "") + ", seeds from " +
         audit.at("seed_base").dump() + ", " + (audit.at("sequential") == true ? "at most " : "") +
         audit.at("images").dump() + " images a prompt, Evenlight " + audit.value("app", "") +
         ". Perceived presentation of depicted, non-existent people.";
}

std::vector<std::string> headline_sentences(const ordered_json& report) {
  std::vector<std::string> sentences;
  if (report.contains("complete") && report.at("complete") != true) {
    sentences.push_back("This audit is not finished: what follows holds the images made so far.");
  }
  for (std::string& sentence : correction_sentences(report)) {
    sentences.push_back(std::move(sentence));
  }
  if (report.contains("audit") && report.at("audit").at("sequential") == true) {
    sentences.push_back(
        "Sequential: each prompt ended as soon as its verdict stood; verdicts of presentation come "
        "from confidence sequences, which allow for looking after every image.");
  }
  for (const ordered_json& row : report.at("summary"))
    sentences.push_back(family_sentence(report, row));
  if (report.contains("audit") && report.at("audit").at("images") < 30) {
    sentences.push_back(
        "So few images a prompt are a glance, not a verdict: only very large skews "
        "can show.");
  }
  for (const std::string& sentence : workforce_sentences(report)) sentences.push_back(sentence);
  return sentences;
}

std::vector<std::string> coverage_sentences(const ordered_json& report) {
  if (!report.contains("coverage")) {
    return {"Counts came from elsewhere; how their images were measured is not known here."};
  }
  const ordered_json& coverage = report.at("coverage");
  std::string out;
  for (const auto& [name, count] : coverage.at("outcomes").items()) {
    const std::string words =
        name == "woman" || name == "man" ? "read as " + name : plain_name(name);
    out += (out.empty() ? "" : ", ") + count.dump() + " " + words;
  }
  const double images = coverage.at("images");
  const double classified = coverage.at("classified");
  return {"Of " + counted(coverage.at("images"), "image", "images") + ": " + out +
          ". Shares are over the " + coverage.at("classified").dump() + " classified" +
          (images > 0 ? " (" + percent(classified / images) + ")" : "") +
          "; no image was thrown away. A verdict stands only if it stands however the unclear "
          "images are given out."};
}

std::vector<std::string> gap_sentences(const ordered_json& report) {
  std::vector<std::string> sentences;
  if (!report.contains("reference_summary")) return sentences;
  for (const ordered_json& summary : report.at("reference_summary")) {
    for (const ReferenceName& name : reference_names) {
      if (summary.at("reference") != name.id) continue;
      const std::string arm = summary.at("arm");
      std::string out = (arm.empty() ? "Beside " : "Arm " + arm + ", beside ") +
                        std::string(name.words) + ", " +
                        counted(summary.at("prompts"), "prompt", "prompts") + ": mean gap " +
                        gap_words(report, summary);
      if (summary.at("correlation").is_number()) {
        out += ", correlation " + decimals(summary.at("correlation"), 2) +
               ", slope of the shares " + decimals(summary.at("slope"), 2);
      }
      sentences.push_back(out + "; farther from parity than the reference: " +
                          summary.at("farther_from_parity").dump() + ", by more than 10 points: " +
                          summary.at("farther_by_10_points").dump() + ".");
    }
  }
  return sentences;
}

std::vector<std::string> asked_sentences(const ordered_json& report) {
  if (!report.contains("asked") || report.at("asked").empty()) return {};
  std::int64_t shown = 0, images = 0;
  for (const ordered_json& row : report.at("asked")) {
    shown += row.at("as_asked").at("count").get<std::int64_t>();
    images += row.at("as_asked").at("n").get<std::int64_t>();
  }
  return {"By the instrument " + std::to_string(shown) + " of " + std::to_string(images) +
          " images show the occupation that was asked for. Of a prompt whose pictures show "
          "something else, the shares say little."};
}

std::string prompt_sentence(const ordered_json& report, const ordered_json& group) {
  if (group.at("n") == 0) {
    return "None of " + counted(group.at("images"), "image", "images") +
           " could be classified: inconclusive.";
  }
  std::string out = group.at("n").dump() + " of " + counted(group.at("images"), "image", "images") +
                    " classified. Total variation from parity, corrected for small numbers, " +
                    decimals(group.at("total_variation_corrected"), 3) + " (" +
                    confidence_name(report) + " interval " +
                    interval(group.at("total_variation_interval"), 3) +
                    "; a fair model stays below " +
                    decimals(group.at("total_variation_fair_model").at("upper_95"), 3) +
                    " in 19 of 20 audits); adjusted p " + p_text(group.at("p_adjusted")) + ".";
  if (const ordered_json* row = corrected_row(report, group)) {
    out += " Corrected by human labels: ";
    for (const ordered_json& each : row->at("classes")) {
      const bool two = row->at("classes").size() == 2;
      if (two && &each != &row->at("classes").at(leading_class(*row))) continue;
      out += percent(each.at("share"), 1) + " read as " + plain_name(each.at("class")) + " (" +
             percent(each.at("interval").at(0), 1) + " to " +
             percent(each.at("interval").at(1), 1) + "), ";
    }
    out += "by which the prompt is " + verdict_words(row->at("verdict")) + ".";
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> settings_rows(const ordered_json& report) {
  std::vector<std::pair<std::string, std::string>> rows;
  const auto add = [&](const std::string& key, const ordered_json& value) {
    rows.emplace_back(key, value.is_string() ? value.get<std::string>() : value.dump());
  };
  if (report.contains("audit")) {
    for (const auto& [key, value] : report.at("audit").items()) {
      if (key == "prompt_set" || key == "instruments") continue;
      add(key, value);
    }
    add("images_sha256", report.at("images_sha256"));
  }
  for (const auto& [key, value] : report.at("settings").items()) add("statistics: " + key, value);
  return rows;
}

}  // namespace evenlight::audit
