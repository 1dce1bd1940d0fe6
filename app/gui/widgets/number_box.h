// Boxes for numbers that can be typed: nothing is corrected while a number is being written, only
// when it is finished (Return, Tab, another field).
#pragma once

#include <QDoubleSpinBox>
#include <QSpinBox>

namespace evenlight::studio {

// A whole number; a finished one becomes the next multiple, and the largest if it is too large.
class WholeBox : public QSpinBox {
  Q_OBJECT
 public:
  WholeBox(int low, int high, int multiple = 1, QWidget* parent = nullptr);

  // Shows the value unless it is shown already: what somebody is writing stays.
  void show_value(int value);

  QValidator::State validate(QString& text, int& position) const override;
  void fixup(QString& text) const override;
  int valueFromText(const QString& text) const override;

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  int snapped(qint64 value) const;
  int multiple_;
};

// A number with decimals; point and comma both mean the decimal mark, in every language.
class RealBox : public QDoubleSpinBox {
  Q_OBJECT
 public:
  RealBox(double low, double high, double step, QWidget* parent = nullptr);

  void show_value(double value);

  QValidator::State validate(QString& text, int& position) const override;
  void fixup(QString& text) const override;
  QString textFromValue(double value) const override;

 protected:
  void keyPressEvent(QKeyEvent* event) override;
};

// Takes what stands in every number box below `panel`, also in one that is still being written in.
void take_typed_numbers(QWidget& panel);

}  // namespace evenlight::studio
