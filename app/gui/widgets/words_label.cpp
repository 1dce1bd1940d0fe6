#include "app/gui/widgets/words_label.h"

#include <QLabel>
#include <QResizeEvent>

namespace evenlight::studio {
namespace {

constexpr int min_letters = 12;

// A wrapping QLabel asks for the height that it needs at a width of its own choice, which leaves
// forms full of holes; this one asks for what it needs at the width that it has.
class WordsLabel : public QLabel {
 public:
  QSize sizeHint() const override {
    if (!wordWrap()) return QLabel::sizeHint();
    return {QLabel::sizeHint().width(), needed_height()};
  }
  QSize minimumSizeHint() const override {
    if (!wordWrap()) return QLabel::minimumSizeHint();
    return {min_width(), needed_height()};
  }

 protected:
  void resizeEvent(QResizeEvent* event) override {
    QLabel::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) updateGeometry();
  }

 private:
  int min_width() const { return fontMetrics().averageCharWidth() * min_letters; }
  int needed_height() const { return heightForWidth(std::max(min_width(), width())); }
};

}  // namespace

QLabel* words(const char* name) {
  auto* label = new WordsLabel;
  label->setObjectName(name);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  return label;
}

}  // namespace evenlight::studio
