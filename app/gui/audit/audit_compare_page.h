#pragma once

#include <QWidget>

#include "app/gui/audit/audit_reader.h"
#include "bias_audit/analysis/compare.h"

class QComboBox;
class QLabel;
class QTableWidget;

namespace evenlight::studio {

// Two audits of the same prompts and seeds, picture by picture: from one to the other.
class AuditComparePage : public QWidget {
  Q_OBJECT
 public:
  explicit AuditComparePage(AuditReader& reader, QWidget* parent = nullptr);

  // From one of `others`, which the person chooses, to `shown`, as it was read.
  void begin(const KnownAudit& shown, AuditSnapshotPtr snapshot,
             const std::vector<KnownAudit>& others);

 signals:
  void left();

 private:
  void compare();
  void swap();
  QString from() const;
  QString to() const;
  QString title_of(const std::string& prompt) const;
  QStringList cells_of(const audit::ComparedPrompt& row) const;
  void show_direction();
  void show_comparison(const audit::Comparison& comparison);
  void choose_folder();

  AuditReader& reader_;
  KnownAudit shown_;
  AuditSnapshotPtr snapshot_;  // names the prompts
  bool is_swapped_ = false;    // from `shown_` to the other one
  QLabel* title_;
  QComboBox* other_;
  QLabel* direction_;
  QLabel* summary_;
  QTableWidget* table_;
};

}  // namespace evenlight::studio
