#include "app/gui/gallery/details_panel.h"

#include <QDateTime>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/settings/field_texts.h"
#include "app/gui/settings/picture_recipe.h"
#include "app/gui/settings/recipe_state.h"
#include "app/gui/widgets/text.h"
#include "app/gui/widgets/words_label.h"

namespace evenlight::studio {
namespace {

// As a person reads it: names of samplers instead of ids, ∞ instead of nothing.
QString value_text(const RecipeField& field, const Recipe& recipe) {
  const auto value = field_json(recipe, field);
  if (value.is_null()) return DetailsPanel::tr("automatic");
  if (value.is_boolean())
    return value.get<bool>() ? DetailsPanel::tr("yes") : DetailsPanel::tr("no");
  if (std::holds_alternative<SigmaInterval>(field.member)) {
    const auto end = [](const auto& one) {
      return one.is_null() ? QString("∞") : QString::number(one.template get<double>());
    };
    return QString("%1 – %2").arg(end(value.at(0)), end(value.at(1)));
  }
  if (!value.is_string()) return to_qt(value.dump());
  const QString id = to_qt(value.get<std::string>());
  const auto choices = choices_of(field);
  const auto named = std::ranges::find(choices, value.get<std::string>(), &Choice::id);
  return named == choices.end() ? id : named->text;
}

}  // namespace

DetailsPanel::DetailsPanel(RecipeState& state, QWidget* parent) : QWidget(parent), state_(state) {
  setObjectName("details_panel");
  auto* column = new QVBoxLayout(this);
  note_ = words("details_note");
  column->addWidget(note_);
  rows_ = new QWidget;
  form_ = new QFormLayout(rows_);
  form_->setContentsMargins(0, 0, 0, 0);
  form_->setRowWrapPolicy(QFormLayout::WrapLongRows);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(rows_);
  column->addWidget(scroll, 1);
  fill();
}

void DetailsPanel::show_picture(const std::filesystem::path& picture) {
  picture_ = picture;
  stale_ = true;
  if (isVisible()) fill();
}

void DetailsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) fill();
}

void DetailsPanel::fill() {
  stale_ = false;
  while (form_->rowCount() > 0) form_->removeRow(0);
  if (picture_.empty()) {
    return note_->setText(tr("Choose a picture to see the settings it was made with."));
  }
  const PictureRecipe found = read_picture_recipe(picture_);
  note_->setText(found.json.empty()
                     ? tr("%1 does not say how it was made.").arg(path_text(picture_.filename()))
                     : path_text(picture_.filename()));
  add_facts(found);
  if (found.json.empty()) return;
  for (const RecipeField& field : recipe_fields()) {
    if (found.document.given.contains(std::string(field.key))) add_field(field, found);
  }
}

void DetailsPanel::add_facts(const PictureRecipe& found) {
  const auto add = [this](const QString& title, const QString& text) {
    auto* label = words("details_fact");
    label->setText(text);
    form_->addRow(title, label);
  };
  const QFileInfo file(path_text(picture_));
  if (!found.document.model_name.empty()) add(tr("Model"), to_qt(found.document.model_name));
  add(tr("Date"), locale().toString(file.lastModified(), QLocale::ShortFormat));
  add(tr("Folder"), file.path());
}

void DetailsPanel::add_field(const RecipeField& field, const PictureRecipe& found) {
  // Lists of files have no value that one field could take.
  if (!field.is_value()) return;
  const QString text = value_text(field, found.document.recipe);
  if (text.isEmpty()) return;
  auto* whole = new QWidget;
  auto* row = new QHBoxLayout(whole);
  row->setContentsMargins(0, 0, 0, 0);
  auto* label = words("details_value");
  label->setText(text);
  auto* use = new QToolButton;
  use->setObjectName("use_" + to_qt(field.key));
  use->setText(tr("Use"));
  use->setToolTip(tr("Use only this: %1").arg(label_of(field)));
  use->setAccessibleName(use->toolTip());
  connect(use, &QToolButton::clicked, this,
          [this, &field, value = field_json(found.document.recipe, field)] {
            state_.set(field, value);
            if (field.key == "seed") emit seed_used();
          });
  row->addWidget(label, 1);
  row->addWidget(use, 0, Qt::AlignTop);
  form_->addRow(label_of(field), whole);
}

}  // namespace evenlight::studio
