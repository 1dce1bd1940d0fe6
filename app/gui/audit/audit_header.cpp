#include "app/gui/audit/audit_header.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/audit/audit_export.h"
#include "app/gui/widgets/text.h"

namespace evenlight::studio {

AuditHeader::AuditHeader(QWidget* parent) : QWidget(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  box_ = new QComboBox;
  box_->setObjectName("audit_box");
  box_->setAccessibleName(tr("Audit"));
  box_->setToolTip(tr("A new audit, or one that was made before"));
  box_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box_->setMinimumContentsLength(20);
  connect(box_, &QComboBox::activated, this, &AuditHeader::picked);
  column->addWidget(box_);
  auto* row = new QHBoxLayout;
  const auto add = [&](const char* name, const QString& text, const QString& tip, auto wanted) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    connect(button, &QPushButton::clicked, this, wanted);
    row->addWidget(button);
    return button;
  };
  stop_ = add("audit_stop", tr("S&top"), tr("Stops within a step; every picture is kept"),
              &AuditHeader::stop_wanted);
  resume_ = add("audit_resume", tr("Res&ume"), tr("Makes the pictures that are missing"),
                &AuditHeader::resume_wanted);
  label_ = add("audit_label", tr("&Label pictures…"),
               tr("Label pictures yourself; the shares can then be corrected by your answers"),
               &AuditHeader::label_wanted);
  compare_ = add("audit_compare", tr("&Compare…"),
                 tr("Compares this audit with another one of the same prompts, picture by picture"),
                 &AuditHeader::compare_wanted);
  export_ = make_export();
  row->addWidget(export_);
  row->addStretch(1);
  column->addLayout(row);
  progress_ = new QProgressBar;
  progress_->setObjectName("audit_progress");
  progress_->setAccessibleName(tr("Pictures of this audit"));
  progress_->setFormat(tr("%v of %m pictures"));
  progress_->hide();
  column->addWidget(progress_);
}

QToolButton* AuditHeader::make_export() {
  auto* button = new QToolButton;
  button->setObjectName("audit_export");
  button->setText(tr("E&xport"));
  button->setToolTip(tr("Writes the report, in English, into a file"));
  button->setAccessibleName(tr("Export the report"));
  button->setPopupMode(QToolButton::InstantPopup);
  button->setFocusPolicy(Qt::StrongFocus);
  auto* menu = new QMenu(button);
  for (const ReportFormat& format : report_formats()) {
    QAction* action =
        menu->addAction(tr(format.text), this, [this, &format] { emit export_wanted(format.id); });
    action->setObjectName(QString("action_audit_export_%1").arg(format.id));
  }
  button->setMenu(menu);
  return button;
}

void AuditHeader::list(const std::vector<KnownAudit>& audits, const std::filesystem::path& shown) {
  const QSignalBlocker quiet(box_);
  box_->clear();
  box_->addItem(tr("A new audit"));
  for (const KnownAudit& known : audits) {
    box_->addItem(known.title, path_text(known.folder));
    if (known.folder == shown) box_->setCurrentIndex(box_->count() - 1);
  }
}

void AuditHeader::show_state(bool running, const AuditSnapshot* snapshot) {
  const bool made = snapshot && snapshot->made > 0;
  const bool missing = snapshot && snapshot->missing > 0;
  stop_->setVisible(running);
  resume_->setVisible(!running && missing);
  label_->setEnabled(made);
  compare_->setEnabled(made && !missing && !running);
  export_->setEnabled(snapshot);
  progress_->setVisible(running || missing);
  progress_->setRange(0, snapshot ? int(snapshot->made + snapshot->missing) : 0);
  if (snapshot) progress_->setValue(int(snapshot->made));
}

}  // namespace evenlight::studio
