#include "app/gui/window/own_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "app/gui/settings/field_texts.h"
#include "app/gui/widgets/text.h"
#include "bias_audit/data/words.h"
#include "engine/base/error.h"

namespace evenlight::studio {
namespace {

struct SettingLabel {
  std::string_view key;
  const char* label;
};
// What is no field of a recipe, or has no control.
constexpr SettingLabel labels[] = {
    {"device", QT_TRANSLATE_NOOP("Fields", "Device")},
    {"precision", QT_TRANSLATE_NOOP("Fields", "Precision")},
    {"model", QT_TRANSLATE_NOOP("Fields", "Model")},
    {"output", QT_TRANSLATE_NOOP("Fields", "Picture file")},
    {"embeddings", QT_TRANSLATE_NOOP("Fields", "Embedding")},
    {"init_noise", QT_TRANSLATE_NOOP("Fields", "Starting noise")},
};

QString label_of_key(std::string_view key) {
  const auto* row = std::ranges::find(labels, key, &SettingLabel::key);
  if (row != std::end(labels)) return QCoreApplication::translate("Fields", row->label);
  const RecipeField* field = find_recipe_field(key);
  return field ? label_of(*field) : to_qt(key);
}

// translations/evenlight-messages_*.ts hold the sentences.
class OwnWording : public Wording {
 public:
  std::string sentence(const char* text) const override {
    return to_std(QCoreApplication::translate("Messages", text));
  }
  std::string field(std::string_view key) const override { return to_std(label_of_key(key)); }
  std::string number(std::string digits) const override {
    return to_std(to_qt(digits).replace('.', QLocale().decimalPoint()));
  }
};

}  // namespace

QString in_own_words(const Message& message) {
  return to_qt(audit::with_unbroken_percents(worded(message, OwnWording())));
}

QString in_own_words(const std::exception& error) {
  const auto* ours = dynamic_cast<const Error*>(&error);
  return ours ? in_own_words(ours->message()) : to_qt(error.what());
}

}  // namespace evenlight::studio
