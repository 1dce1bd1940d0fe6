#include "app/gui/audit/audit_results.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/audit/audit_card.h"
#include "app/gui/audit/audit_pictures.h"
#include "app/gui/audit/audit_svg.h"
#include "app/gui/audit/audit_tiles.h"
#include "app/gui/audit/audit_words.h"
#include "app/gui/widgets/fold.h"
#include "app/gui/widgets/text.h"
#include "app/gui/widgets/words_label.h"
#include "app/gui/window/own_words.h"
#include "bias_audit/report/charts/charts.h"
#include "bias_audit/report/sentences.h"

namespace evenlight::studio {
namespace {

constexpr int cards_a_page = 20;  // a card is dear to lay out
constexpr size_t charts_a_family = 2;

}  // namespace

AuditResults::AuditResults(const std::filesystem::path& thumbnails, QWidget* parent)
    : QWidget(parent) {
  setObjectName("audit_results");
  auto* inside = new QWidget;
  column_ = new QVBoxLayout(inside);
  answer_ = words("audit_answer");
  QFont large = answer_->font();
  large.setBold(true);
  large.setPointSizeF(large.pointSizeF() * 1.25);
  answer_->setFont(large);
  column_->addWidget(answer_);
  tiles_ = new AuditTiles;
  column_->addWidget(tiles_);
  family_ = new QComboBox;
  family_->setObjectName("audit_family");
  family_->setAccessibleName(tr("Attribute"));
  family_->setToolTip(tr("Presentation, apparent age or skin tone, as the instruments read them"));
  column_->addWidget(family_);
  connect(family_, &QComboBox::currentIndexChanged, this, [this] {
    page_ = 0;
    show_family();
  });
  for (size_t i = 0; i < charts_a_family; ++i) {
    charts_.push_back(new AuditSvg);
    charts_.back()->setObjectName(QString("audit_overview_%1").arg(i));
    column_->addWidget(charts_.back());
  }
  headline_ = words("audit_headline");
  details_ = new Fold("audit_details", tr("Details"), headline_);
  column_->addWidget(details_);
  pages_ = new QWidget;
  auto* row = new QHBoxLayout(pages_);
  row->setContentsMargins(0, 0, 0, 0);
  previous_ = new QPushButton(tr("Previous prompts"));
  previous_->setObjectName("audit_previous");
  next_ = new QPushButton(tr("Next prompts"));
  next_->setObjectName("audit_next");
  page_text_ = new QLabel;
  row->addWidget(previous_);
  row->addWidget(page_text_, 1, Qt::AlignCenter);
  row->addWidget(next_);
  connect(previous_, &QPushButton::clicked, this, [this] { turn_page(-1); });
  connect(next_, &QPushButton::clicked, this, [this] { turn_page(1); });
  column_->addWidget(pages_);
  limits_ = words("audit_limits");
  column_->addWidget(limits_);
  column_->addStretch(1);

  scroll_ = new QScrollArea;
  scroll_->setObjectName("audit_scroll");
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setWidget(inside);
  pictures_ = new AuditPictures(thumbnails);
  connect(pictures_, &AuditPictures::chosen, this, &AuditResults::chosen);
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->addWidget(scroll_);
  splitter->addWidget(pictures_);
  splitter->setStretchFactor(0, 3);
  splitter->setStretchFactor(1, 1);
  splitter->setChildrenCollapsible(false);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(splitter);
  clear({});
}

void AuditResults::clear(const QString& sentence) {
  snapshot_.reset();
  page_ = 0;
  ++turn_;
  answer_->setText(sentence);
  headline_->clear();
  const QSignalBlocker quiet(family_);
  family_->clear();
  for (QWidget* part : {static_cast<QWidget*>(family_), static_cast<QWidget*>(tiles_),
                        static_cast<QWidget*>(details_), pages_, static_cast<QWidget*>(limits_),
                        static_cast<QWidget*>(pictures_)}) {
    part->hide();
  }
  for (AuditSvg* chart : charts_) chart->hide();
  for (AuditCard* card : cards_) card->hide();
}

void AuditResults::show_snapshot(AuditSnapshotPtr snapshot) {
  if (snapshot_ && snapshot_->folder != snapshot->folder) clear({});
  snapshot_ = std::move(snapshot);
  QStringList sentences;
  for (const Message& sentence : snapshot_->headline) sentences << "• " + in_own_words(sentence);
  for (const Message& sentence : audit::coverage_sentences(snapshot_->report)) {
    sentences << "• " + in_own_words(sentence);
  }
  for (const Message& sentence : audit::human_sentences(snapshot_->report)) {
    sentences << "• " + in_own_words(sentence);
  }
  headline_->setText(sentences.join("\n"));
  details_->show();
  QStringList limits;
  for (const Message& limit : snapshot_->report.limits) {
    limits << "• " + in_own_words(limit);
  }
  limits_->setText(tr("What these numbers cannot say") + "\n" + limits.join("\n"));
  limits_->show();
  fill_families();
  show_family();
}

QString AuditResults::attribute() const {
  const QString shown = family_->currentData().toString();
  return shown.isEmpty() ? "presentation" : shown;
}

void AuditResults::fill_families() {
  const QSignalBlocker quiet(family_);
  const int chosen = std::max(0, family_->currentIndex());
  family_->clear();
  for (const auto& [arm, attribute] : audit::families_of(snapshot_->report)) {
    const QString text = attribute_text(to_qt(attribute));
    family_->addItem(arm.empty() ? text : tr("%1 (%2)").arg(text, to_qt(arm)), to_qt(attribute));
  }
  family_->setCurrentIndex(std::min(chosen, family_->count() - 1));
  family_->setVisible(family_->count() > 1);
}

void AuditResults::show_family() {
  if (!snapshot_) return;
  const int place = scroll_->verticalScrollBar()->value();
  answer_->setText(answer_text(snapshot_->report, family()));
  tiles_->show_family(snapshot_->report, family());
  tiles_->setVisible(snapshot_->made > 0);
  show_charts();
  show_cards();
  scroll_->verticalScrollBar()->setValue(place);
}

size_t AuditResults::family() const {
  return size_t(std::max(0, family_->currentIndex()));
}

void AuditResults::show_charts() {
  for (size_t i = 0; i < charts_.size(); ++i) {
    const bool there =
        family() < snapshot_->overview.size() && i < snapshot_->overview[family()].size();
    if (there) charts_[i]->show_chart(snapshot_->overview[family()][i]);
    charts_[i]->setVisible(there);
  }
}

void AuditResults::show_cards() {
  std::vector<size_t> groups;
  const std::string attribute = to_std(this->attribute());
  const std::vector<audit::GroupResult>& all = snapshot_->report.analysis.groups;
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].attribute == attribute) groups.push_back(i);
  }
  const int prompts = int(groups.size());
  page_ = std::clamp(page_, 0, std::max(0, (prompts - 1) / cards_a_page));
  const int first = page_ * cards_a_page;
  const int shown = std::min(cards_a_page, prompts - first);
  shown_.assign(groups.begin() + first, groups.begin() + first + shown);
  for (size_t i = shown_.size(); i < cards_.size(); ++i) cards_[i]->hide();
  fill_card(0, ++turn_);
  show_page_buttons(prompts);
}

