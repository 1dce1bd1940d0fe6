#pragma once

#include <QWidget>

#include "app/gui/audit_reader.h"

class QComboBox;
class QLabel;
class QTableWidget;

namespace evenlight::studio {

// Two audits of the same prompts and seeds, picture by picture.
class AuditComparePage : public QWidget {
  Q_OBJECT
 public:
  explicit AuditComparePage(AuditReader& reader, QWidget* parent = nullptr);

  // `first` is laid beside one of the others, which the person chooses.
  void begin(const KnownAudit& first, const std::vector<KnownAudit>& others);

 signals:
  void left();

 private:
  void compare();
  void show_comparison(const nlohmann::ordered_json& comparison);
  void choose_folder();

  AuditReader& reader_;
  KnownAudit first_;
  QLabel* title_;
  QComboBox* second_;
  QLabel* told_;
  QTableWidget* table_;
};

}  // namespace evenlight::studio
