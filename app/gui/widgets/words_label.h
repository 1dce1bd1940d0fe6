#pragma once

class QLabel;

namespace evenlight::studio {

// A label for sentences from anywhere: plain text that wraps and can be selected, also with the
// keyboard.
QLabel* words(const char* name);

}  // namespace evenlight::studio
