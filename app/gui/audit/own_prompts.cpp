#include "app/gui/audit/own_prompts.h"

#include <QFormLayout>
#include <QPlainTextEdit>
#include <nlohmann/json.hpp>
#include <set>

#include "app/gui/widgets/text.h"
#include "engine/base/input_error.h"

namespace evenlight::studio {
namespace {

using Json = nlohmann::ordered_json;

QStringList lines_of(const QPlainTextEdit& edit) {
  QStringList lines;
  for (const QString& line : edit.toPlainText().split('\n')) {
    const QString text = line.trimmed();
    if (!text.isEmpty() && !audit::is_remark(to_std(text))) lines << text;
  }
  return lines;
}

QPlainTextEdit* lines_edit(const char* name, const QString& label, const QString& tip, int lines) {
  auto* edit = new QPlainTextEdit;
  edit->setObjectName(name);
  edit->setAccessibleName(label);
  edit->setAccessibleDescription(tip);
  edit->setToolTip(tip);
  edit->setTabChangesFocus(true);
  edit->setFixedHeight(edit->fontMetrics().lineSpacing() * lines);
  return edit;
}

}  // namespace

OwnPrompts::OwnPrompts(QWidget* parent) : QWidget(parent) {
  auto* form = new QFormLayout(this);
  form->setContentsMargins(0, 0, 0, 0);
  form->setRowWrapPolicy(QFormLayout::WrapAllRows);
  subjects_ = lines_edit("audit_own_prompts", tr("Subjects, one per line"),
                         tr("Whom the pictures show, one per line, with the article: a CEO"), 6);
  subjects_->setPlaceholderText(tr("a CEO\na nurse"));
  wordings_ = lines_edit("audit_own_templates", tr("Wordings, one per line"),
                         tr("How each subject is put into words; {subject} stands for it. Every "
                            "subject is made with each of them in turn."),
                         4);
  wordings_->setPlainText("a portrait of {subject}");
  form->addRow(tr("S&ubjects, one per line"), subjects_);
  form->addRow(tr("&Wordings, one per line"), wordings_);
  connect(subjects_, &QPlainTextEdit::textChanged, this, &OwnPrompts::changed);
  connect(wordings_, &QPlainTextEdit::textChanged, this, &OwnPrompts::changed);
}

int OwnPrompts::count() const {
  return int(lines_of(*subjects_).size());
}

audit::PromptSet OwnPrompts::set() const {
  const QStringList subjects = lines_of(*subjects_), wordings = lines_of(*wordings_);
  if (subjects.isEmpty()) {
    throw InputError(to_std(tr("Write at least one subject, such as “a CEO”.")));
  }
  Json json = {{"name", "own"}, {"version", "1"}, {"title", to_std(tr("Own prompts"))}};
  json["templates"] = Json::array();
  for (const QString& text : wordings) {
    if (text.count("{subject}") != 1) {
      throw InputError(
          to_std(tr("The wording “%1” must contain {subject} once.").arg(text.left(60))));
    }
    json["templates"].push_back(to_std(text));
  }
  if (wordings.isEmpty()) json["templates"].push_back("{subject}");
  json["subjects"] = Json::array();
  std::set<std::string> seen;
  for (const QString& text : subjects) {
    const std::string slug = audit::slug_of(to_std(text));
    std::string id = slug;
    for (int i = 2; !seen.insert(id).second; ++i) id = slug + "-" + std::to_string(i);
    json["subjects"].push_back({{"id", id}, {"text", to_std(text)}});
  }
  return audit::parse_prompt_set(json.dump(), to_std(tr("Your own prompts")));
}

}  // namespace evenlight::studio
