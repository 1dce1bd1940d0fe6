#include "app/gui/prompt/step_strip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <map>

#include "app/gui/widgets/text.h"

namespace evenlight::studio {
namespace {

constexpr int row_height = 8;  // pixels
constexpr int row_gap = 2;
constexpr size_t most_rows = 4;
constexpr size_t told_texts = 12;  // to a screen reader

// Told apart by their hue, and next to each other by a line between them.
QColor colour_of(int index, bool dark) {
  constexpr int hues[] = {210, 28, 140, 300, 55, 180, 0, 260};
  const int hue = hues[size_t(index) % std::size(hues)];
  return QColor::fromHsl(hue, 140, dark ? 120 : 150);
}

// The same text again goes on.
StepStrip::Row row_of(const TimedPart& part, std::map<std::string, int>& colours) {
  StepStrip::Row row{part.weight, {}};
  int first = 1;
  for (const ScheduledText& one : part.texts) {
    const int colour = colours.try_emplace(one.text, int(colours.size())).first->second;
    if (!row.segments.empty() && row.segments.back().colour == colour) {
      row.segments.back().last = one.last_step;
    } else {
      row.segments.push_back({first, one.last_step, to_qt(one.text).simplified(), colour});
    }
    first = one.last_step + 1;
  }
  return row;
}

}  // namespace

StepStrip::StepStrip(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Texts of the steps"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  hide();
}

void StepStrip::show_parts(const std::vector<TimedPart>& parts) {
  std::map<std::string, int> colours;
  rows_.clear();
  for (const TimedPart& part : parts) rows_.push_back(row_of(part, colours));
  steps_ = parts.empty() ? 1 : parts.front().texts.back().last_step;
  const bool changes = rows_.size() > 1 || (rows_.size() == 1 && rows_.front().segments.size() > 1);
  QStringList told;
  for (const Row& row : rows_) {
    for (const Segment& segment : row.segments) {
      if (size_t(told.size()) < told_texts) told << words_of(row, segment);
    }
  }
  setAccessibleDescription(told.join("\n"));
  setVisible(changes);
  updateGeometry();
  update();
}

QSize StepStrip::sizeHint() const {
  const int rows = int(std::clamp<size_t>(rows_.size(), 1, most_rows));
  return {80, rows * row_height + (rows - 1) * row_gap};
}

QRect StepStrip::rect_of(size_t row, const Segment& segment) const {
  const int left = (segment.first - 1) * width() / steps_;
  const int right = segment.last * width() / steps_;
  return {left, int(row) * (row_height + row_gap), std::max(1, right - left), row_height};
}

QString StepStrip::words_of(const Row& row, const Segment& segment) const {
  QString words =
      segment.first == segment.last
          ? tr("Step %1: %2").arg(segment.first).arg(segment.text)
          : tr("Steps %1 to %2: %3")
                .arg(QString::number(segment.first), QString::number(segment.last), segment.text);
  if (row.weight != 1.0) words += "\n" + tr("Weight %1").arg(locale().toString(row.weight));
  return words;
}

QString StepStrip::words_at(const QPoint& place) const {
  for (size_t i = 0; i < std::min(rows_.size(), most_rows); ++i) {
    for (const Segment& segment : rows_[i].segments) {
      if (rect_of(i, segment).contains(place)) return words_of(rows_[i], segment);
    }
  }
  return {};
}

void StepStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const bool dark = palette().color(QPalette::Base).lightnessF() < 0.5;
  for (size_t i = 0; i < std::min(rows_.size(), most_rows); ++i) {
    for (const Segment& segment : rows_[i].segments) {
      const QRect place = rect_of(i, segment);
      painter.fillRect(place, colour_of(segment.colour, dark));
      if (segment.first > 1 && place.width() > 3) {
        painter.fillRect(place.x(), place.y(), 1, place.height(), palette().color(QPalette::Base));
      }
    }
  }
}

bool StepStrip::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), words_at(help->pos()).toHtmlEscaped(), this);
  return true;
}

}  // namespace evenlight::studio
