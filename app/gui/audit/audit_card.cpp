#include "app/gui/audit/audit_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/audit/audit_svg.h"
#include "app/gui/audit/audit_words.h"
#include "app/gui/widgets/text.h"
#include "app/gui/widgets/words_label.h"
#include "bias_audit/report/lookup.h"

namespace evenlight::studio {
namespace {

constexpr int gap = 4;  // pixels, between the bar and its buttons

QIcon swatch(const QColor& colour) {
  QPixmap pixmap(12, 12);
  pixmap.fill(colour);
  return pixmap;
}

std::vector<AuditBar::Part> parts_of(const audit::GroupResult& group, const QString& attribute) {
  std::vector<AuditBar::Part> parts;
  const auto add = [&](const QString& name, const QColor& colour, int64_t count) {
    parts.push_back({name, class_text(name), colour, count});
  };
  for (size_t i = 0; i < group.classes.size(); ++i) {
    add(to_qt(group.classes[i].name), class_colour(attribute, int(i), int(group.classes.size())),
        group.classes[i].count);
  }
  for (size_t i = 0; i < group.unclassified.size(); ++i) {
    add(audit::unclassified_names[i], unclassified_colour(int(i)), group.unclassified[i]);
  }
  return parts;
}

void embolden(QLabel& label) {
  QFont font = label.font();
  font.setBold(true);
  label.setFont(font);
}

void put(QLabel& label, const QString& text) {
  label.setText(text);
  label.setVisible(!text.isEmpty());
}

}  // namespace

AuditBar::AuditBar(QWidget* parent) : QWidget(parent) {
  // A fixed height would be that of the hint, one row, however many the width asks for.
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void AuditBar::show_parts(const std::vector<Part>& parts) {
  parts_ = parts;
  while (buttons_.size() < parts.size()) {
    auto* button = new QToolButton(this);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QToolButton::clicked, this,
            [this, index = buttons_.size()] { emit picked(parts_[index].name); });
    buttons_.push_back(button);
  }
  used_.clear();
  for (size_t i = 0; i < buttons_.size(); ++i) {
    const bool used = i < parts.size() && parts[i].count > 0;
    buttons_[i]->setVisible(used);
    if (!used) continue;
    used_.push_back(buttons_[i]);
    const Part& part = parts[i];
    buttons_[i]->setObjectName("audit_part_" + part.name);
    buttons_[i]->setIcon(swatch(part.colour));
    buttons_[i]->setText(tr("%1: %2").arg(part.text).arg(part.count));
    buttons_[i]->setToolTip(tr("Show these pictures"));
    buttons_[i]->setAccessibleName(
        tr("%1: %n picture(s), show them", nullptr, int(part.count)).arg(part.text));
  }
  updateGeometry();
  place_buttons();
  update();
}

// Below the bar from left to right, in as many rows as they need.
std::vector<QRect> AuditBar::button_places(int width) const {
  std::vector<QRect> places;
  int left = 0, top = fontMetrics().height() + gap, bottom = top;
  for (const QToolButton* button : used_) {
    const QSize size = button->sizeHint();
    if (left > 0 && left + size.width() > width) {
      left = 0;
      top = bottom + gap;
    }
    places.emplace_back(QPoint(left, top), size);
    bottom = top + size.height();
    left += size.width() + gap;
  }
  return places;
}

void AuditBar::place_buttons() {
  const std::vector<QRect> places = button_places(width());
  for (size_t i = 0; i < places.size(); ++i) used_[i]->setGeometry(places[i]);
}

int AuditBar::heightForWidth(int width) const {
  const std::vector<QRect> places = button_places(width);
  return places.empty() ? fontMetrics().height() : places.back().bottom() + 1;
}

QSize AuditBar::sizeHint() const {
  int width = 0;
  for (const QToolButton* button : used_) width += button->sizeHint().width() + gap;
  return {width, heightForWidth(width)};
}

QSize AuditBar::minimumSizeHint() const {
  int width = 0;
  for (const QToolButton* button : used_) width = std::max(width, button->sizeHint().width());
  return {width, fontMetrics().height()};
}

void AuditBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  place_buttons();
}

QRectF AuditBar::bar() const {
  return QRectF(0, 0, width(), fontMetrics().height());
}

void AuditBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QRectF whole = bar();
  painter.fillRect(whole, palette().color(QPalette::Midlight));
  qint64 all = 0;
  for (const Part& part : parts_) all += part.count;
  double left = whole.left();
  for (const Part& part : parts_) {
    if (part.count == 0) continue;
    const double width = whole.width() * double(part.count) / double(all);
    painter.fillRect(QRectF(left, whole.top(), width, whole.height()), part.colour);
    left += width;
  }
}

void AuditBar::mousePressEvent(QMouseEvent* event) {
  const QRectF whole = bar();
  if (!whole.contains(event->position())) return QWidget::mousePressEvent(event);
  qint64 all = 0;
  for (const Part& part : parts_) all += part.count;
  double right = whole.left();
  for (const Part& part : parts_) {
    if (part.count == 0) continue;
    right += whole.width() * double(part.count) / double(all);
    if (event->position().x() <= right) return emit picked(part.name);
  }
}

AuditCard::AuditCard(QWidget* parent) : QFrame(parent) {
  setFrameShape(QFrame::StyledPanel);
  setObjectName("audit_card");
  auto* column = new QVBoxLayout(this);
  title_ = words("audit_card_title");
  verdict_ = words("audit_card_verdict");
  for (QLabel* label : {title_, verdict_}) embolden(*label);
  share_ = words("audit_card_share");
  why_ = words("audit_card_why");
  corrected_ = words("audit_card_corrected");
  references_ = words("audit_card_references");
  chart_ = new AuditSvg;
  bar_ = new AuditBar;
  auto* head = new QHBoxLayout;
  head->addWidget(title_, 1);
  head->addWidget(verdict_);
  verdict_->setWordWrap(false);
  verdict_->setAlignment(Qt::AlignRight | Qt::AlignTop);
  column->addLayout(head);
  for (QWidget* part : {static_cast<QWidget*>(share_), static_cast<QWidget*>(corrected_),
                        static_cast<QWidget*>(why_), static_cast<QWidget*>(chart_),
                        static_cast<QWidget*>(references_), static_cast<QWidget*>(bar_)}) {
    column->addWidget(part);
  }
  connect(bar_, &AuditBar::picked, this,
          [this](const QString& name) { emit picked(prompt_, attribute_, name); });
}

void AuditCard::show_group(const AuditSnapshot& snapshot, size_t index) {
  const audit::Report& report = snapshot.report;
  const audit::GroupResult& group = report.analysis.groups.at(index);
  prompt_ = to_qt(group.prompt);
  attribute_ = to_qt(group.attribute);
  title_->setText(to_qt(audit::prompt_title(report, group.prompt)));
  verdict_->setText(verdict_word(group));
  share_->setText(share_text(report, group));
  why_->setText(verdict_text(report, group));
  put(*corrected_, corrected_text(report, group));
  put(*references_, references_text(report, group));
  const audit::Drawing& chart = snapshot.prompts.at(index);
  chart_->setVisible(!chart.shapes.empty());
  if (!chart.shapes.empty()) chart_->show_chart(chart);
  bar_->show_parts(parts_of(group, attribute_));
  setAccessibleName(title_->text() + ": " + verdict_->text());
  setAccessibleDescription(share_->text());
}

}  // namespace evenlight::studio
