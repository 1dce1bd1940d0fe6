#pragma once

#include <QWidget>

#include "app/gui/audit/audit_reader.h"

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace evenlight::studio {

class AuditCard;
class AuditPictures;
class AuditSvg;
class AuditTiles;
class Fold;

// An audit's report as it stands: its answer in a line and a few figures, charts, the report's
// sentences folded away, and a card a prompt. It may be given a newer reading at any time and keeps
// its place.
class AuditResults : public QWidget {
  Q_OBJECT
 public:
  explicit AuditResults(const std::filesystem::path& thumbnails, QWidget* parent = nullptr);

  void show_snapshot(AuditSnapshotPtr snapshot);
  void clear(const QString& sentence);
  QString attribute() const;  // that is shown

 signals:
  void chosen(const std::filesystem::path& picture);

 private:
  void fill_families();
  size_t family() const;  // that is shown, by its place in the report's summary
  void show_family();
  void show_charts();
  void show_cards();
  void fill_card(size_t place, int turn);
  void show_page_buttons(int prompts);
  void turn_page(int by);
  void show_pictures(const QString& prompt, const QString& attribute, const QString& name);

  AuditSnapshotPtr snapshot_;
  int page_ = 0;
  std::vector<size_t> shown_;  // groups of this page
  int turn_ = 0;               // tells cards that are outdated from those that are wanted
  QLabel* answer_;
  AuditTiles* tiles_;
  Fold* details_;
  QLabel* headline_;
  QComboBox* family_;
  QScrollArea* scroll_;
  QVBoxLayout* column_;
  std::vector<AuditSvg*> charts_;
  std::vector<AuditCard*> cards_;
  QLabel* limits_;
  QWidget* pages_;
  QLabel* page_text_;
  QPushButton* previous_;
  QPushButton* next_;
  AuditPictures* pictures_;
};

}  // namespace evenlight::studio
