#include "app/gui/audit/audit_compare_page.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "app/gui/audit/audit_words.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "app/gui/widgets/words_label.h"
#include "app/gui/window/engine_sentences.h"
#include "bias_audit/analysis/compare.h"
#include "bias_audit/report/charts/charts.h"

namespace evenlight::studio {
namespace {

using Json = nlohmann::ordered_json;

constexpr int most_rows = 5000;

QString points_text(double share) {
  const QString sign = share > 0 ? "+" : "";
  return sign + QLocale().toString(100 * share, 'f', 1);
}

QString share_of(const Json& row, const char* key) {
  return row.contains(key) ? percent_text(row.at(key).get<double>()) : QString("–");
}

QString interval_of(const Json& row) {
  if (!row.contains("interval")) return "–";
  return AuditComparePage::tr("%1 to %2")
      .arg(points_text(row.at("interval").at(0).get<double>()),
           points_text(row.at("interval").at(1).get<double>()));
}

QString verdict_of(const Json& row) {
  QString text = row.at("verdict") == "changed" ? AuditComparePage::tr("changed")
                                                : AuditComparePage::tr("inconclusive");
  if (row.value("overshoot", false)) text += AuditComparePage::tr(", overshoots parity");
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
  told_ = words("audit_compare_told");
  column->addWidget(told_);
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

QStringList AuditComparePage::cells_of(const Json& row) const {
  const bool read = row.contains("difference");
  return {to_qt(audit::prompt_title(snapshot_->report, row.at("prompt"))),
          verdict_of(row),
          share_of(row, "woman_first"),
          share_of(row, "woman_second"),
          read ? points_text(row.at("difference").get<double>()) : "–",
          interval_of(row),
          QString::number(row.at("pairs").get<qint64>())};
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
  told_->setText(second_->count() > 0 ? QString()
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
  told_->setText(tr("Comparing…"));
  table_->setRowCount(0);
  const auto work = [first = first_.folder, second] {
    constexpr auto mode = audit::AuditDatabase::Mode::read;
    try {
      return audit::compare_audits(audit::AuditDatabase::open(first, mode),
                                   audit::AuditDatabase::open(second, mode), {});
    } catch (const std::exception& error) {
      return Json{{"sentence", error.what()}};
    }
  };
  const QString wanted = second_->currentData().toString();
  reader_.ask(work, [this, wanted, first = first_.folder](const Json& comparison) {
    if (second_->currentData().toString() == wanted && first == first_.folder) {
      show_comparison(comparison);
    }
  });
}

void AuditComparePage::show_comparison(const Json& comparison) {
  if (comparison.contains("sentence")) {
    told_->setText(in_own_language(comparison.at("sentence").get<std::string>()));
    return;
  }
  const Json& prompts = comparison.at("prompts");
  const int rows = std::min(int(prompts.size()), most_rows);
  table_->setRowCount(rows);
  for (int row = 0; row < rows; ++row) {
    const QStringList cells = cells_of(prompts[size_t(row)]);
    for (int column = 0; column < cells.size(); ++column) {
      auto* item = new QTableWidgetItem(cells[column]);
      if (column >= 2) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
      table_->setItem(row, column, item);
    }
  }
  table_->resizeColumnsToContents();
  const Json& summary = comparison.at("summary");
  QString text = tr("Paired picture by picture: %1 of %n prompt(s) changed, %2 overshoot parity.",
                    nullptr, summary.at("prompts").get<int>())
                     .arg(summary.at("changed").get<int>())
                     .arg(summary.at("overshoot").get<int>());
  if (summary.at("mean_distance_change").is_number()) {
    text +=
        " " + tr("The distance from parity changed by %1 points on average (%2 to %3). Only "
                 "pairs in which both pictures read as woman or man count; the rest is unknown.")
                  .arg(points_text(summary.at("mean_distance_change").get<double>()),
                       points_text(summary.at("mean_distance_change_interval")[0]),
                       points_text(summary.at("mean_distance_change_interval")[1]));
  }
  told_->setText(text);
}

}  // namespace evenlight::studio
