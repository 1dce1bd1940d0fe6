#include "app/gui/audit/audit_setup.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include "app/common/audit/audit_files.h"
#include "app/gui/audit/audit_power.h"
#include "app/gui/audit/audit_readers.h"
#include "app/gui/audit/own_prompts.h"
#include "app/gui/widgets/duration_text.h"
#include "app/gui/widgets/fold.h"
#include "app/gui/widgets/number_box.h"
#include "app/gui/widgets/text.h"
#include "app/gui/widgets/wheel_guard.h"
#include "app/gui/widgets/words_label.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"
#include "engine/base/input_error.h"

namespace evenlight::studio {
namespace {

constexpr const char* baseline_prompt = "a person";

struct Choice {
  const char* id;
  const char* text;
};
constexpr Choice preset_choices[] = {
    {"glance", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "Quick look")},
    {"standard", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "Standard")},
    {"report", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "For a report")},
    {"equivalence", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "To show equal shares")},
};
constexpr Choice instrument_choices[] = {
    {"auto", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "Automatic")},
    {"own", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "The model's own instrument")},
    {"photographs",
     QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "Installed instruments for photographs")},
    {"haar",
     QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "OpenCV's face finder (faces only)")},
    {"none", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "None: people label the pictures")},
};

template <class Widget>
Widget* described(Widget* widget, const char* name, const QString& label, const QString& tip) {
  widget->setObjectName(name);
  widget->setAccessibleName(label);
  widget->setToolTip(tip);
  widget->setAccessibleDescription(tip);
  return widget;
}

// Whole sentences, as many as fit into two or three lines; the rest is a tooltip.
QString beginning_of(const QString& text) {
  constexpr qsizetype room = 180;
  qsizetype end = text.indexOf(". ");
  for (qsizetype next = end; next >= 0 && next < room; next = text.indexOf(". ", next + 1)) {
    end = next;
  }
  return text.size() <= room || end < 0 ? text : text.left(end + 1);
}

}  // namespace

AuditSetup::AuditSetup(QWidget* parent) : QWidget(parent) {
  setObjectName("audit_setup");
  auto* inside = new QWidget;
  auto* column = new QVBoxLayout(inside);
  form_ = new QFormLayout;
  form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  column->addLayout(form_);
  model_ = words("audit_model");
  form_->addRow(tr("Model"), model_);
  add_prompts(*form_);
  add_pictures(*form_);
  add_start(*column);
  column->addWidget(new Fold("audit_more", tr("More settings"), make_more()));
  column->addStretch(1);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(inside);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(scroll, 1);
  connect(&forecast_, &AuditForecast::changed, this, &AuditSetup::show_time);
  images_->setValue(int(images_presets[0].images));
  guard_wheel(*this);
}

void AuditSetup::add_prompts(QFormLayout& form) {
  set_ = described(new QComboBox, "audit_set", tr("Prompt set"),
                   tr("What the model is asked for: the same prompts for every model"));
  set_->setMinimumContentsLength(16);
  set_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  about_ = words("audit_about");
  form.addRow(tr("Prompt &set"), set_);
  form.addRow(QString(), about_);
  connect(set_, &QComboBox::currentIndexChanged, this, &AuditSetup::set_chosen);
  own_ = new OwnPrompts;
  form.addRow(own_);
  own_->hide();
  connect(own_, &OwnPrompts::changed, this, &AuditSetup::show_power);
}

void AuditSetup::add_pictures(QFormLayout& form) {
  preset_ =
      described(new QComboBox, "audit_preset", tr("How thorough"), tr("Common numbers of images"));
  for (const Choice& choice : preset_choices) preset_->addItem(tr(choice.text), choice.id);
  preset_->addItem(tr("Custom number"));
  images_ = described(new WholeBox(1, max_audit_images), "audit_images", tr("Images per prompt"),
                      tr("More pictures show smaller differences, and take longer"));
  auto* row = new QHBoxLayout;
  row->addWidget(images_, 1);
  row->addWidget(preset_, 1);
  auto* label = new QLabel(tr("&Images per prompt"));
  label->setBuddy(images_);
  form.addRow(label, row);
  time_ = words("audit_time");
  power_ = words("audit_detectable");
  readers_ = words("audit_readers");
  form.addRow(tr("Time"), time_);
  form.addRow(QString(), power_);
  form.addRow(tr("Instruments"), readers_);
  connect(preset_, &QComboBox::activated, this, [this](int chosen) {
    if (chosen < int(std::size(images_presets))) {
      images_->setValue(int(images_presets[size_t(chosen)].images));
    }
  });
  connect(images_, &QSpinBox::valueChanged, this, [this](int images) {
    int row = int(std::size(images_presets));
    for (int i = 0; i < int(std::size(images_presets)); ++i) {
      if (images_presets[size_t(i)].images == images) row = i;
    }
    preset_->setCurrentIndex(row);
    show_power();
  });
}

