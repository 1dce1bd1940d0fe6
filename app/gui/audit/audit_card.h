#pragma once

#include <QFrame>

#include "app/gui/audit/audit_reader.h"

class QLabel;
class QToolButton;

namespace evenlight::studio {

class AuditSvg;

// How a prompt's pictures ended, as one bar and a button for every part of it.
class AuditBar : public QWidget {
  Q_OBJECT
 public:
  struct Part {
    QString name;  // as it is stored: "woman"
    QString text;  // as it is read: "reads as woman"
    QColor colour;
    qint64 count = 0;
  };
  explicit AuditBar(QWidget* parent = nullptr);
  void show_parts(const std::vector<Part>& parts);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;
  int heightForWidth(int width) const override;

 signals:
  void picked(const QString& name);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QRectF bar() const;
  std::vector<QRect> button_places(int width) const;  // of those that are used
  void place_buttons();

  std::vector<Part> parts_;
  std::vector<QToolButton*> buttons_;
  std::vector<QToolButton*> used_;
};

// One prompt and attribute of a report: share, interval, references and verdict, and its bar.
class AuditCard : public QFrame {
  Q_OBJECT
 public:
  explicit AuditCard(QWidget* parent = nullptr);

  // `group` is the index into the report's groups.
  void show_group(const AuditSnapshot& snapshot, size_t group);

 signals:
  void picked(const QString& prompt, const QString& attribute, const QString& name);

 private:
  QString prompt_, attribute_;
  QLabel* title_;
  QLabel* verdict_;
  QLabel* share_;
  QLabel* why_;
  QLabel* corrected_;
  QLabel* references_;
  AuditSvg* chart_;
  AuditBar* bar_;
};

}  // namespace evenlight::studio
