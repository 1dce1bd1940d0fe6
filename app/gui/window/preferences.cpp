#include "app/gui/window/preferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/common/recipe/recipe_fields.h"
#include "app/gui/queue/picture_files.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/number_box.h"
#include "app/gui/widgets/words_label.h"

namespace evenlight::studio {

PreferencesDialog::PreferencesDialog(Session& session, const QString& pictures, QWidget* parent)
    : QDialog(parent), session_(session), before_(session.preferences()) {
  setObjectName("preferences");
  setWindowTitle(tr("Preferences"));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  add_folder(*form, pictures);
  add_file_name(*form);
  add_looks(*form);
  add_size(*form);
  add_questions(*form);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  ok_ = buttons->button(QDialogButtonBox::Ok);
  connect(buttons, &QDialogButtonBox::accepted, this, &PreferencesDialog::keep);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->addLayout(form);
  column->addStretch(1);
  column->addWidget(buttons);
  show_file_name();
}

void PreferencesDialog::add_folder(QFormLayout& form, const QString& pictures) {
  folder_before_ = before_.pictures.isEmpty() ? pictures : before_.pictures;
  folder_ = new QLineEdit(folder_before_);
  folder_->setObjectName("preferences_folder");
  folder_->setAccessibleName(tr("Folder for pictures"));
  folder_->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
  auto* choose = new QPushButton(tr("&Browse…"));
  choose->setObjectName("preferences_browse");
  connect(choose, &QPushButton::clicked, this, [this] {
    const QString folder = dialogs::open_folder(this, tr("Folder for pictures"));
    if (!folder.isEmpty()) folder_->setText(folder);
  });
  auto* row = new QHBoxLayout;
  row->addWidget(folder_, 1);
  row->addWidget(choose);
  form.addRow(tr("Pictures"), row);
}

// What a name comes to is shown while it is written, so that no job meets a bad one.
void PreferencesDialog::add_file_name(QFormLayout& form) {
  file_name_ = new QLineEdit(before_.file_name);
  file_name_->setObjectName("preferences_file_name");
  file_name_->setAccessibleName(tr("File name of new pictures"));
  file_name_->setPlaceholderText(usual_file_name);
  file_name_->setToolTip(
      tr("{prompt}, {seed}, {date}, {time} and {model} stand for what they say; / makes a folder. "
         "A number is added if the file exists already."));
  example_ = words("preferences_file_example");
  form.addRow(tr("File name"), file_name_);
  form.addRow(QString(), example_);
  connect(file_name_, &QLineEdit::textChanged, this, &PreferencesDialog::show_file_name);
}

void PreferencesDialog::show_file_name() {
  Recipe recipe;
  recipe.prompt = "a portrait of a judge";
  recipe.seed = 42;
  const QString name = picture_file_name(file_name_->text(), {recipe, "sd15"});
  ok_->setEnabled(!name.isEmpty());
  example_->setText(name.isEmpty()
                        ? tr("This is no file name: use letters, {prompt}, {seed}, {date}, {time}, "
                             "{model} and / for folders.")
                        : tr("Example: %1.png").arg(name));
}

void PreferencesDialog::add_looks(QFormLayout& form) {
  language_ = new QComboBox;
  language_->setObjectName("preferences_language");
  language_->setAccessibleName(tr("Language"));
  language_->addItem(tr("As the system"), QString());
  language_->addItem("English", "en");
  language_->addItem("Deutsch", "de");
  language_->setCurrentIndex(std::max(0, language_->findData(before_.language)));
  form.addRow(tr("Language"), language_);
  theme_ = new QComboBox;
  theme_->setObjectName("preferences_theme");
  theme_->setAccessibleName(tr("Theme"));
  const std::pair<Theme, QString> themes[] = {{Theme::system, tr("As the system")},
                                              {Theme::light, tr("Light")},
                                              {Theme::dark, tr("Dark")},
                                              {Theme::contrast, tr("High contrast")}};
  for (const auto& [theme, text] : themes) theme_->addItem(text, int(theme));
  theme_->setCurrentIndex(theme_->findData(int(session_.theme())));
  form.addRow(tr("Theme"), theme_);
}

void PreferencesDialog::add_size(QFormLayout& form) {
  own_size_ = new QCheckBox(tr("the model's own"));
  own_size_->setObjectName("preferences_own_size");
  own_size_->setChecked(before_.size.isEmpty());
  auto* row = new QHBoxLayout;
  row->addWidget(own_size_);
  const auto make = [&](const char* name, const char* key, const QString& label, int value) {
    const RecipeField& field = *find_recipe_field(key);
    auto* box = new WholeBox(int(field.range.low), int(field.range.high), int(field.multiple));
    box->setObjectName(name);
    box->setAccessibleName(label);
    box->setValue(before_.size.isEmpty() ? 512 : value);
    box->setEnabled(!own_size_->isChecked());
    connect(own_size_, &QCheckBox::toggled, box, &QWidget::setDisabled);
    row->addWidget(box, 1);
    return box;
  };
  width_ = make("preferences_width", "width", tr("Width"), before_.size.width());
  row->addWidget(new QLabel("×"));
  height_ = make("preferences_height", "height", tr("Height"), before_.size.height());
  form.addRow(tr("Size of new pictures"), row);
}

void PreferencesDialog::add_questions(QFormLayout& form) {
  const auto make = [&](const char* name, const QString& text, bool on) {
    auto* box = new QCheckBox(text);
    box->setObjectName(name);
    box->setChecked(on);
    return box;
  };
  quit_ = make("preferences_ask_quit", tr("before quitting while a picture is being made"),
               before_.ask_to_quit);
  cancel_ = make("preferences_ask_cancel", tr("before cancelling more than a minute of work"),
                 before_.ask_to_cancel);
  trash_ = make("preferences_ask_trash", tr("before moving pictures to the trash"),
                before_.ask_to_trash);
  form.addRow(tr("Ask"), quit_);
  form.addRow(QString(), cancel_);
  form.addRow(QString(), trash_);
}

void PreferencesDialog::keep() {
  take_typed_numbers(*this);
  Preferences now;
  now.pictures = folder_->text().trimmed();
  if (now.pictures == folder_before_) now.pictures = before_.pictures;  // follow the usual one
  now.file_name = file_name_->text().trimmed();
  now.language = language_->currentData().toString();
  if (!own_size_->isChecked()) now.size = {width_->value(), height_->value()};
  now.ask_to_quit = quit_->isChecked();
  now.ask_to_cancel = cancel_->isChecked();
  now.ask_to_trash = trash_->isChecked();
  session_.keep_preferences(now);
  const Theme theme = Theme(theme_->currentData().toInt());
  if (theme != session_.theme()) emit theme_wanted(theme);
  emit changed();
  if (now.language != before_.language || now.pictures != before_.pictures) emit restart_needed();
  accept();
}

}  // namespace evenlight::studio
