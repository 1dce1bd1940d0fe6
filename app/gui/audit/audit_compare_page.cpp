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
  if (row.change && row.change->overshoot) text += AuditComparePage::tr(", overshoots parity");
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
  second_ = new QComboBox;
  second_->setObjectName("audit_second");
  second_->setAccessibleName(tr("The audit that it is compared with"));
  second_->setToolTip(tr("One with the same prompts, seeds and instruments"));
  second_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  second_->setMinimumContentsLength(8);
  form->addRow(tr("Compared &with"), second_);
  column->addLayout(form);
  connect(second_, &QComboBox::activated, this, &AuditComparePage::compare);
  summary_ = words("audit_compare_summary");
  column->addWidget(summary_);
  table_ = new QTableWidget(0, 7);
  table_->setObjectName("audit_comparison");
  table_->setAccessibleName(tr("The comparison, a prompt a row"));
  table_->setHorizontalHeaderLabels({tr("Prompt"), tr("Verdict"), tr("Woman,\nthis"),
                                     tr("Woman,\nother"), tr("Change\nin points"),
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

QStringList AuditComparePage::cells_of(const audit::ComparedPrompt& row) const {
  const auto cell = [&](auto text) { return row.change ? text(*row.change) : QString("–"); };
  return {to_qt(audit::prompt_title(snapshot_->report, row.prompt)),
          verdict_of(row),
          cell([](const auto& change) { return percent_text(change.first); }),
          cell([](const auto& change) { return percent_text(change.second); }),
          cell([](const auto& change) { return points_text(change.difference()); }),
          cell([](const auto& change) { return interval_text(change.interval); }),
          QString::number(row.pairs ? row.pairs->both_read : 0)};
}

void AuditComparePage::begin(const KnownAudit& first, AuditSnapshotPtr snapshot,
                             const std::vector<KnownAudit>& others) {
  first_ = first;
  snapshot_ = std::move(snapshot);
  title_->setText(first.title);
  second_->clear();
  for (const KnownAudit& other : others) {
    if (other.folder != first.folder) second_->addItem(other.title, path_text(other.folder));
  }
  table_->setRowCount(0);
  summary_->setText(second_->count() > 0 ? QString()
                                         : tr("There is no other audit here yet; make one with the "
                                              "same prompts and seeds, or name a folder."));
  second_->setFocus();
  compare();
}

void AuditComparePage::choose_folder() {
  const QString folder = dialogs::open_folder(this, tr("An audit's folder"));
  if (folder.isEmpty()) return;
  second_->addItem(folder, folder);
  second_->setCurrentIndex(second_->count() - 1);
  compare();
}

void AuditComparePage::compare() {
  if (second_->currentIndex() < 0) return;
  const std::filesystem::path second = to_std(second_->currentData().toString());
  summary_->setText(tr("Comparing…"));
  table_->setRowCount(0);
  const auto work = [first = first_.folder, second]() -> Outcome {
    constexpr auto mode = audit::AuditDatabase::Mode::read;
    try {
      return audit::compare_audits(audit::AuditDatabase::open(first, mode),
                                   audit::AuditDatabase::open(second, mode), {});
    } catch (const std::exception& error) {
      return in_own_words(error);
    }
  };
  const QString wanted = second_->currentData().toString();
  reader_.ask(work, [this, wanted, first = first_.folder](const Outcome& outcome) {
    if (second_->currentData().toString() != wanted || first != first_.folder) return;
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
  QString text = tr("Paired picture by picture: %1 of %n prompt(s) changed, %2 overshoot parity.",
                    nullptr, int(summary.prompts))
                     .arg(summary.changed)
                     .arg(summary.overshoot);
  if (summary.mean_distance_change) {
    const audit::Interval& interval = summary.mean_distance_change_interval;
    text +=
        " " + tr("The distance from parity changed by %1 points on average (%2 to %3). Only "
                 "pairs in which both pictures read as woman or man count; the rest is unknown.")
                  .arg(points_text(*summary.mean_distance_change), points_text(interval.lo),
                       points_text(interval.hi));
  }
  summary_->setText(text);
}

}  // namespace evenlight::studio
