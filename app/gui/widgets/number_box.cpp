#include "app/gui/widgets/number_box.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <algorithm>
#include <cmath>

namespace evenlight::studio {
namespace {

constexpr int max_decimals = 3;
constexpr int max_digits = 9;

// Without the unit that stands behind it.
QString bare(const QString& text, const QString& suffix) {
  return text.endsWith(suffix) ? text.chopped(suffix.size()) : text;
}

// Escape takes back what was being written; it never goes on to the window while there is some.
bool take_back(QAbstractSpinBox& box, const QString& shown, const QKeyEvent& event) {
  if (event.key() != Qt::Key_Escape || box.text() == shown) return false;
  box.findChild<QLineEdit*>()->setText(shown);
  box.selectAll();
  return true;
}

}  // namespace

WholeBox::WholeBox(int low, int high, int multiple, QWidget* parent)
    : QSpinBox(parent), multiple_(std::max(1, multiple)) {
  setRange(low, high);
  setSingleStep(multiple_);
  setKeyboardTracking(false);
}

void WholeBox::show_value(int value) {
  if (value != QSpinBox::value()) setValue(value);
}

int WholeBox::snapped(qint64 value) const {
  const qint64 nearest = (value + multiple_ / 2) / multiple_ * multiple_;
  return int(std::clamp<qint64>(nearest, minimum(), maximum()));
}

// A number that is too large or not a multiple yet may still become one that fits.
QValidator::State WholeBox::validate(QString& text, int& position) const {
  if (text.isEmpty()) return QValidator::Intermediate;
  const bool digits =
      text.size() <= max_digits && std::ranges::all_of(text, [](QChar c) { return c.isDigit(); });
  if (!digits) return QSpinBox::validate(text, position);
  const qint64 value = text.toLongLong();
  return value == snapped(value) ? QValidator::Acceptable : QValidator::Intermediate;
}

void WholeBox::fixup(QString& text) const {
  bool number = false;
  const qint64 typed = text.toLongLong(&number);
  text = textFromValue(number ? snapped(typed) : value());
}

int WholeBox::valueFromText(const QString& text) const {
  return snapped(text.toLongLong());
}

void WholeBox::keyPressEvent(QKeyEvent* event) {
  if (!take_back(*this, textFromValue(value()), *event)) QSpinBox::keyPressEvent(event);
}

RealBox::RealBox(double low, double high, double step, QWidget* parent) : QDoubleSpinBox(parent) {
  setDecimals(max_decimals);
  setRange(low, high);
  setSingleStep(step);
  setKeyboardTracking(false);
}

void RealBox::show_value(double value) {
  const double unit = std::pow(10.0, -decimals());
  const double rounded = std::round(std::clamp(value, minimum(), maximum()) / unit) * unit;
  if (std::abs(rounded - QDoubleSpinBox::value()) > unit / 2) setValue(value);
}

QValidator::State RealBox::validate(QString& text, int& position) const {
  if (text == specialValueText()) return QDoubleSpinBox::validate(text, position);
  // A group separator would make "7.5" 75 where the comma is the decimal mark.
  const QString mark = locale().decimalPoint();
  text.replace(mark == "," ? "." : ",", mark);
  const QString typed = bare(text, suffix());
  if (typed.count(mark) > 1) return QValidator::Invalid;
  bool number = false;
  const double value = QString(typed).replace(mark, ".").toDouble(&number);
  const bool written = typed.section(mark, 1).size() <= decimals() && typed.size() <= max_digits;
  // Too large or too small so far: mended when it is finished.
  if (number && written && (value > maximum() || value < minimum())) {
    return QValidator::Intermediate;
  }
  return QDoubleSpinBox::validate(text, position);
}

void RealBox::fixup(QString& text) const {
  bool number = false;
  const double typed = bare(text, suffix()).replace(locale().decimalPoint(), ".").toDouble(&number);
  text = textFromValue(number ? std::clamp(typed, minimum(), maximum()) : value()) + suffix();
}

// "7.5", not "7.500"; whole numbers keep one decimal, so that one sees that there may be some.
QString RealBox::textFromValue(double value) const {
  QString text = QDoubleSpinBox::textFromValue(value);
  const qsizetype mark = text.indexOf(locale().decimalPoint());
  while (mark >= 0 && text.size() > mark + 2 && text.endsWith('0')) text.chop(1);
  return text;
}

void RealBox::keyPressEvent(QKeyEvent* event) {
  const bool special = value() == minimum() && !specialValueText().isEmpty();
  const QString shown = special ? specialValueText() : textFromValue(value()) + suffix();
  if (!take_back(*this, shown, *event)) QDoubleSpinBox::keyPressEvent(event);
}

void take_typed_numbers(QWidget& panel) {
  for (QAbstractSpinBox* box : panel.findChildren<QAbstractSpinBox*>()) box->interpretText();
}

}  // namespace evenlight::studio
