#include "app/gui/audit/audit_label_page.h"

#include <QBuffer>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QImageReader>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/audit/audit_words.h"
#include "app/gui/widgets/number_box.h"
#include "app/gui/widgets/text.h"
#include "app/gui/widgets/words_label.h"
#include "app/gui/window/own_words.h"
#include "bias_audit/data/audit_picture.h"
#include "bias_audit/report/sentences.h"

namespace evenlight::studio {
namespace {

constexpr int usual_count = 100;
constexpr int max_side = 8192;  // of a picture that is shown
constexpr int min_side = 160;   // of the place it is shown in

// As large as there is room, whatever picture it holds.
class PictureLabel : public QLabel {
 public:
  QSize sizeHint() const override { return {min_side, min_side}; }
  QSize minimumSizeHint() const override { return sizeHint(); }
};

QImage read_image(const std::filesystem::path& folder, const audit::BlindPicture& picture) {
  const std::string bytes = audit::read_audit_picture(folder, picture.file, picture.sha256);
  QByteArray data = QByteArray::fromStdString(bytes);
  QBuffer buffer(&data);
  QImageReader reader(&buffer);
  const QSize size = reader.size();
  if (size.width() > max_side || size.height() > max_side) return {};
  return reader.read();
}

}  // namespace

AuditLabelPage::AuditLabelPage(AuditReader& reader, QWidget* parent)
    : QWidget(parent), reader_(reader) {
  setObjectName("audit_label_page");
  setFocusPolicy(Qt::StrongFocus);
  auto* column = new QVBoxLayout(this);
  auto* about = new QFormLayout;
  attribute_ = new QComboBox;
  attribute_->setObjectName("audit_label_attribute");
  attribute_->setAccessibleName(tr("Attribute to label"));
  attribute_->setToolTip(tr("Each is labelled and corrected separately"));
  attribute_->installEventFilter(this);  // the keys of answers work here, too
  about->addRow(tr("&Attribute"), attribute_);
  column->addLayout(about);
  connect(attribute_, &QComboBox::currentIndexChanged, this, &AuditLabelPage::settings_edited);
  auto* form = new QFormLayout;
  rater_ = new QLineEdit;
  rater_->setPlaceholderText(tr("Your name or initials"));
  rater_->setObjectName("audit_rater");
  rater_->setMaxLength(60);
  rater_->setAccessibleName(tr("Rater"));
  rater_->setToolTip(tr("Each person's answers are kept apart; give the same name to resume"));
  count_ = new WholeBox(1, 100000);
  count_->setObjectName("audit_label_count");
  count_->setAccessibleName(tr("Pictures to label"));
  count_->setToolTip(
      tr("Picked across the whole range of the instrument's scores. From about a hundred labels "
         "on, shares can be corrected."));
  count_->setValue(usual_count);
  form->addRow(tr("Ra&ter"), rater_);
  form->addRow(tr("P&ictures"), count_);
  connect(rater_, &QLineEdit::editingFinished, this, &AuditLabelPage::settings_edited);
  connect(count_, &QSpinBox::editingFinished, this, &AuditLabelPage::settings_edited);
  summary_ = words("audit_label_summary");
  column->addWidget(summary_);
  picture_ = new PictureLabel;
  picture_->setObjectName("audit_label_picture");
  picture_->setAlignment(Qt::AlignCenter);
  picture_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  picture_->setAccessibleName(tr("The picture to label"));
  column->addWidget(picture_, 1);
  column->addWidget(make_buttons());
  progress_ = new QProgressBar;
  progress_->setObjectName("audit_label_progress");
  progress_->setAccessibleName(tr("Pictures that are labelled"));
  progress_->setFormat("%v / %m");
  column->addWidget(progress_);
  check_ = words("audit_label_check");
  column->addWidget(check_);
  column->addLayout(form);
}

QWidget* AuditLabelPage::make_buttons() {
  auto* box = new QWidget;
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 0);
  answer_grid_ = new QGridLayout;
  grid->addLayout(answer_grid_, 0, 0, 1, 2);
  back_ = new QPushButton(tr("U&ndo last"));
  back_->setObjectName("audit_label_back");
  back_->setToolTip(tr("Answers the previous picture again (Backspace)"));
  back_->setFocusPolicy(Qt::TabFocus);
  connect(back_, &QPushButton::clicked, this, &AuditLabelPage::step_back);
  grid->addWidget(back_, 1, 0);
  auto* leave = new QPushButton(tr("Back to the &results"));
  leave->setObjectName("audit_label_leave");
  leave->setFocusPolicy(Qt::TabFocus);
  connect(leave, &QPushButton::clicked, this, &AuditLabelPage::left);
  grid->addWidget(leave, 1, 1);
  return box;
}

