#include "app/gui/settings/settings_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/gui/settings/field_texts.h"
#include "app/gui/settings/guidance_curve.h"
#include "app/gui/settings/recipe_state.h"
#include "app/gui/widgets/icons.h"
#include "app/gui/widgets/number_box.h"
#include "app/gui/widgets/undo_keys.h"
#include "app/gui/widgets/wheel_guard.h"

namespace evenlight::studio {
namespace {

constexpr int max_pictures = 10000;
constexpr int max_batch = 64;

struct Aspect {
  int wide, high;
  const char* text;
};
constexpr Aspect aspects[] = {
    {1, 1, QT_TRANSLATE_NOOP("evenlight::studio::SettingsPanel", "Square")},
    {4, 3, QT_TRANSLATE_NOOP("evenlight::studio::SettingsPanel", "Landscape 4:3")},
    {3, 4, QT_TRANSLATE_NOOP("evenlight::studio::SettingsPanel", "Portrait 3:4")},
    {3, 2, QT_TRANSLATE_NOOP("evenlight::studio::SettingsPanel", "Landscape 3:2")},
    {2, 3, QT_TRANSLATE_NOOP("evenlight::studio::SettingsPanel", "Portrait 2:3")},
    {16, 9, QT_TRANSLATE_NOOP("evenlight::studio::SettingsPanel", "Wide 16:9")},
    {9, 16, QT_TRANSLATE_NOOP("evenlight::studio::SettingsPanel", "Tall 9:16")},
};

// As many pixels as a square of that side, in multiples of 64 (of 8 for small models).
QSize size_of(const Aspect& aspect, int64_t side) {
  const double scale = double(side) / std::sqrt(double(aspect.wide) * aspect.high);
  const int grid = side >= 256 ? 64 : 8;
  const auto snap = [&](int part) {
    return std::max(grid, int(std::lround(part * scale / grid)) * grid);
  };
  return {snap(aspect.wide), snap(aspect.high)};
}

const RecipeField& field_named(std::string_view key) {
  return *find_recipe_field(key);
}

QHBoxLayout* tight_row(QWidget* parent = nullptr) {
  auto* row = new QHBoxLayout(parent);
  row->setContentsMargins(0, 0, 0, 0);
  return row;
}

}  // namespace

SettingsPanel::SettingsPanel(RecipeState& state, QWidget* parent) : QWidget(parent), state_(state) {
  setObjectName("settings_panel");
  auto* column = new QVBoxLayout(this);
  auto* basic = new QFormLayout;
  basic->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  column->addLayout(basic);
  add_size_row(*basic);
  add_fields(*basic, int(FieldGroup::basic));
  add_seed_row(*basic);
  add_batch_row(*basic);

  auto* guidance = new QGroupBox(tr("Guidance in detail"));
  auto* guidance_form = new QFormLayout(guidance);
  add_fields(*guidance_form, int(FieldGroup::guidance));
  curve_ = new GuidanceCurve;
  guidance_form->addRow(curve_);
  column->addWidget(guidance);

  auto* advanced = new QGroupBox(tr("Advanced"));
  add_fields(*new QFormLayout(advanced), int(FieldGroup::advanced));
  column->addWidget(advanced);
  auto* all = new QPushButton(tr("Reset to the model's settings"));
  all->setObjectName("reset_all");
  all->setToolTip(tr("Everything but the prompts and the seed"));
  connect(all, &QPushButton::clicked, &state_, &RecipeState::reset_all);
  column->addWidget(all, 0, Qt::AlignLeft);
  column->addStretch(1);

  connect(&state_, &RecipeState::changed, this, &SettingsPanel::show_recipe);
  guard_wheel(*this);
  leave_undo_to_window(*seed_);
  for (QAbstractSpinBox* box : findChildren<QAbstractSpinBox*>()) leave_undo_to_window(*box);
  fill_sizes();
  show_recipe();
}

void SettingsPanel::decorate(QWidget& editor, const RecipeField& field) const {
  editor.setObjectName(to_qt(field.key));
  editor.setToolTip(tooltip_of(field));
  editor.setAccessibleName(label_of(field));
  editor.setAccessibleDescription(tooltip_of(field));
}

void SettingsPanel::edit(const RecipeField& field, const nlohmann::ordered_json& value) {
  if (!showing_) state_.set(field, value);
}

QWidget* SettingsPanel::make_whole(const RecipeField& field) {
  auto* box = new WholeBox(int(field.range.low), int(field.range.high), int(field.multiple));
  connect(box, &QSpinBox::valueChanged, this, [this, &field](int value) { edit(field, value); });
  show_.emplace_back([box, &field](const Recipe& recipe) {
    box->show_value(field_json(recipe, field).get<int>());
  });
  return box;
}

QWidget* SettingsPanel::make_real(const RecipeField& field, bool optional) {
  const double step = step_of(field);
  // One step below the range stands for "the sampler's own".
  auto* box =
      new RealBox(optional ? field.range.low - step : field.range.low, field.range.high, step);
  if (optional) box->setSpecialValueText(tr("automatic"));
  connect(box, &QDoubleSpinBox::valueChanged, this, [this, &field](double value) {
    edit(field, value < field.range.low ? nlohmann::ordered_json() : nlohmann::ordered_json(value));
  });
  show_.emplace_back([box, &field](const Recipe& recipe) {
    const auto value = field_json(recipe, field);
    box->show_value(value.is_null() ? box->minimum() : value.get<double>());
  });
  return box;
}

QWidget* SettingsPanel::make_choice(const RecipeField& field) {
  auto* box = new QComboBox;
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(10);
  for (const Choice& choice : choices_of(field)) box->addItem(choice.text, to_qt(choice.id));
  connect(box, &QComboBox::currentIndexChanged, this,
          [this, &field, box] { edit(field, to_std(box->currentData().toString())); });
  show_.emplace_back([box, &field](const Recipe& recipe) {
    const auto id = field_json(recipe, field).get<std::string>();
    box->setCurrentIndex(box->findData(to_qt(field.name(id))));
  });
  return box;
}

QWidget* SettingsPanel::make_check(const RecipeField& field) {
  auto* box = new QCheckBox;
  connect(box, &QCheckBox::toggled, this, [this, &field](bool on) { edit(field, on); });
  show_.emplace_back([box, &field](const Recipe& recipe) {
    box->setChecked(field_json(recipe, field).get<bool>());
  });
  return box;
}

QWidget* SettingsPanel::make_interval(const RecipeField& field) {
  auto* whole = new QWidget;
  auto* row = tight_row(whole);
  const auto make = [&](const char* name, const QString& label) {
    auto* box = new RealBox(0, 1000, 0.5);
    box->setToolTip(tooltip_of(field));
    box->setObjectName(name);
    box->setAccessibleName(label);
    row->addWidget(box, 1);
    return box;
  };
  RealBox* low = make("cfg_sigma_low", tr("Lowest noise level with guidance"));
  row->addWidget(new QLabel("–"));
  RealBox* high = make("cfg_sigma_high", tr("Highest noise level with guidance"));
  high->setSpecialValueText(tr("∞"));  // 0: an interval that ends at 0 would be none
  const auto changed = [this, &field, low, high] {
    auto pair = nlohmann::ordered_json::array({low->value(), nullptr});
    if (high->value() > 0) pair[1] = std::max(high->value(), low->value());
    edit(field, pair);
  };
  connect(low, &QDoubleSpinBox::valueChanged, this, changed);
  connect(high, &QDoubleSpinBox::valueChanged, this, changed);
  show_.emplace_back([low, high](const Recipe& recipe) {
    low->show_value(recipe.cfg_sigma_low);
    high->show_value(std::isfinite(recipe.cfg_sigma_high) ? recipe.cfg_sigma_high : 0);
  });
  return whole;
}

QWidget* SettingsPanel::make_editor(const RecipeField& field) {
  struct Visitor {
    SettingsPanel& panel;
    const RecipeField& field;
    QWidget* operator()(std::string Recipe::*) const { return panel.make_choice(field); }
    QWidget* operator()(bool Recipe::*) const { return panel.make_check(field); }
    QWidget* operator()(uint64_t Recipe::*) const { return nullptr; }
    QWidget* operator()(int Recipe::*) const { return panel.make_whole(field); }
    QWidget* operator()(int64_t Recipe::*) const { return panel.make_whole(field); }
    QWidget* operator()(double Recipe::*) const { return panel.make_real(field, false); }
    QWidget* operator()(std::optional<double> Recipe::*) const {
      return panel.make_real(field, true);
    }
    QWidget* operator()(SigmaInterval) const { return panel.make_interval(field); }
    QWidget* operator()(const NumberList&) const { return nullptr; }
    // Embeddings are written into the prompt; noise out of a file is the command's.
    QWidget* operator()(const ObjectList&) const { return nullptr; }
    QWidget* operator()(HashedFile) const { return nullptr; }
    QWidget* operator()(PictureInput) const { return nullptr; }
  };
  QWidget* editor = std::visit(Visitor{*this, field}, field.member);
  if (editor) decorate(*editor, field);
  return editor;
}

void SettingsPanel::add_fields(QFormLayout& form, int group) {
  for (const RecipeField& field : recipe_fields()) {
    if (field.of_one_picture || int(group_of(field)) != group) continue;
    QWidget* editor = make_editor(field);
    if (!editor) continue;
    QWidget* row = with_reset(editor, {&field});
    form.addRow(label_of(field), row);
    form.labelForField(row)->setToolTip(tooltip_of(field));
  }
}

// A button beside a field that a person changed: back to what the model recommends.
QWidget* SettingsPanel::with_reset(QWidget* editor, std::vector<const RecipeField*> fields) {
  auto* whole = new QWidget;
  auto* row = tight_row(whole);
  row->setSpacing(2);
  row->addWidget(editor, 1);
  auto* reset = new QToolButton;
  reset->setObjectName("reset_" + to_qt(fields.front()->key));
  reset->setText("↺");
  reset->setAutoRaise(true);
  reset->setToolTip(tr("Back to what the model recommends"));
  reset->setAccessibleName(
      tr("%1: back to what the model recommends").arg(label_of(*fields.front())));
  QSizePolicy keeps_room = reset->sizePolicy();
  keeps_room.setRetainSizeWhenHidden(true);
  reset->setSizePolicy(keeps_room);
  row->addWidget(reset);
  connect(reset, &QToolButton::clicked, this, [this, fields] {
    state_.undo().beginMacro(tr("the model's own %1").arg(label_of(*fields.front())));
    for (const RecipeField* field : fields) state_.reset(*field);
    state_.undo().endMacro();
  });
  show_resets_.emplace_back([this, reset, fields] {
    reset->setVisible(std::ranges::any_of(
        fields, [this](const RecipeField* field) { return state_.differs(*field); }));
  });
  return whole;
}

void SettingsPanel::add_size_row(QFormLayout& form) {
  sizes_ = new QComboBox;
  sizes_->setObjectName("size_preset");
  sizes_->setAccessibleName(tr("Size preset"));
  sizes_->setToolTip(tr("Shapes with as many pixels as the model was trained at."));
  connect(sizes_, &QComboBox::activated, this, &SettingsPanel::choose_size);
  form.addRow(tr("Size"),
              with_reset(sizes_, {find_recipe_field("width"), find_recipe_field("height")}));
  auto* row = tight_row();
  row->addWidget(make_editor(field_named("width")), 1);
  row->addWidget(new QLabel("×"));
  row->addWidget(make_editor(field_named("height")), 1);
  auto* swap = new QToolButton;
  swap->setObjectName("swap_size");
  swap->setText("⇄");
  swap->setToolTip(tr("Swap width and height"));
  swap->setAccessibleName(swap->toolTip());
  connect(swap, &QToolButton::clicked, this, [this] {
    RecipeDocument document = state_.document();
    std::swap(document.recipe.width, document.recipe.height);
    document.given.insert({"width", "height"});
    state_.replace(document, tr("swapping width and height"));
  });
  row->addWidget(swap);
  form.addRow("", row);
}

void SettingsPanel::fill_sizes() {
  sizes_->clear();
  for (const Aspect& aspect : aspects) {
    const QSize size = size_of(aspect, own_side_);
    sizes_->addItem(
        QString("%1 (%2 × %3)").arg(tr(aspect.text)).arg(size.width()).arg(size.height()), size);
  }
  sizes_->addItem(tr("Custom"));
}

void SettingsPanel::choose_size(int preset) {
  const QVariant data = sizes_->itemData(preset);
  if (!data.isValid()) return;
  RecipeDocument document = state_.document();
  document.recipe.width = data.toSize().width();
  document.recipe.height = data.toSize().height();
  document.given.insert({"width", "height"});
  state_.replace(document, tr("a new size"));
}

void SettingsPanel::add_seed_row(QFormLayout& form) {
  const RecipeField& field = field_named("seed");
  auto* row = tight_row();
  seed_ = new QLineEdit;
  decorate(*seed_, field);
  seed_->setValidator(new QRegularExpressionValidator(QRegularExpression("[0-9]{1,20}"), seed_));
  connect(seed_, &QLineEdit::editingFinished, this, &SettingsPanel::take_seed);
  show_.emplace_back([this](const Recipe& recipe) {
    if (recipe.seed != shown_seed_ || !seed_->hasFocus()) {
      seed_->setText(QString::number(recipe.seed));
    }
    shown_seed_ = recipe.seed;
  });
  lock_ = new QToolButton;
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
  row->addWidget(seed_, 1);
  row->addWidget(lock_);
  row->addWidget(dice);
  form.addRow(label_of(field), row);
}

void SettingsPanel::add_batch_row(QFormLayout& form) {
  auto* row = tight_row();
  count_ = new WholeBox(1, max_pictures);
  count_->setObjectName("count");
  count_->setToolTip(tr("Pictures that one press of Generate makes, with seeds N, N+1, …"));
  count_->setAccessibleName(tr("Number of pictures"));
  batch_ = new WholeBox(1, max_batch);
  batch_->setObjectName("batch");
  batch_->setToolTip(
      tr("Of them, rendered together. More at once needs more memory; the pictures "
         "are the same."));
  batch_->setAccessibleName(tr("Pictures at once"));
  row->addWidget(count_, 1);
  row->addWidget(new QLabel(tr("batch size")));
  row->addWidget(batch_, 1);
  form.addRow(tr("Pictures"), row);
}

void SettingsPanel::take_seed() {
  bool fits = false;
  const qulonglong seed = seed_->text().toULongLong(&fits);
  if (fits && seed != state_.recipe().seed) {
    edit(field_named("seed"), uint64_t(seed));
    lock_seed(true);  // a seed that was typed is meant to be used
  }
  if (!fits) seed_->setText(QString::number(state_.recipe().seed));
}

void SettingsPanel::take_typed() {
  take_typed_numbers(*this);
  take_seed();
}

int SettingsPanel::count() const {
  return count_->value();
}
int SettingsPanel::batch() const {
  return batch_->value();
}
bool SettingsPanel::seed_locked() const {
  return lock_->isChecked();
}
void SettingsPanel::set_count(int count) {
  count_->setValue(count);
}
void SettingsPanel::set_batch(int batch) {
  batch_->setValue(batch);
}
void SettingsPanel::lock_seed(bool locked) {
  lock_->setChecked(locked);
}

void SettingsPanel::roll_seed() {
  RecipeDocument document = state_.document();
  document.recipe.seed = QRandomGenerator::system()->generate();
  state_.put_silently(document);
}

void SettingsPanel::set_model(const ModelConfigs& configs) {
  scheduler_ = configs.scheduler;
  own_side_ = configs.unet.sample_size * configs.vae.scale();
  fill_sizes();
  show_recipe();
}

void SettingsPanel::show_recipe() {
  showing_ = true;
  for (const auto& show : show_) show(state_.recipe());
  for (const auto& show : show_resets_) show();
  const QSize size(int(state_.recipe().width), int(state_.recipe().height));
  const int preset = sizes_->findData(size);
  sizes_->setCurrentIndex(preset < 0 ? sizes_->count() - 1 : preset);
  curve_->show_recipe(state_.recipe(), scheduler_);
  showing_ = false;
}

}  // namespace evenlight::studio
