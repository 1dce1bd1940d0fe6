#include "app/gui/words_label.h"

#include <QLabel>
#include <QResizeEvent>

namespace evenlight::studio {
namespace {

constexpr int least_letters = 12;

// A wrapping QLabel's least height is what it would need at its least width, which leaves forms
// full of holes; this one's is for the width that it has.
class WordsLabel : public QLabel {
 public:
  QSize minimumSizeHint() const override {
    const int least = fontMetrics().averageCharWidth() * least_letters;
    return {least, heightForWidth(std::max(least, width()))};
  }

 protected:
  void resizeEvent(QResizeEvent* event) override {
    QLabel::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) updateGeometry();
  }
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
