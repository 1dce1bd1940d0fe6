#pragma once

#include <QWidget>

#include "app/gui/audit/audit_reader.h"
#include "bias_audit/analysis/compare.h"

class QComboBox;
class QLabel;
class QTableWidget;

namespace evenlight::studio {

// Two audits of the same prompts and seeds, picture by picture.
class AuditComparePage : public QWidget {
  Q_OBJECT
 public:
  explicit AuditComparePage(AuditReader& reader, QWidget* parent = nullptr);

  // `first`, as it was read, is compared with one of the others, which the person chooses.
  void begin(const KnownAudit& first, AuditSnapshotPtr snapshot,
             const std::vector<KnownAudit>& others);

 signals:
  void left();

 private:
  void compare();
  QStringList cells_of(const audit::ComparedPrompt& row) const;
  void show_comparison(const audit::Comparison& comparison);
  void choose_folder();

  AuditReader& reader_;
  KnownAudit first_;
  AuditSnapshotPtr snapshot_;  // names the prompts
  QLabel* title_;
  QComboBox* second_;
  QLabel* summary_;
  QTableWidget* table_;
};

}  // namespace evenlight::studio
