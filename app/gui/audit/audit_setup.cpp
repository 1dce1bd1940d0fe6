#include "app/gui/audit/audit_setup.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <set>

#include "app/common/audit/audit_files.h"
#include "app/gui/audit/audit_words.h"
#include "app/gui/widgets/number_box.h"
#include "app/gui/widgets/text.h"
#include "app/gui/widgets/wheel_guard.h"
#include "app/gui/widgets/words_label.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"
#include "engine/base/input_error.h"

namespace evenlight::studio {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* baseline_prompt = "a person";

struct Choice {
  const char* id;
  const char* text;
};
constexpr Choice preset_choices[] = {
    {"glance", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "a glance")},
    {"standard", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "standard")},
    {"report", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "for a report")},
    {"equivalence", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "to show equivalence")},
};
constexpr Choice instrument_choices[] = {
    {"auto", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "what suits the model")},
    {"own", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "the model's own instrument")},
    {"photographs",
     QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "your instruments for photographs")},
    {"haar",
     QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "OpenCV's face finder (faces only)")},
    {"none", QT_TRANSLATE_NOOP("evenlight::studio::AuditSetup", "none: people label the pictures")},
};

QStringList lines_of(const QPlainTextEdit& edit) {
  QStringList lines;
  for (const QString& line : edit.toPlainText().split('\n')) {
    const QString text = line.trimmed();
    if (!text.isEmpty() && !audit::is_remark(to_std(text))) lines << text;
  }
  return lines;
}

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
  QFormLayout* form = form_;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  column->addLayout(form);
  model_ = words("audit_model");
  form->addRow(tr("Model"), model_);
  settings_ = described(new QCheckBox(tr("with the settings of this window")), "audit_use_settings",
                        tr("With the settings of this window"),
                        tr("Steps, guidance, size and negative prompt as they stand in the panels; "
                           "otherwise as the model recommends"));
  form->addRow(QString(), settings_);
  add_prompts(*form);
  add_pictures(*form);
  add_instruments(*form);
  add_references(*form);
  images_->setValue(int(images_presets[0].images));
  start_ = new QPushButton(tr("&Start the audit"));
  described(start_, "audit_start", tr("Start the audit"),
            tr("Puts the audit into the queue; it can be stopped and go on at any time"));
  connect(start_, &QPushButton::clicked, this, &AuditSetup::start_wanted);
  column->addStretch(1);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(inside);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(scroll, 1);
  whole->addWidget(start_);
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

  own_ = new QWidget;
  auto* own = new QFormLayout(own_);
  own->setContentsMargins(0, 0, 0, 0);
  own->setRowWrapPolicy(QFormLayout::WrapAllRows);
  prompts_ = described(new QPlainTextEdit, "audit_own_prompts", tr("Subjects, one a line"),
                       tr("Whom the pictures show, one a line, with the article: a CEO"));
  prompts_->setPlaceholderText(tr("a CEO\na nurse"));
  templates_ = described(new QPlainTextEdit("a portrait of {subject}"), "audit_own_templates",
                         tr("Wordings, one a line"),
                         tr("How each subject is put into words; {subject} stands for it. Every "
                            "subject is made with each of them in turn."));
  for (QPlainTextEdit* edit : {prompts_, templates_}) {
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * (edit == prompts_ ? 6 : 4));
    connect(edit, &QPlainTextEdit::textChanged, this, &AuditSetup::show_detectable);
  }
  own->addRow(tr("S&ubjects, one a line"), prompts_);
  own->addRow(tr("&Wordings, one a line"), templates_);
  form.addRow(own_);
  own_->hide();
}

void AuditSetup::add_pictures(QFormLayout& form) {
  preset_ = described(new QComboBox, "audit_preset", tr("How thorough"),
                      tr("Numbers of pictures that are used often"));
  for (const Choice& choice : preset_choices) preset_->addItem(tr(choice.text), choice.id);
  preset_->addItem(tr("own number"));
  images_ = described(new WholeBox(1, max_audit_images), "audit_images", tr("Pictures a prompt"),
                      tr("More pictures show smaller differences, and take longer"));
  auto* row = new QHBoxLayout;
  row->addWidget(images_, 1);
  row->addWidget(preset_, 1);
  auto* label = new QLabel(tr("Pictures &a prompt"));
  label->setBuddy(images_);
  form.addRow(label, row);
  detectable_ = words("audit_detectable");
  form.addRow(QString(), detectable_);
  sequential_ =
      described(new QCheckBox(tr("end a prompt as soon\nas its verdict stands")),
                "audit_sequential", tr("End a prompt as soon as its verdict stands"),
                tr("Saves pictures; the intervals allow for looking after every picture"));
  form.addRow(QString(), sequential_);
  margin_ = described(new RealBox(1, 49, 1), "audit_margin", tr("Margin around parity"),
                      tr("Verdicts are about parity give or take this many points"));
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
  arm_ =
      described(new QLineEdit, "audit_arm", tr("What this audit tries"),
                tr("A name for a change that is tried, such as another negative prompt; may stay "
                   "empty"));
  arm_->setMaxLength(80);
  form.addRow(tr("&Tries"), arm_);

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
    show_detectable();
  });
  connect(sequential_, &QCheckBox::toggled, this, &AuditSetup::show_detectable);
  connect(margin_, &QDoubleSpinBox::valueChanged, this, &AuditSetup::show_detectable);
}