// One a turn of the event loop, so that keys and pictures never wait for all of them.
void AuditResults::fill_card(size_t place, int turn) {
  if (turn != turn_ || place >= shown_.size()) return;
  if (place == cards_.size()) {
    auto* card = new AuditCard;
    connect(card, &AuditCard::picked, this, &AuditResults::show_pictures);
    column_->insertWidget(column_->indexOf(pages_), card);
    cards_.push_back(card);
  }
  cards_[place]->show_group(*snapshot_, shown_[place]);
  cards_[place]->show();
  QTimer::singleShot(0, this, [this, place, turn] { fill_card(place + 1, turn); });
}

void AuditResults::show_page_buttons(int prompts) {
  const int first = page_ * cards_a_page;
  pages_->setVisible(prompts > cards_a_page);
  page_text_->setText(tr("%1 to %2 of %3")
                          .arg(first + 1)
                          .arg(std::min(first + cards_a_page, prompts))
                          .arg(prompts));
  previous_->setEnabled(page_ > 0);
  next_->setEnabled(first + cards_a_page < prompts);
}

void AuditResults::turn_page(int by) {
  page_ += by;
  show_cards();
  if (!cards_.empty()) scroll_->ensureWidgetVisible(cards_.front());
}

void AuditResults::show_pictures(const QString& prompt, const QString& attribute,
                                 const QString& name) {
  const std::vector<audit::PromptSubject>& subjects =
      snapshot_->report.audit->settings.set.subjects;
  std::vector<AuditPicture> found;
  for (const AuditPicture& picture : snapshot_->pictures) {
    if (picture.subject >= subjects.size()) continue;
    if (subjects[picture.subject].id != to_std(prompt)) continue;
    if (picture.label_of(attribute) == name) found.push_back(picture);
  }
  const QString title =
      tr("%1: %2, %n picture(s)", nullptr, int(found.size()))
          .arg(to_qt(audit::prompt_title(snapshot_->report, to_std(prompt))), class_text(name));
  pictures_->show(title, std::move(found), attribute);
}

}  // namespace evenlight::studio
