#pragma once

#include <QString>
#include <Qt>
#include <string>
#include <vector>

namespace evenlight::studio {

// One thing that a person can say of a picture, by a button or a key.
struct LabelAnswer {
  Qt::Key key;
  std::string outcome;  // as it is stored
  QString text;         // of the button, which shows the key
};

// Presentation has its letters, other attributes' classes have digits; whatever else can be said
// has the same keys everywhere. `outcomes`: audit::answers_to, classes first.
std::vector<LabelAnswer> label_answers(const std::vector<std::string>& outcomes);

// What is asked about a picture, with the keys.
QString label_question(const QString& attribute, const std::vector<LabelAnswer>& answers);

}  // namespace evenlight::studio
