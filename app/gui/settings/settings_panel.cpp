#include "app/gui/settings/settings_panel.h"

#include <QAbstractSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/gui/settings/field_editors.h"
#include "app/gui/settings/field_texts.h"
#include "app/gui/settings/guidance_curve.h"
#include "app/gui/settings/picture_section.h"
#include "app/gui/settings/recipe_state.h"
#include "app/gui/settings/seed_field.h"
#include "app/gui/settings/size_fields.h"
#include "app/gui/widgets/fold.h"
#include "app/gui/widgets/number_box.h"
#include "app/gui/widgets/undo_keys.h"
#include "app/gui/widgets/wheel_guard.h"

namespace evenlight::studio {
namespace {

constexpr int max_pictures = 10000;
constexpr int max_batch = 64;

QFormLayout* growing_form(QWidget* parent = nullptr) {
  auto* form = new QFormLayout(parent);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setContentsMargins(0, 0, 0, 0);
  return form;
}

}  // namespace

SettingsPanel::SettingsPanel(RecipeState& state, QWidget* parent)
    : QWidget(parent), state_(state), editors_(new FieldEditors(state, this)) {
  setObjectName("settings_panel");
  auto* column = new QVBoxLayout(this);
  auto* basic = growing_form();
  column->addLayout(basic);
  add_batch_row(*basic);
  size_ = new SizeFields(state_, *editors_, *basic, this);
  add_fields(*basic, int(FieldGroup::basic));
  seed_ = new SeedField(state_, *editors_, *basic, this);
  column->addWidget(
      new Fold("picture_fold", tr("From a picture"), new PictureSection(state_, *editors_)));
  column->addWidget(new Fold("guidance_fold", tr("Guidance details"), make_guidance()));
  column->addWidget(new Fold("advanced_fold", tr("Advanced"), make_advanced()));
  auto* all = new QPushButton(tr("Reset to the model's settings"));
  all->setObjectName("reset_all");
  all->setToolTip(tr("Everything but the prompts and the seed"));
  connect(all, &QPushButton::clicked, &state_, &RecipeState::reset_all);
  column->addWidget(all, 0, Qt::AlignLeft);
  column->addStretch(1);

  editors_->on_show([this](const Recipe&) { show_curve(); });
  guard_wheel(*this);
  leave_undo_to_window(seed_->edit());
  for (QAbstractSpinBox* box : findChildren<QAbstractSpinBox*>()) leave_undo_to_window(*box);
  editors_->show_recipe();
}

QWidget* SettingsPanel::make_guidance() {
  auto* whole = new QWidget;
  auto* form = growing_form(whole);
  add_fields(*form, int(FieldGroup::guidance));
  curve_ = new GuidanceCurve;
  form->addRow(curve_);
  return whole;
}

QWidget* SettingsPanel::make_advanced() {
  auto* whole = new QWidget;
  add_fields(*growing_form(whole), int(FieldGroup::advanced));
  return whole;
}

void SettingsPanel::add_fields(QFormLayout& form, int group) {
  for (const RecipeField& field : recipe_fields()) {
    if (field.of_one_picture || int(group_of(field)) != group) continue;
    QWidget* editor = editors_->make(field);
    if (!editor) continue;
    QWidget* row = editors_->with_reset(editor, {&field});
    form.addRow(label_of(field), row);
    form.labelForField(row)->setToolTip(tooltip_of(field));
  }
}

void SettingsPanel::add_batch_row(QFormLayout& form) {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 0, 0);
  count_ = new WholeBox(1, max_pictures);
  count_->setObjectName("count");
  count_->setToolTip(tr("Pictures that one press of Generate makes, with seeds N, N+1, …"));
  count_->setAccessibleName(tr("Number of pictures"));
  batch_ = new WholeBox(1, max_batch);
  batch_->setObjectName("batch");
  batch_->setToolTip(
      tr("Of them, rendered together. More at once needs more memory; the pictures "
         "are the same."));
  batch_->setAccessibleName(tr("Batch size"));
  row->addWidget(count_, 1);
  row->addWidget(new QLabel(tr("batch size")));
  row->addWidget(batch_, 1);
  form.addRow(tr("Pictures"), row);
}

void SettingsPanel::take_typed() {
  take_typed_numbers(*this);
  seed_->take_typed();
}

int SettingsPanel::count() const {
  return count_->value();
}
int SettingsPanel::batch() const {
  return batch_->value();
}
bool SettingsPanel::seed_locked() const {
  return seed_->is_locked();
}
void SettingsPanel::set_count(int count) {
  count_->setValue(count);
}
void SettingsPanel::set_batch(int batch) {
  batch_->setValue(batch);
}
void SettingsPanel::lock_seed(bool locked) {
  seed_->lock(locked);
}
void SettingsPanel::roll_seed() {
  seed_->roll();
}

void SettingsPanel::set_model(const ModelConfigs& configs) {
  scheduler_ = configs.scheduler;
  size_->set_own_side(configs.unet.sample_size * configs.vae.scale());
  show_curve();
}

void SettingsPanel::show_curve() {
  curve_->show_recipe(state_.recipe(), scheduler_);
}

}  // namespace evenlight::studio
