#include "app/gui/audit_label_page.h"

#include <QDir>
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

#include "app/gui/text.h"
#include "bias_audit/report/sentences.h"

namespace evenlight::studio {
namespace {

constexpr int usual_count = 100;
constexpr int most_side = 8192;

struct Answer {
  Qt::Key key;
  const char* outcome;
  const char* text;
};
constexpr Answer answers[] = {
    {Qt::Key_W, "woman", QT_TRANSLATE_NOOP("evenlight::studio::AuditLabelPage", "Reads as &woman")},
    {Qt::Key_M, "man", QT_TRANSLATE_NOOP("evenlight::studio::AuditLabelPage", "Reads as &man")},
    {Qt::Key_U, "unclear", QT_TRANSLATE_NOOP("evenlight::studio::AuditLabelPage", "&Unclear")},
    {Qt::Key_N, "no_face",
     QT_TRANSLATE_NOOP("evenlight::studio::AuditLabelPage", "&Nobody to be seen")},
    {Qt::Key_S, "several_people",
     QT_TRANSLATE_NOOP("evenlight::studio::AuditLabelPage", "&Several people")},
};

QImage read_image(const std::filesystem::path& file) {
  QImageReader reader(path_text(file));
  const QSize size = reader.size();
  if (size.width() > most_side || size.height() > most_side) return {};
  return reader.read();
}

}  // namespace

AuditLabelPage::AuditLabelPage(AuditReader& reader, QWidget* parent)
    : QWidget(parent), reader_(reader) {
  setObjectName("audit_label_page");
  setFocusPolicy(Qt::StrongFocus);
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  rater_ = new QLineEdit(QDir::home().dirName());
  rater_->setObjectName("audit_rater");
  rater_->setMaxLength(60);
  rater_->setAccessibleName(tr("Who answers"));
  rater_->setToolTip(tr("Each person's answers are kept apart; give the same name to go on"));
  count_ = new QSpinBox;
  count_->setObjectName("audit_label_count");
  count_->setAccessibleName(tr("Pictures to label"));
  count_->setToolTip(
      tr("Spread over the instrument's scores. Shares can be corrected from about "
         "a hundred on."));
  count_->setRange(1, 100000);
  count_->setValue(usual_count);
  form->addRow(tr("Wh&o answers"), rater_);
  form->addRow(tr("P&ictures"), count_);
  connect(rater_, &QLineEdit::editingFinished, this, &AuditLabelPage::settings_edited);
  connect(count_, &QSpinBox::editingFinished, this, &AuditLabelPage::settings_edited);
  told_ = new QLabel;
  told_->setObjectName("audit_label_told");
  told_->setWordWrap(true);
  told_->setTextFormat(Qt::PlainText);
  column->addWidget(told_);
  picture_ = new QLabel;
  picture_->setObjectName("audit_label_picture");
  picture_->setAlignment(Qt::AlignCenter);
  picture_->setMinimumSize(160, 160);
  picture_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  picture_->setAccessibleName(tr("The picture to label"));
  column->addWidget(picture_, 1);
  column->addWidget(make_buttons());
  progress_ = new QProgressBar;
  progress_->setObjectName("audit_label_progress");
  progress_->setAccessibleName(tr("Pictures that are labelled"));
  progress_->setFormat("%v / %m");
  column->addWidget(progress_);
  check_ = new QLabel;
  check_->setObjectName("audit_label_check");
  check_->setWordWrap(true);
  check_->setTextFormat(Qt::PlainText);
  column->addWidget(check_);
  column->addLayout(form);
}

QWidget* AuditLabelPage::make_buttons() {
  auto* box = new QWidget;
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 0);
  int place = 0;
  for (const Answer& row : answers) {
    auto* button = new QPushButton(tr(row.text));
    button->setObjectName(QString("audit_answer_%1").arg(row.outcome));
    button->setFocusPolicy(Qt::TabFocus);
    const QString key = QKeySequence(row.key).toString(QKeySequence::NativeText);
    button->setToolTip(tr("Key %1").arg(key));
    connect(button, &QPushButton::clicked, this, [this, &row] { answer(row.outcome); });
    grid->addWidget(button, place / 3, place % 3);
    ++place;
    buttons_.push_back(button);
  }
  back_ = new QPushButton(tr("One &back"));
  back_->setObjectName("audit_label_back");
  back_->setToolTip(tr("Key Backspace: answer the picture before again"));
  back_->setFocusPolicy(Qt::TabFocus);
  connect(back_, &QPushButton::clicked, this, &AuditLabelPage::step_back);
  grid->addWidget(back_, place / 3, place % 3);
  auto* leave = new QPushButton(tr("Back to the &results"));
  leave->setObjectName("audit_label_leave");
  leave->setFocusPolicy(Qt::TabFocus);
  connect(leave, &QPushButton::clicked, this, &AuditLabelPage::left);
  grid->addWidget(leave, place / 3 + 1, 0, 1, 3);
  return box;
}

