#pragma once

#include <optional>
#include <string>

#include "bias_audit/stats/interval.h"
#include "engine/base/message.h"

// Numbers as a report writes them, in no locale; "–" for what is not there.
namespace evenlight::audit {

std::string decimals(std::optional<double> value, int places);
std::string percent(std::optional<double> share, int places = 0);  // "12.5 %"
std::string points(std::optional<double> difference);              // of shares: "−40.6", "+3.2"
std::string p_text(std::optional<double> p);                       // "0.0312", "< 0.0001"

// The same as messages, whose digits a program says as its language does.
Message percent_words(double share);               // "12 %"
Message tenths_words(double share);                // "12.5 %"
Message interval_words(const Interval& interval);  // "12.5 % to 30.1 %"

// "12.5 % to 30.1 %".
std::string percents(const Interval& interval, int places = 1);

}  // namespace evenlight::audit