void AuditSetup::add_start(QVBoxLayout& column) {
  start_ =
      described(new QPushButton(tr("&Start the audit")), "audit_start", tr("Start the audit"),
                tr("Puts the audit into the queue; it can be stopped and resumed at any time"));
  start_->setMinimumHeight(fontMetrics().height() * 2);
  connect(start_, &QPushButton::clicked, this, &AuditSetup::start_wanted);
  column.addWidget(start_);
}

QWidget* AuditSetup::make_more() {
  auto* more = new QWidget;
  more_form_ = new QFormLayout(more);
  more_form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  settings_ = described(new QCheckBox(tr("Use current settings")), "audit_use_settings",
                        tr("Use current settings"),
                        tr("Uses the steps, guidance, size and negative prompt chosen in this "
                           "window; otherwise what the model recommends"));
  connect(settings_, &QCheckBox::toggled, this, &AuditSetup::settings_toggled);
  more_form_->addRow(QString(), settings_);
  add_instruments(*more_form_);
  add_statistics(*more_form_);
  add_references(*more_form_);
  return more;
}

void AuditSetup::add_instruments(QFormLayout& form) {
  instruments_ = described(new QComboBox, "audit_instruments", tr("Instruments"),
                           tr("What reads the pictures: how depicted people look, never who "
                              "somebody is. It makes mistakes; labels by people show how often."));
  for (const Choice& choice : instrument_choices) {
    instruments_->addItem(tr(choice.text), choice.id);
  }
  instruments_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  instruments_->setMinimumContentsLength(12);
  form.addRow(tr("I&nstruments"), instruments_);
  connect(instruments_, &QComboBox::currentIndexChanged, this, &AuditSetup::show_readers);
}

void AuditSetup::add_statistics(QFormLayout& form) {
  sequential_ =
      described(new QCheckBox(tr("Stop each prompt once\nits verdict is settled")),
                "audit_sequential", tr("Stop each prompt once its verdict is settled"),
                tr("Needs fewer pictures; the intervals take the early stop into account"));
  form.addRow(QString(), sequential_);
  margin_ = described(new RealBox(1, 49, 1), "audit_margin", tr("Margin around equal shares"),
                      tr("A prompt is skewed if its share is farther than this from equal shares"));
  margin_->setDecimals(1);
  margin_->setValue(10);
  margin_->setSuffix(tr(" points"));
  form.addRow(tr("&Margin"), margin_);
  seed_base_ =
      described(new WholeBox(0, INT32_MAX - max_audit_images), "audit_seed_base", tr("First seed"),
                tr("Every prompt gets the same seeds, so that two audits can be compared "
                   "picture by picture"));
  seed_base_->setValue(1000);
  form.addRow(tr("&First seed"), seed_base_);
  arm_ = described(new QLineEdit, "audit_arm", tr("Variant name"),
                   tr("A name for what you change, such as another negative prompt; may stay "
                      "empty"));
  arm_->setMaxLength(80);
  form.addRow(tr("Vari&ant name"), arm_);
  connect(sequential_, &QCheckBox::toggled, this, &AuditSetup::show_power);
  connect(margin_, &QDoubleSpinBox::valueChanged, this, &AuditSetup::show_power);
}

void AuditSetup::add_references(QFormLayout& form) {
  rows_ = described(new QCheckBox(tr("US workforce share")), "audit_rows", tr("US workforce share"),
                    tr("Shares of women among employed people in the USA, where the prompt set "
                       "names an occupation: a workforce, not how pictures should look"));
  rows_->setChecked(true);
  baseline_ =
      described(new QCheckBox(tr("The model's own “a person”")), "audit_baseline",
                tr("The model's own “a person”"),
                tr("Makes pictures of “a person” as well, and compares the others with them"));
  baseline_->setChecked(true);
  with_target_ =
      described(new QCheckBox(tr("Custom target")), "audit_with_target", tr("Custom target"),
                tr("The share that should read as woman, if you have one in mind"));
  target_ = described(new RealBox(0, 100, 1), "audit_target", tr("Your target, in percent"),
                      with_target_->toolTip());
  target_->setDecimals(1);
  target_->setValue(50);
  target_->setSuffix(tr(" %"));
  target_->setEnabled(false);
  auto* column = new QVBoxLayout;
  for (QWidget* box : {rows_, baseline_}) column->addWidget(box);
  auto* row = new QHBoxLayout;
  row->addWidget(with_target_);
  row->addWidget(target_);
  row->addStretch(1);
  column->addLayout(row);
  auto* label = new QLabel(tr("Compare with"));
  label->setToolTip(tr("Every prompt is compared with equal shares; these come in addition"));
  form.addRow(label, column);
  connect(with_target_, &QCheckBox::toggled, target_, &QWidget::setEnabled);
  connect(baseline_, &QCheckBox::toggled, this, &AuditSetup::show_power);
  for (QCheckBox* box : {rows_, baseline_, with_target_}) {
    connect(box, &QCheckBox::toggled, this, &AuditSetup::references_changed);
  }
  connect(target_, &QDoubleSpinBox::valueChanged, this, &AuditSetup::references_changed);
}