void AuditSetup::add_instruments(QFormLayout& form) {
  instruments_ = described(new QComboBox, "audit_instruments", tr("Instruments"),
                           tr("What reads the pictures. It reads how drawn people look, never who "
                              "somebody is, and it errs: labels by people tell how often."));
  for (const Choice& choice : instrument_choices) {
    instruments_->addItem(tr(choice.text), choice.id);
  }
  form.addRow(tr("&Instruments"), instruments_);
}

void AuditSetup::add_references(QFormLayout& form) {
  auto* parity = described(new QCheckBox(tr("parity")), "audit_parity", tr("Parity"),
                           tr("As many of each; verdicts are about it, so it is always there"));
  parity->setChecked(true);
  parity->setEnabled(false);
  rows_ = described(new QCheckBox(tr("workforce rows")), "audit_rows", tr("Workforce rows"),
                    tr("Shares of women among employed people, where the prompt set names a row: a "
                       "workforce, not how pictures should look"));
  rows_->setChecked(true);
  baseline_ =
      described(new QCheckBox(tr("the model's own “a person”")), "audit_baseline",
                tr("The model's own “a person”"),
                tr("Makes pictures of “a person” as well, which the others are laid beside"));
  baseline_->setChecked(true);
  with_target_ = described(new QCheckBox(tr("a share of your own")), "audit_with_target",
                           tr("A share of your own"),
                           tr("The share that should read as woman, if you have one in mind"));
  target_ = described(new RealBox(0, 100, 1), "audit_target", tr("Your share, in percent"),
                      with_target_->toolTip());
  target_->setDecimals(1);
  target_->setValue(50);
  target_->setSuffix(tr(" %"));
  target_->setEnabled(false);
  auto* column = new QVBoxLayout;
  for (QWidget* box : {parity, rows_, baseline_}) column->addWidget(box);
  auto* row = new QHBoxLayout;
  row->addWidget(with_target_);
  row->addWidget(target_);
  row->addStretch(1);
  column->addLayout(row);
  form.addRow(tr("Laid beside"), column);
  connect(with_target_, &QCheckBox::toggled, target_, &QWidget::setEnabled);
  connect(baseline_, &QCheckBox::toggled, this, &AuditSetup::show_detectable);
  for (QCheckBox* box : {rows_, baseline_, with_target_}) {
    connect(box, &QCheckBox::toggled, this, &AuditSetup::references_changed);
  }
  connect(target_, &QDoubleSpinBox::valueChanged, this, &AuditSetup::references_changed);
}

// Beside each other where there is room for that.
void AuditSetup::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const bool narrow = width() < fontMetrics().averageCharWidth() * 64;
  form_->setRowWrapPolicy(narrow ? QFormLayout::WrapAllRows : QFormLayout::WrapLongRows);
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
                            ? tr("The set is kept with the audit.")
                            : to_qt(sets_[size_t(set_->currentIndex())].about);
  about_->setText(beginning_of(about));
  about_->setToolTip(about);
  show_detectable();
}

void AuditSetup::show_detectable() {
  int prompts = 1;
  if (set_->currentIndex() >= 0) {
    prompts = is_own() ? std::max(1, int(lines_of(*prompts_).size()))
                       : int(sets_[size_t(set_->currentIndex())].subjects.size());
  }
  const qint64 made = qint64(images_->value()) * (prompts + (baseline_->isChecked() ? 1 : 0));
  const QString most = sequential_->isChecked() ? tr("At most %1 pictures. ") : tr("%1 pictures. ");
  detectable_->setText(
      most.arg(QLocale().toString(made)) +
      detectable_text(images_->value(), prompts, margin_->value() / 100, sequential_->isChecked()));
}

audit::PromptSet AuditSetup::own_set() const {
  const QStringList subjects = lines_of(*prompts_), templates = lines_of(*templates_);
  if (subjects.isEmpty()) {
    throw InputError(to_std(tr("Write at least one subject, such as “a CEO”.")));
  }
  Json json = {{"name", "own"}, {"version", "1"}, {"title", to_std(tr("Own prompts"))}};
  json["templates"] = Json::array();
  for (const QString& text : templates) {
    if (text.count("{subject}") != 1) {
      throw InputError(to_std(tr("The wording “%1” must hold {subject} once.").arg(text.left(60))));
    }
    json["templates"].push_back(to_std(text));
  }
  if (templates.isEmpty()) json["templates"].push_back("{subject}");
  json["subjects"] = Json::array();
  std::set<std::string> seen;
  for (const QString& text : subjects) {
    const std::string slug = audit::slug_of(to_std(text));
    std::string id = slug;
    for (int i = 2; !seen.insert(id).second; ++i) id = slug + "-" + std::to_string(i);
    json["subjects"].push_back({{"id", id}, {"text", to_std(text)}});
  }
  return audit::parse_prompt_set(json.dump(), to_std(tr("Your own prompts")));
}

AuditChoices AuditSetup::choices() const {
  AuditChoices choices;
  choices.set = is_own() ? own_set() : sets_.at(size_t(set_->currentIndex()));
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

void AuditSetup::set_model(const QString& name) {
  model_->setText(name.isEmpty() ? tr("Choose one in the tool bar first.") : name);
  start_->setEnabled(!name.isEmpty());
}

}  // namespace evenlight::studio