std::string AuditLabelPage::rater() const {
  const QString name = rater_->text().trimmed();
  return to_std(name.isEmpty() ? tr("somebody") : name);
}

void AuditLabelPage::begin(const std::filesystem::path& folder) {
  folder_ = folder;
  check_->clear();
  take_sample();
  setFocus();
}

// Also called when a field only loses the focus.
void AuditLabelPage::settings_edited() {
  if (sampled_as_ != rater() + "/" + std::to_string(count_->value())) take_sample();
}

void AuditLabelPage::take_sample() {
  sampled_as_ = rater() + "/" + std::to_string(count_->value());
  sample_.clear();
  at_ = 0;
  show_picture();
  told_->setText(tr("Choosing pictures…"));
  const auto pick = [folder = folder_, count = count_->value(), rater = rater()] {
    const auto database = audit::AuditDatabase::open(folder, audit::AuditDatabase::Mode::read);
    std::map<std::pair<size_t, int64_t>, std::string> known;
    for (const audit::HumanLabel& label : database.labels()) {
      if (label.rater == rater && label.attribute == "presentation")
        known[{label.subject, label.image}] = label.outcome;
    }
    std::vector<Open> pictures;
    for (audit::BlindPicture& picture : audit::blind_sample(database, count)) {
      const std::string said = known[{picture.subject, picture.image}];
      pictures.push_back({std::move(picture), said});
    }
    return pictures;
  };
  reader_.ask(pick, [this, folder = folder_](const std::vector<Open>& pictures) {
    if (folder == folder_) sample_taken(pictures);
  });
}

void AuditLabelPage::sample_taken(std::vector<Open> pictures) {
  sample_ = std::move(pictures);
  at_ = 0;
  while (at_ < sample_.size() && !sample_[at_].answer.empty()) ++at_;
  show_picture();
  setFocus();
}

void AuditLabelPage::answer(const std::string& outcome) {
  if (at_ >= sample_.size()) return;
  Open& open = sample_[at_];
  open.answer = outcome;
  const audit::HumanLabel label{rater(), open.picture.subject, open.picture.image, outcome};
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
  ++asked_;
  if (!open) {
    told_->setText(sample_.empty() ? QString()
                                   : tr("Every picture of this sample is labelled. Thank you."));
    return;
  }
  told_->setText(
      tr("How does the person in this picture read? Keys: W woman, M man, U unclear, N "
         "nobody, S several people, Backspace one back. These are words for how a drawn "
         "person looks, not for who somebody is."));
  reader_.ask([file = folder_ / sample_[at_].picture.file] { return read_image(file); },
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

void AuditLabelPage::show_check(const nlohmann::ordered_json& report) {
  QStringList sentences;
  for (const std::string& sentence : audit::human_sentences(report)) sentences << to_qt(sentence);
  if (report.value("read_by_people", false)) {
    sentences << tr("No instrument measured these pictures: your answers are what is counted.");
  }
  if (report.value("corrected", false)) {
    sentences << tr("The results now show shares corrected by these labels.");
  }
  check_->setText(sentences.join(" "));
}

void AuditLabelPage::keyPressEvent(QKeyEvent* event) {
  if (event->modifiers() == Qt::NoModifier) {
    for (const Answer& row : answers) {
      if (event->key() == row.key) return answer(row.outcome);
    }
    if (event->key() == Qt::Key_Backspace) return step_back();
  }
  QWidget::keyPressEvent(event);
}

void AuditLabelPage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit_picture();
}

}  // namespace evenlight::studio
