#pragma once

#include <QWidget>

#include "app/gui/audit/audit_reader.h"

class QComboBox;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace evenlight::studio {

// What stands above an audit: which one it is, what can be done with it, and how far it is.
class AuditHeader : public QWidget {
  Q_OBJECT
 public:
  explicit AuditHeader(QWidget* parent = nullptr);

  // The list to choose from, behind "A new audit"; `shown` is the one that is open, or empty.
  void list(const std::vector<KnownAudit>& audits, const std::filesystem::path& shown);
  // `snapshot`: of the audit that is open, or null.
  void show_state(bool running, const AuditSnapshot* snapshot);

 signals:
  void picked(int row);  // 0: a new audit
  void stop_wanted();
  void resume_wanted();
  void label_wanted();
  void compare_wanted();
  void export_wanted(const QString& format);

 private:
  QToolButton* make_export();

  QComboBox* box_;
  QPushButton* stop_;
  QPushButton* resume_;
  QPushButton* label_;
  QPushButton* compare_;
  QToolButton* export_;
  QProgressBar* progress_;
};

}  // namespace evenlight::studio