// Beside each other where there is room for that.
void AuditSetup::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const bool narrow = width() < fontMetrics().averageCharWidth() * 64;
  for (QFormLayout* form : {form_, more_form_}) {
    form->setRowWrapPolicy(narrow ? QFormLayout::WrapAllRows : QFormLayout::WrapLongRows);
  }
}

void AuditSetup::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!filled_) fill_sets();
}

// A handful of small files, read when the panel is first looked at.
void AuditSetup::fill_sets() {
  filled_ = true;
  const QSignalBlocker quiet(set_);
  for (const auto& file : shipped_prompt_sets()) {
    try {
      sets_.push_back(audit::read_prompt_set(file));
    } catch (const InputError& error) {
      about_->setText(in_own_words(error));
      continue;
    }
    const audit::PromptSet& set = sets_.back();
    set_->addItem(tr("%1 (%n prompt(s))", nullptr, int(set.subjects.size()))
                      .arg(to_qt(set.title.empty() ? set.name : set.title)),
                  to_qt(set.name));
  }
  set_->addItem(tr("Your own prompts"));
  set_->setCurrentIndex(std::max(0, set_->findData("core-12")));
  set_chosen();
}

bool AuditSetup::is_own() const {
  return set_->currentIndex() >= int(sets_.size());
}

void AuditSetup::set_chosen() {
  own_->setVisible(is_own());
  const QString about = is_own() || set_->currentIndex() < 0
                            ? tr("The prompts are stored with the audit.")
                            : to_qt(sets_[size_t(set_->currentIndex())].about);
  about_->setText(beginning_of(about));
  about_->setToolTip(about);
  show_power();
}

int AuditSetup::prompt_count() const {
  if (set_->currentIndex() < 0) return 1;
  return is_own() ? std::max(1, own_->count())
                  : int(sets_[size_t(set_->currentIndex())].subjects.size());
}

void AuditSetup::show_time() {
  const qint64 made =
      qint64(images_->value()) * (prompt_count() + (baseline_->isChecked() ? 1 : 0));
  const QString pictures = sequential_->isChecked()
                               ? tr("At most %n picture(s)", nullptr, int(made))
                               : tr("%n picture(s)", nullptr, int(made));
  const PictureTime& each = forecast_.picture();
  if (each.seconds <= 0) {
    return time_->setText(tr("%1; the time is known once a picture has been made.").arg(pictures));
  }
  const QString text = each.is_measured ? tr("%1, about %2 on this machine")
                                        : tr("%1, very roughly %2 on this machine");
  time_->setText(text.arg(pictures, duration_text(each.seconds * double(made))));
}

void AuditSetup::show_power() {
  const bool by_people = instruments_->currentData().toString() == "none";
  power_->setText(power_text({.images = images_->value(),
                              .prompts = prompt_count(),
                              .epsilon = margin_->value() / 100,
                              .is_sequential = sequential_->isChecked(),
                              .is_checked = by_people}));
  show_time();
}

void AuditSetup::show_readers() {
  show_power();
  if (!known_model_) return readers_->clear();
  const AuditReaders readers = audit_readers(instruments(), *known_model_);
  readers_->setText(readers.is_warning ? "⚠ " + readers.text : readers.text);
}

AuditChoices AuditSetup::choices() const {
  AuditChoices choices;
  choices.set = is_own() ? own_->set() : sets_.at(size_t(set_->currentIndex()));
  choices.baseline = baseline_->isChecked() ? baseline_prompt : "";
  choices.images = images_->value();
  choices.sequential = sequential_->isChecked();
  choices.epsilon = margin_->value() / 100;
  choices.seed_base = uint64_t(seed_base_->value());
  choices.arm = to_std(arm_->text().trimmed());
  return choices;
}

std::vector<std::string> AuditSetup::instruments() const {
  return {to_std(instruments_->currentData().toString())};
}

AuditReferences AuditSetup::references() const {
  AuditReferences references{rows_->isChecked(), baseline_->isChecked(), std::nullopt};
  if (with_target_->isChecked()) references.target = target_->value() / 100;
  return references;
}

bool AuditSetup::with_window_settings() const {
  return settings_->isChecked();
}

void AuditSetup::show_context(const AuditContext& context) {
  known_model_ = context.model;
  model_->setText(context.model ? to_qt(context.model->name)
                                : tr("Choose a model at the top of the window first."));
  start_->setEnabled(context.model.has_value());
  forecast_.ask(context, with_window_settings() ? context.recipe : RecipeDocument());
  show_readers();
}

}  // namespace evenlight::studio
