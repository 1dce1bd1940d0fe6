#include "app/gui/widgets/message_bar.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace evenlight::studio {
namespace {

struct Look {
  QStyle::StandardPixmap mark;
  QColor background, text;
};

// Black on light and white on dark keep their contrast in both themes.
Look look_of(MessageBar::Kind kind) {
  switch (kind) {
    case MessageBar::Kind::information:
      return {QStyle::SP_MessageBoxInformation, QColor(0xd9, 0xea, 0xfb), Qt::black};
    case MessageBar::Kind::warning:
      return {QStyle::SP_MessageBoxWarning, QColor(0xfd, 0xee, 0xc4), Qt::black};
    case MessageBar::Kind::error:
      break;
  }
  return {QStyle::SP_MessageBoxCritical, QColor(0x9b, 0x1c, 0x1c), Qt::white};
}

}  // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent) {
  setObjectName("message_bar");
  setAutoFillBackground(true);
  mark_ = new QLabel;
  text_ = new QLabel;
  text_->setObjectName("message_text");
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  offer_ = new QToolButton;
  offer_->setObjectName("message_offer");
  offer_->hide();
  auto* close = new QToolButton;
  close->setObjectName("message_close");
  close->setText("✕");
  close->setAutoRaise(true);
  close->setToolTip(tr("Close this message"));
  close->setAccessibleName(close->toolTip());
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  auto* row = new QHBoxLayout(this);
  row->addWidget(mark_);
  row->addWidget(text_, 1);
  row->addWidget(offer_);
  row->addWidget(close);
  hide();
}

QString MessageBar::text() const {
  return text_->text();
}

void MessageBar::tell(Kind kind, const QString& sentence, QAction* action) {
  const Look look = look_of(kind);
  QPalette colours = palette();
  colours.setColor(QPalette::Window, look.background);
  colours.setColor(QPalette::WindowText, look.text);
  colours.setColor(QPalette::ButtonText, look.text);
  setPalette(colours);
  for (QWidget* child : findChildren<QWidget*>()) child->setPalette(colours);
  const int side = fontMetrics().height() * 3 / 2;
  mark_->setPixmap(style()->standardIcon(look.mark).pixmap(side, side));
  text_->setText(sentence);
  for (QAction* old : offer_->actions()) offer_->removeAction(old);
  if (action) offer_->setDefaultAction(action);
  offer_->setVisible(action != nullptr);
  setAccessibleName(sentence);
  show();
  QAccessibleEvent event(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&event);
}

}  // namespace evenlight::studio
