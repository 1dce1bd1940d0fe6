#include "app/gui/window/keys_dialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace evenlight::studio {
namespace {

struct Row {
  const char* keys;
  const char* text;
};
constexpr const char* context = "evenlight::studio::KeysDialog";

constexpr Row prompt_rows[] = {
    {"Ctrl+Up", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "more weight for the word")},
    {"Ctrl+Down", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "less weight for the word")},
    {"Ctrl+Space",
     QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "words that the model knows")},
};
constexpr Row picture_rows[] = {
    {"+", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "larger")},
    {"-", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "smaller")},
    {"0", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "fit to window")},
    {"1", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "actual size")},
    {"Left, Right, Up, Down",
     QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "move it, or the line of the comparison")},
};
constexpr Row gallery_rows[] = {
    {"Return", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "use these settings")},
    {"0, 1, 2, 3, 4, 5", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "rate it")},
    {"Del", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "move it to the trash")},
};
constexpr Row label_rows[] = {
    {"W", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "reads as woman")},
    {"M", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "reads as man")},
    {"U", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "unclear")},
    {"N", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "no person visible")},
    {"S", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "several people")},
    {"Backspace", QT_TRANSLATE_NOOP("evenlight::studio::KeysDialog", "undo last")},
};

// "Ctrl+Up" as the person's language writes it.
QString native(const QString& keys) {
  QStringList all;
  for (const QString& key : keys.split(", ")) {
    all << QKeySequence(key).toString(QKeySequence::NativeText);
  }
  return all.join(", ");
}

QTreeWidgetItem* add_group(QTreeWidget& tree, const QString& title) {
  auto* group = new QTreeWidgetItem(&tree, {title});
  group->setFirstColumnSpanned(true);
  QFont bold = tree.font();
  bold.setBold(true);
  group->setFont(0, bold);
  return group;
}

template <class Rows>
void add_rows(QTreeWidget& tree, const QString& title, const Rows& rows) {
  QTreeWidgetItem* group = add_group(tree, title);
  for (const Row& row : rows) {
    new QTreeWidgetItem(group, {QCoreApplication::translate(context, row.text), native(row.keys)});
  }
}

void add_actions(QTreeWidget& tree, const QString& title, const QWidget& window) {
  QTreeWidgetItem* group = add_group(tree, title);
  for (const QAction* action : window.findChildren<QAction*>()) {
    if (action->shortcuts().isEmpty() || action->objectName().isEmpty()) continue;
    const QString plain = action->property("key_text").toString();
    QString text = plain.isEmpty() ? action->text() : plain;
    text.remove('&').remove(QString::fromUtf8("…"));
    new QTreeWidgetItem(
        group, {text, QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)});
  }
}

}  // namespace

KeysDialog::KeysDialog(QWidget& window) : QDialog(&window) {
  setObjectName("keys_dialog");
  setWindowTitle(tr("Keyboard shortcuts"));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* tree = new QTreeWidget;
  tree->setObjectName("keys");
  tree->setAccessibleName(tr("Keyboard shortcuts"));
  tree->setHeaderLabels({tr("What"), tr("Key")});
  tree->setRootIsDecorated(false);
  add_actions(*tree, tr("Everywhere"), window);
  add_rows(*tree, tr("In the prompt"), prompt_rows);
  add_rows(*tree, tr("On the picture"), picture_rows);
  add_rows(*tree, tr("In the gallery"), gallery_rows);
  add_rows(*tree, tr("While labelling pictures"), label_rows);
  tree->expandAll();
  tree->resizeColumnToContents(0);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  auto* column = new QVBoxLayout(this);
  column->addWidget(tree);
  column->addWidget(buttons);
  resize(tree->columnWidth(0) + fontMetrics().averageCharWidth() * 40, window.height() * 3 / 4);
}

}  // namespace evenlight::studio
