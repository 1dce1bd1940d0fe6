#include "app/gui/settings/seed_field.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>
#include <QToolButton>

#include "app/gui/settings/field_editors.h"
#include "app/gui/settings/field_texts.h"
#include "app/gui/settings/recipe_state.h"
#include "app/gui/widgets/icons.h"

namespace evenlight::studio {

SeedField::SeedField(RecipeState& state, FieldEditors& editors, QFormLayout& form, QObject* parent)
    : QObject(parent), state_(state), edit_(new QLineEdit), lock_(new QToolButton) {
  const RecipeField& field = *find_recipe_field("seed");
  describe_editor(*edit_, field);
  edit_->setValidator(new QRegularExpressionValidator(QRegularExpression("[0-9]{1,20}"), edit_));
  connect(edit_, &QLineEdit::editingFinished, this, &SeedField::take_typed);
  lock_->setObjectName("seed_lock");
  lock_->setCheckable(true);
  lock_->setIcon(icon(Icon::lock_open));
  lock_->setToolTip(tr("Keep this seed; otherwise every press of Generate takes a new one."));
  lock_->setAccessibleName(tr("Keep the seed"));
  connect(lock_, &QToolButton::toggled, this,
          [this](bool on) { lock_->setIcon(icon(on ? Icon::lock_closed : Icon::lock_open)); });
  auto* dice = new QToolButton;
  dice->setObjectName("seed_dice");
  dice->setIcon(icon(Icon::dice));
  dice->setToolTip(tr("Another random seed"));
  dice->setAccessibleName(dice->toolTip());
  connect(dice, &QToolButton::clicked, this, [this] {
    RecipeDocument document = state_.document();
    document.recipe.seed = QRandomGenerator::system()->generate();
    state_.replace(document, tr("another seed"));
  });
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(edit_, 1);
  row->addWidget(lock_);
  row->addWidget(dice);
  form.addRow(label_of(field), row);
  editors.on_show([this](const Recipe&) { show_seed(); });
}

void SeedField::show_seed() {
  const uint64_t seed = state_.recipe().seed;
  if (seed != shown_ || !edit_->hasFocus()) edit_->setText(QString::number(seed));
  shown_ = seed;
}

void SeedField::take_typed() {
  bool fits = false;
  const qulonglong seed = edit_->text().toULongLong(&fits);
  if (!fits) return edit_->setText(QString::number(state_.recipe().seed));
  if (seed == state_.recipe().seed) return;
  state_.set(*find_recipe_field("seed"), uint64_t(seed));
  lock(true);  // a seed that was typed is meant to be used
}

bool SeedField::is_locked() const {
  return lock_->isChecked();
}

void SeedField::lock(bool on) {
  lock_->setChecked(on);
}

void SeedField::roll() {
  RecipeDocument document = state_.document();
  document.recipe.seed = QRandomGenerator::system()->generate();
  state_.put_silently(document);
}

}  // namespace evenlight::studio
