// What requirements measure. A measure is one file of measures/ and one row of the table in
// measures.cpp.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "app/common/requirements/expression.h"
#include "app/common/requirements/picture_subject.h"
#include "app/common/requirements/requirement_tools.h"

namespace evenlight {

struct Measured {
  std::string text;  // "2", "man", "0.31"; or why it cannot be told
  bool holds = false;
};

// What a requirement comes to: it looks at one picture.
using Test = std::function<Measured(PictureSubject& subject)>;

struct Measure {
  std::string_view id;
  std::string_view form;  // as it is written: "faces=N"
  std::string_view help;  // what is measured, in which unit
  // Throws Error(usage) for a comparison or value that it has not, and where nothing here can
  // measure it, with the reason; Error(input) for a file that cannot be used.
  Test (*make)(const Expression& expression, RequirementTools& tools);
};

std::span<const Measure> measures();

// Throws Error(usage) with the name that was meant.
const Measure& measure_of(const Expression& expression);

}  // namespace evenlight