void AuditLabelPage::fill_buttons() {
  for (QPushButton* button : buttons_) delete button;
  buttons_.clear();
  int widest = 0;
  for (const LabelAnswer& row : answers_) {
    auto* button = new QPushButton(row.text);
    button->setObjectName("audit_answer_" + to_qt(row.outcome));
    button->setFocusPolicy(Qt::TabFocus);
    if (row.key != Qt::Key_unknown) {
      const QString key = QKeySequence(row.key).toString(QKeySequence::NativeText);
      button->setToolTip(tr("Key %1").arg(key));
    }
    connect(button, &QPushButton::clicked, this,
            [this, outcome = row.outcome] { answer(outcome); });
    buttons_.push_back(button);
    widest = std::max(widest, button->sizeHint().width());
  }
  // Two a row, where the panel is wide enough for that.
  const int room = parentWidget()->width() - layout()->contentsMargins().left() * 2;
  const int columns = 2 * widest + answer_grid_->horizontalSpacing() <= room ? 2 : 1;
  for (int i = 0; i < int(buttons_.size()); ++i) {
    answer_grid_->addWidget(buttons_[size_t(i)], i / columns, i % columns);
  }
  QWidget* before = attribute_;
  for (QPushButton* button : buttons_) {
    setTabOrder(before, button);
    before = button;
  }
  setTabOrder(before, back_);
}

std::string AuditLabelPage::rater() const {
  const QString name = rater_->text().trimmed();
  return name.isEmpty() ? "rater 1" : to_std(name);
}

QString AuditLabelPage::attribute() const {
  return attribute_->currentData().toString();
}

std::string AuditLabelPage::sample_key() const {
  return rater() + "/" + std::to_string(count_->value()) + "/" + to_std(attribute());
}

void AuditLabelPage::begin(const std::filesystem::path& folder, const QString& attribute) {
  folder_ = folder;
  const QSignalBlocker quiet(attribute_);
  attribute_->clear();
  attribute_->addItem(attribute_text(attribute), attribute);
  check_->clear();
  take_sample();
  setFocus();
}

// Also called when a field only loses the focus.
void AuditLabelPage::settings_edited() {
  if (sampled_as_ != sample_key()) take_sample();
}

void AuditLabelPage::take_sample() {
  sampled_as_ = sample_key();
  sample_.clear();
  at_ = 0;
  show_picture();
  summary_->setText(tr("Choosing pictures…"));
  const auto pick = [folder = folder_, count = count_->value(), rater = rater(),
                     attribute = to_std(attribute())] {
    const auto database = audit::AuditDatabase::open(folder, audit::AuditDatabase::Mode::read);
    Sample sample{audit::attributes_of(database.settings()),
                  audit::answers_to(database.settings(), attribute),
                  {}};
    std::map<std::pair<size_t, int64_t>, std::string> known;
    for (const audit::HumanLabel& label : database.labels()) {
      if (label.rater == rater && label.attribute == attribute)
        known[{label.subject, label.image}] = label.outcome;
    }
    for (audit::BlindPicture& picture : audit::blind_sample(database, count, attribute)) {
      const std::string said = known[{picture.subject, picture.image}];
      sample.pictures.push_back({std::move(picture), said});
    }
    return sample;
  };
  reader_.ask(pick, [this, folder = folder_, asked = sampled_as_](const Sample& sample) {
    if (folder == folder_ && asked == sampled_as_) sample_taken(sample);
  });
}

