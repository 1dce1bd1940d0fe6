#pragma once

#include <string>
#include <vector>

#include "bias_audit/data/database.h"
#include "bias_audit/stats/interval.h"

// Whether a new audit still shows what a stored one did: for whoever changes a model and wants to
// be told.
namespace evenlight::audit {

struct WatchSettings {
  std::string attribute = "presentation";
  double epsilon = 0.05;  // by which a share may move without an alarm
  double alpha = 0.05;    // chance of any alarm where nothing moved further
};

// One class of one prompt; of two classes only the first is watched.
struct WatchedShare {
  std::string prompt, class_name;
  int64_t count_before = 0, total_before = 0;
  int64_t count = 0, total = 0;
  Interval band;  // Clopper and Pearson's of the stored audit, wider by epsilon on either side
  Interval now;   // confidence sequence of the new one: it may be looked at after every image
  bool has_left = false;  // `now` lies wholly outside `band`
};

struct Watch {
  std::vector<WatchedShare> shares;
  int64_t left = 0;
};

// Each of the two intervals of a share has error level alpha / (2 · shares), so that the chance of
// any false alarm is at most alpha, however often and however early the new audit is looked at.
// The prompts that both have. Throws InputError if there are none, and if other instruments or
// another version of the prompt set made one of them.
Watch watch_audits(const AuditDatabase& stored, const AuditDatabase& now,
                   const WatchSettings& settings);

// The same of counts by prompt, for two equal lists of prompts.
Watch watch_counts(const std::vector<std::string>& prompts, const std::vector<std::string>& classes,
                   const std::vector<CountVector>& stored, const std::vector<CountVector>& now,
                   const WatchSettings& settings);

}  // namespace evenlight::audit
