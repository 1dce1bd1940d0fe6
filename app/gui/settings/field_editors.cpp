#include "app/gui/settings/field_editors.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "app/gui/settings/field_texts.h"
#include "app/gui/settings/recipe_state.h"
#include "app/gui/widgets/number_box.h"
#include "app/gui/widgets/text.h"

namespace evenlight::studio {
namespace {

QHBoxLayout* tight_row(QWidget* parent) {
  auto* row = new QHBoxLayout(parent);
  row->setContentsMargins(0, 0, 0, 0);
  return row;
}

}  // namespace

FieldEditors::FieldEditors(RecipeState& state, QObject* parent) : QObject(parent), state_(state) {
  connect(&state_, &RecipeState::changed, this, &FieldEditors::show_recipe);
}

void describe_editor(QWidget& editor, const RecipeField& field) {
  editor.setObjectName(to_qt(field.key));
  editor.setToolTip(tooltip_of(field));
  editor.setAccessibleName(label_of(field));
  editor.setAccessibleDescription(tooltip_of(field));
}

void FieldEditors::edit(const RecipeField& field, const nlohmann::ordered_json& value) {
  if (!showing_) state_.set(field, value);
}

QWidget* FieldEditors::make_whole(const RecipeField& field) {
  auto* box = new WholeBox(int(field.range.low), int(field.range.high), int(field.multiple));
  connect(box, &QSpinBox::valueChanged, this, [this, &field](int value) { edit(field, value); });
  show_.emplace_back([box, &field](const Recipe& recipe) {
    box->show_value(value_json(recipe, field).get<int>());
  });
  return box;
}

QWidget* FieldEditors::make_real(const RecipeField& field, bool optional) {
  const double step = step_of(field);
  // One step below the range stands for "the sampler's own".
  auto* box =
      new RealBox(optional ? field.range.low - step : field.range.low, field.range.high, step);
  if (optional) box->setSpecialValueText(tr("automatic"));
  connect(box, &QDoubleSpinBox::valueChanged, this, [this, &field](double value) {
    edit(field, value < field.range.low ? nlohmann::ordered_json() : nlohmann::ordered_json(value));
  });
  show_.emplace_back([box, &field](const Recipe& recipe) {
    const auto value = value_json(recipe, field);
    box->show_value(value.is_null() ? box->minimum() : value.get<double>());
  });
  return box;
}

QWidget* FieldEditors::make_choice(const RecipeField& field) {
  auto* box = new QComboBox;
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(10);
  for (const Choice& choice : choices_of(field)) box->addItem(choice.text, to_qt(choice.id));
  connect(box, &QComboBox::currentIndexChanged, this,
          [this, &field, box] { edit(field, to_std(box->currentData().toString())); });
  show_.emplace_back([box, &field](const Recipe& recipe) {
    const auto id = value_json(recipe, field).get<std::string>();
    box->setCurrentIndex(box->findData(to_qt(field.name(id))));
  });
  return box;
}

QWidget* FieldEditors::make_check(const RecipeField& field) {
  auto* box = new QCheckBox;
  connect(box, &QCheckBox::toggled, this, [this, &field](bool on) { edit(field, on); });
  show_.emplace_back([box, &field](const Recipe& recipe) {
    box->setChecked(value_json(recipe, field).get<bool>());
  });
  return box;
}

QWidget* FieldEditors::make_interval(const RecipeField& field) {
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

QWidget* FieldEditors::make_seed_share(const RecipeField& field) {
  auto* whole = new QWidget;
  auto* row = tight_row(whole);
  auto* seed = new QLineEdit("0");
  seed->setObjectName("variation_seed");
  seed->setToolTip(tr("The other seed"));
  seed->setAccessibleName(tr("Seed of the variation"));
  seed->setValidator(new QRegularExpressionValidator(QRegularExpression("[0-9]{1,20}"), seed));
  auto* strength = new RealBox(field.range.low, field.range.high, step_of(field));
  strength->setObjectName("variation_strength");
  strength->setToolTip(tooltip_of(field));
  strength->setAccessibleName(tr("Strength of the variation"));
  row->addWidget(seed, 1);
  row->addWidget(strength, 1);
  const auto changed = [this, &field, seed, strength] {
    edit(field,
         nlohmann::ordered_json::array({uint64_t(seed->text().toULongLong()), strength->value()}));
  };
  connect(seed, &QLineEdit::editingFinished, this, changed);
  connect(strength, &QDoubleSpinBox::valueChanged, this, changed);
  show_.emplace_back([seed, strength](const Recipe& recipe) {
    strength->show_value(recipe.variation_strength);
    // A seed that is typed before its strength is no part of the recipe yet.
    if (recipe.variation_strength > 0 && !seed->hasFocus()) {
      seed->setText(QString::number(recipe.variation_seed));
    }
  });
  return whole;
}

QWidget* FieldEditors::make(const RecipeField& field) {
  struct Visitor {
    FieldEditors& editors;
    const RecipeField& field;
    QWidget* operator()(std::string Recipe::*) const { return editors.make_choice(field); }
    QWidget* operator()(bool Recipe::*) const { return editors.make_check(field); }
    QWidget* operator()(uint64_t Recipe::*) const { return nullptr; }
    QWidget* operator()(int Recipe::*) const { return editors.make_whole(field); }
    QWidget* operator()(int64_t Recipe::*) const { return editors.make_whole(field); }
    QWidget* operator()(double Recipe::*) const { return editors.make_real(field, false); }
    QWidget* operator()(std::optional<double> Recipe::*) const {
      return editors.make_real(field, true);
    }
    QWidget* operator()(SigmaInterval) const { return editors.make_interval(field); }
    QWidget* operator()(SeedShare) const { return editors.make_seed_share(field); }
    QWidget* operator()(SigmaList) const { return nullptr; }
    QWidget* operator()(const NumberList&) const { return nullptr; }
    // Embeddings are written into the prompt; noise out of a file is the command's.
    QWidget* operator()(const ObjectList&) const { return nullptr; }
    QWidget* operator()(HashedFile) const { return nullptr; }
    QWidget* operator()(PictureInput) const { return nullptr; }
  };
  QWidget* editor = std::visit(Visitor{*this, field}, field.member);
  if (editor) describe_editor(*editor, field);
  return editor;
}

// A button beside a field that a person changed: back to what the model recommends.
QWidget* FieldEditors::with_reset(QWidget* editor, std::vector<const RecipeField*> fields) {
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
  on_show([this, reset, fields](const Recipe&) {
    reset->setVisible(std::ranges::any_of(
        fields, [this](const RecipeField* field) { return state_.differs(*field); }));
  });
  return whole;
}

void FieldEditors::show_recipe() {
  showing_ = true;
  for (const auto& show : show_) show(state_.recipe());
  showing_ = false;
}

}  // namespace evenlight::studio