void AuditLabelPage::sample_taken(const Sample& sample) {
  fill_attributes(sample.attributes);
  answers_ = label_answers(sample.outcomes);
  fill_buttons();
  sample_ = sample.pictures;
  at_ = 0;
  while (at_ < sample_.size() && !sample_[at_].answer.empty()) ++at_;
  show_picture();
  if (!attribute_->hasFocus()) setFocus();  // answers' keys work there as well
}

void AuditLabelPage::fill_attributes(const std::vector<std::string>& attributes) {
  const QString chosen = attribute();
  const QSignalBlocker quiet(attribute_);
  attribute_->clear();
  for (const std::string& name : attributes) {
    attribute_->addItem(attribute_text(to_qt(name)), to_qt(name));
  }
  attribute_->setCurrentIndex(attribute_->findData(chosen));
}

void AuditLabelPage::answer(const std::string& outcome) {
  if (at_ >= sample_.size()) return;
  Open& open = sample_[at_];
  open.answer = outcome;
  const audit::HumanLabel label{rater(), open.picture.subject, open.picture.image, outcome,
                                to_std(attribute())};
  reader_.ask(
      [folder = folder_, label] {
        auto database = audit::AuditDatabase::open(folder, audit::AuditDatabase::Mode::write);
        database.add_labels({label});
        return true;
      },
      [this](bool) { emit labelled(); });
  ++at_;
  show_picture();
}

void AuditLabelPage::step_back() {
  if (at_ == 0) return;
  --at_;
  show_picture();
}

void AuditLabelPage::show_picture() {
  const bool open = at_ < sample_.size();
  for (QPushButton* button : buttons_) button->setEnabled(open);
  back_->setEnabled(at_ > 0);
  progress_->setRange(0, std::max(1, int(sample_.size())));
  progress_->setValue(int(at_));
  image_ = {};
  fit_picture();
  show_check();
  ++asked_;
  if (!open) {
    summary_->setText(sample_.empty() ? QString()
                                      : tr("Every picture of this sample is labelled. Thank you."));
    return;
  }
  summary_->setText(label_question(attribute(), answers_));
  reader_.ask(
      [folder = folder_, picture = sample_[at_].picture] { return read_image(folder, picture); },
      [this, wanted = asked_](const QImage& image) {
        if (wanted != asked_) return;
        image_ = image;
        fit_picture();
      });
}

void AuditLabelPage::fit_picture() {
  if (image_.isNull()) return picture_->clear();
  picture_->setPixmap(QPixmap::fromImage(
      image_.scaled(picture_->size(), Qt::KeepAspectRatio, Qt::SmoothTransformation)));
}

void AuditLabelPage::take_report(const audit::Report& report) {
  checks_ = report.audit ? report.audit->checks : std::vector<audit::HumanCheck>();
  show_check();
}

// Only at the end: a figure that changes with every answer would tell the rater what the instrument
// said of the picture just labelled.
void AuditLabelPage::show_check() {
  check_->clear();
  if (sample_.empty() || at_ < sample_.size()) return;
  const auto check = std::ranges::find_if(checks_, [&](const audit::HumanCheck& each) {
    return each.set.attribute == to_std(attribute());
  });
  if (check == checks_.end()) return;
  QStringList sentences;
  for (const Message& sentence : audit::check_sentences(*check)) {
    sentences << in_own_words(sentence);
  }
  if (check->set.can_correct) {
    sentences << tr("The results now show shares corrected by these labels.");
  }
  check_->setText(sentences.join(" "));
}

bool AuditLabelPage::takes(const QKeyEvent& key) {
  const bool keypad = key.modifiers() == Qt::KeypadModifier;
  if (key.modifiers() != Qt::NoModifier && !keypad) return false;
  for (const LabelAnswer& row : answers_) {
    if (key.key() != row.key) continue;
    answer(row.outcome);
    return true;
  }
  if (key.key() != Qt::Key_Backspace) return false;
  step_back();
  return true;
}

void AuditLabelPage::keyPressEvent(QKeyEvent* event) {
  if (!takes(*event)) QWidget::keyPressEvent(event);
}

bool AuditLabelPage::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress && takes(*static_cast<QKeyEvent*>(event))) return true;
  return QWidget::eventFilter(watched, event);
}

void AuditLabelPage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit_picture();
}

}  // namespace evenlight::studio
