#include "app/gui/settings/picture_section.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "app/gui/settings/field_editors.h"
#include "app/gui/settings/field_texts.h"
#include "app/gui/settings/picture_well.h"
#include "app/gui/settings/recipe_state.h"
#include "app/gui/widgets/text.h"

namespace evenlight::studio {
namespace {

// The fields of a picture, or of its mask, one below the other.
QWidget* form_of(FieldEditors& editors, std::initializer_list<const char*> keys) {
  auto* whole = new QWidget;
  auto* form = new QFormLayout(whole);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setContentsMargins(0, 0, 0, 0);
  for (const char* key : keys) {
    const RecipeField& field = *find_recipe_field(key);
    QWidget* row = editors.with_reset(editors.make(field), {&field});
    form->addRow(label_of(field), row);
    form->labelForField(row)->setToolTip(tooltip_of(field));
  }
  return whole;
}

void show_in(PictureWell& well, const InputFile& file) {
  const QString path = to_qt(file.path);
  const QString name = path.isEmpty() ? to_qt(file.name) : path.section('/', -1);
  well.show_file(name.isEmpty() ? to_qt(file.sha256.substr(0, 10)) : name, path);
}

}  // namespace

PictureSection::PictureSection(RecipeState& state, FieldEditors& editors, QWidget* parent)
    : QWidget(parent),
      state_(state),
      of_init_(form_of(editors, {"strength", "fit"})),
      of_mask_(form_of(editors, {"mask_area", "mask_padding", "mask_grow", "mask_blur", "mask_soft",
                                 "mask_keep"})) {
  setObjectName("picture_section");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  add_well(init_, "init", &RecipeDocument::init);
  column->addWidget(of_init_);
  add_well(mask_, "mask", &RecipeDocument::mask);
  column->addWidget(of_mask_);
  editors.on_show([this](const Recipe&) { show_files(); });
}

void PictureSection::add_well(PictureWell*& well, const char* key,
                              InputFile RecipeDocument::*file) {
  const QString label = label_of(*find_recipe_field(key));
  layout()->addWidget(new QLabel(label));
  well = new PictureWell(key, label);
  layout()->addWidget(well);
  connect(well, &PictureWell::chosen, this,
          [this, file, label](const QString& path) { put(file, path, label); });
  connect(well, &PictureWell::cleared, this, [this, file, label] { put(file, {}, label); });
}

// Without a picture nothing that is said of it stays.
void PictureSection::put(InputFile RecipeDocument::*file, const QString& path,
                         const QString& what) {
  RecipeDocument next = state_.document();
  next.*file = {};
  (next.*file).path = to_std(path);
  if (!next.init.is_given()) {
    next.mask = {};
    next.recipe.strength.reset();
    next.given.erase("strength");
    next.recipe.outpaint.clear();
  }
  state_.replace(next, what);
}

void PictureSection::show_files() {
  const RecipeDocument& document = state_.document();
  show_in(*init_, document.init);
  show_in(*mask_, document.mask);
  of_init_->setEnabled(document.init.is_given());
  mask_->setEnabled(document.init.is_given());
  of_mask_->setEnabled(document.mask.is_given());
}

}  // namespace evenlight::studio
