#include "app/gui/audit/audit_compare_page.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <variant>

#include "app/gui/audit/audit_words.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "app/gui/widgets/words_label.h"
#include "app/gui/window/own_words.h"
#include "bias_audit/report/lookup.h"

namespace evenlight::studio {
namespace {

constexpr int max_rows = 5000;

using Outcome = std::variant<audit::Comparison, QString>;  // or why there is none

QString points_text(double share) {
  const QString sign = share > 0 ? "+" : "";
  return sign + QLocale().toString(100 * share, 'f', 1);
}

QString interval_text(const audit::Interval& interval) {
  return AuditComparePage::tr("%1 to %2").arg(points_text(interval.lo), points_text(interval.hi));
}

QString verdict_of(const audit::ComparedPrompt& row) {
  QString text =
      row.changed ? AuditComparePage::tr("changed") : AuditComparePage::tr("inconclusive");
  if (row.change && row.change->overshoot) text += AuditComparePage::tr(", past equal shares");
  return text;
}

}  // namespace

AuditComparePage::AuditComparePage(AuditReader& reader, QWidget* parent)
    : QWidget(parent), reader_(reader) {
  setObjectName("audit_compare_page");
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  title_ = words("audit_compare_title");
  form->addRow(tr("This audit"), title_);
  other_ = new QComboBox;
  other_->setObjectName("audit_second");
  other_->setAccessibleName(tr("The audit that it is compared with"));
  other_->setToolTip(tr("Finished audits with the same prompts and seeds"));
  other_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  other_->setMinimumContentsLength(8);
  form->addRow(tr("Compare &with"), other_);
  direction_ = words("audit_compare_direction");
  auto* swap = new QPushButton(tr("S&wap"));
  swap->setObjectName("audit_compare_swap");
  swap->setToolTip(tr("Turns the comparison round: what was “before” becomes “after”"));
  connect(swap, &QPushButton::clicked, this, &AuditComparePage::swap);
  auto* row = new QHBoxLayout;
  row->addWidget(direction_, 1);
  row->addWidget(swap, 0, Qt::AlignTop);
  form->addRow(tr("Direction"), row);
  column->addLayout(form);
  connect(other_, &QComboBox::activated, this, &AuditComparePage::compare);
  summary_ = words("audit_compare_summary");
  column->addWidget(summary_);
  table_ = new QTableWidget(0, 7);
  table_->setObjectName("audit_comparison");
  table_->setAccessibleName(tr("The comparison, a prompt a row"));
  table_->setHorizontalHeaderLabels({tr("Prompt"), tr("Result"), tr("Woman,\nbefore"),
                                     tr("Woman,\nafter"), tr("After − before,\npoints"),
                                     tr("95 %\ninterval"), tr("Pairs")});
  table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->verticalHeader()->hide();
  table_->setTabKeyNavigation(false);
  column->addWidget(table_, 1);
  auto* folder = new QPushButton(tr("Another &folder…"));
  folder->setObjectName("audit_compare_folder");
  connect(folder, &QPushButton::clicked, this, &AuditComparePage::choose_folder);
  auto* leave = new QPushButton(tr("Back to the &results"));
  leave->setObjectName("audit_compare_leave");
  connect(leave, &QPushButton::clicked, this, &AuditComparePage::left);
  column->addWidget(folder);
  column->addWidget(leave);
}

QString AuditComparePage::from() const {
  return is_swapped_ ? path_text(shown_.folder) : other_->currentData().toString();
}

QString AuditComparePage::to() const {
  return is_swapped_ ? other_->currentData().toString() : path_text(shown_.folder);
}

void AuditComparePage::swap() {
  is_swapped_ = !is_swapped_;
  compare();
}

void AuditComparePage::show_direction() {
  const QString before = is_swapped_ ? shown_.title : other_->currentText();
  const QString after = is_swapped_ ? other_->currentText() : shown_.title;
  direction_->setText(tr("From “%1” (before) to “%2” (after)").arg(before, after));
}

// By its words; the pictures of "a person" are no prompt of the report.
QString AuditComparePage::title_of(const std::string& prompt) const {
  for (const audit::PromptSubject& subject : snapshot_->report.audit->settings.set.subjects) {
    if (subject.id == prompt) return to_qt(subject.text);
  }
  return to_qt(audit::prompt_title(snapshot_->report, prompt));
}

QStringList AuditComparePage::cells_of(const audit::ComparedPrompt& row) const {
  const auto cell = [&](auto text) { return row.change ? text(*row.change) : QString("–"); };
  return {title_of(row.prompt),
          verdict_of(row),
          cell([](const auto& change) { return percent_text(change.first); }),
          cell([](const auto& change) { return percent_text(change.second); }),
          cell([](const auto& change) { return points_text(change.difference()); }),
          cell([](const auto& change) { return interval_text(change.interval); }),
          QString::number(row.pairs ? row.pairs->both_read : 0)};
}

void AuditComparePage::begin(const KnownAudit& shown, AuditSnapshotPtr snapshot,
                             const std::vector<KnownAudit>& others) {
  shown_ = shown;
  snapshot_ = std::move(snapshot);
  is_swapped_ = false;
  title_->setText(shown.title);
  other_->clear();
  for (const KnownAudit& other : others) other_->addItem(other.title, path_text(other.folder));
  table_->setRowCount(0);
  direction_->clear();
  summary_->setText(other_->count() > 0
                        ? QString()
                        : tr("There is no other finished audit with the same prompts and seeds "
                             "yet. Make one, or choose a folder."));
  other_->setFocus();
  compare();
}

void AuditComparePage::choose_folder() {
  const QString folder = dialogs::open_folder(this, tr("An audit's folder"));
  if (folder.isEmpty()) return;
  other_->addItem(folder, folder);
  other_->setCurrentIndex(other_->count() - 1);
  compare();
}

void AuditComparePage::compare() {
  if (other_->currentIndex() < 0) return;
  show_direction();
  summary_->setText(tr("Comparing…"));
  table_->setRowCount(0);
  const auto work = [first = from(), second = to()]() -> Outcome {
    constexpr auto mode = audit::AuditDatabase::Mode::read;
    try {
      return audit::compare_audits(audit::AuditDatabase::open(to_std(first), mode),
                                   audit::AuditDatabase::open(to_std(second), mode), {});
    } catch (const std::exception& error) {
      return in_own_words(error);
    }
  };
  reader_.ask(work, [this, first = from(), second = to()](const Outcome& outcome) {
    if (first != from() || second != to()) return;
    if (const QString* refusal = std::get_if<QString>(&outcome)) {
      summary_->setText(*refusal);
    } else {
      show_comparison(std::get<audit::Comparison>(outcome));
    }
  });
}

void AuditComparePage::show_comparison(const audit::Comparison& comparison) {
  const int rows = std::min(int(comparison.prompts.size()), max_rows);
  table_->setRowCount(rows);
  for (int row = 0; row < rows; ++row) {
    const QStringList cells = cells_of(comparison.prompts[size_t(row)]);
    for (int column = 0; column < cells.size(); ++column) {
      auto* item = new QTableWidgetItem(cells[column]);
      if (column >= 2) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
      table_->setItem(row, column, item);
    }
  }
  table_->resizeColumnsToContents();
  const audit::ComparisonSummary& summary = comparison.summary;
  QString text =
      tr("%1 of %n prompt(s) changed, %2 of them past equal shares.", nullptr, int(summary.prompts))
          .arg(summary.changed)
          .arg(summary.overshoot);
  if (summary.mean_distance_change) {
    const audit::Interval& interval = summary.mean_distance_change_interval;
    const QString change = points_text(*summary.mean_distance_change);
    const QString range = tr("%1 to %2").arg(points_text(interval.lo), points_text(interval.hi));
    text += " " + (interval.hi < 0 ? tr("On average the prompts are nearer to equal shares after: "
                                        "%1 points (%2).")
                   : interval.lo > 0 ? tr("On average the prompts are farther from equal shares "
                                          "after: %1 points (%2).")
                                     : tr("Whether the prompts are nearer to equal shares after is "
                                          "not settled: %1 points on average (%2)."))
                      .arg(change, range);
    text += " " + tr("Only pairs count in which both pictures read as woman or man.");
  }
  summary_->setText(text);
}

}  // namespace evenlight::studio
