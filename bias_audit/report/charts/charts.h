#pragma once

#include <cstddef>
#include <string>

#include "bias_audit/report/charts/drawing.h"
#include "bias_audit/report/report.h"

// The charts of a report. Colours are told apart by people who do not
// see red and green (Okabe and Ito 2008) and every mark also differs in shape or place.
namespace evenlight::audit {

// Which of the prompts are drawn: all of them, or as many as fit a page.
struct Rows {
  size_t first = 0;
  size_t most = 100'000;
};

// Each prompt's share that reads as woman (of other attributes of two classes: as the first) with
// its interval, corrected if there are human labels; parity as a line, the workforce row as a
// diamond.
Drawing shares_chart(const Report& report, const std::string& arm,
                     const std::string& attribute = "presentation", Rows rows = {});

// How every image of every prompt ended, as bars of equal length.
Drawing outcomes_chart(const Report& report, const std::string& arm, const std::string& attribute,
                       Rows rows = {});

// Total variation from parity of each prompt over what a fair model would show by luck.
Drawing distances_chart(const Report& report, const std::string& arm, const std::string& attribute,
                        Rows rows = {});

// One prompt: its share, interval, worst cases and all references on one line.
Drawing prompt_chart(const Report& report, const GroupResult& group);

// A text cut to so many characters, in whole UTF-8.
std::string shortened_title(const std::string& text, size_t most);

}  // namespace evenlight::audit
