#include "app/gui/settings/size_fields.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "app/gui/settings/field_editors.h"
#include "app/gui/settings/recipe_state.h"

namespace evenlight::studio {
namespace {

struct Aspect {
  int wide, high;
  const char* text;
};
constexpr Aspect aspects[] = {
    {1, 1, QT_TRANSLATE_NOOP("evenlight::studio::SizeFields", "Square")},
    {4, 3, QT_TRANSLATE_NOOP("evenlight::studio::SizeFields", "Landscape 4:3")},
    {3, 4, QT_TRANSLATE_NOOP("evenlight::studio::SizeFields", "Portrait 3:4")},
    {3, 2, QT_TRANSLATE_NOOP("evenlight::studio::SizeFields", "Landscape 3:2")},
    {2, 3, QT_TRANSLATE_NOOP("evenlight::studio::SizeFields", "Portrait 2:3")},
    {16, 9, QT_TRANSLATE_NOOP("evenlight::studio::SizeFields", "Wide 16:9")},
    {9, 16, QT_TRANSLATE_NOOP("evenlight::studio::SizeFields", "Tall 9:16")},
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

}  // namespace

SizeFields::SizeFields(RecipeState& state, FieldEditors& editors, QFormLayout& form,
                       QObject* parent)
    : QObject(parent), state_(state), presets_(new QComboBox) {
  const RecipeField* width = find_recipe_field("width");
  const RecipeField* height = find_recipe_field("height");
  presets_->setObjectName("size_preset");
  presets_->setAccessibleName(tr("Size preset"));
  presets_->setToolTip(tr("Shapes with as many pixels as the model was trained at."));
  presets_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  presets_->setMinimumContentsLength(10);
  connect(presets_, &QComboBox::activated, this, &SizeFields::choose_preset);
  form.addRow(tr("Size"), editors.with_reset(presets_, {width, height}));
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(editors.make(*width), 1);
  row->addWidget(new QLabel("×"));
  row->addWidget(editors.make(*height), 1);
  auto* swap = new QToolButton;
  swap->setObjectName("swap_size");
  swap->setText("⇄");
  swap->setToolTip(tr("Swap width and height"));
  swap->setAccessibleName(swap->toolTip());
  connect(swap, &QToolButton::clicked, this, &SizeFields::swap);
  row->addWidget(swap);
  form.addRow("", row);
  editors.on_show([this](const Recipe&) { show_size(); });
  fill_presets();
}

void SizeFields::set_own_side(int64_t side) {
  own_side_ = side;
  fill_presets();
}

void SizeFields::fill_presets() {
  presets_->clear();
  for (const Aspect& aspect : aspects) {
    const QSize size = size_of(aspect, own_side_);
    presets_->addItem(
        QString("%1 (%2 × %3)").arg(tr(aspect.text)).arg(size.width()).arg(size.height()), size);
  }
  presets_->addItem(tr("Custom"));
  show_size();
}

void SizeFields::choose_preset(int preset) {
  const QVariant data = presets_->itemData(preset);
  if (!data.isValid()) return;
  RecipeDocument document = state_.document();
  document.recipe.width = data.toSize().width();
  document.recipe.height = data.toSize().height();
  document.given.insert({"width", "height"});
  state_.replace(document, tr("a new size"));
}

void SizeFields::swap() {
  RecipeDocument document = state_.document();
  std::swap(document.recipe.width, document.recipe.height);
  document.given.insert({"width", "height"});
  state_.replace(document, tr("swapping width and height"));
}

void SizeFields::show_size() {
  const QSize size(int(state_.recipe().width), int(state_.recipe().height));
  const int preset = presets_->findData(size);
  presets_->setCurrentIndex(preset < 0 ? presets_->count() - 1 : preset);
}

}  // namespace evenlight::studio
