#pragma once

#include <QWidget>
#include <optional>

#include "app/gui/audit/audit_context.h"
#include "app/gui/audit/audit_reader.h"
#include "app/gui/queue/job_queue.h"

class QStackedWidget;

namespace evenlight::studio {

class AuditHeader;
class AuditComparePage;
class AuditLabelPage;
class AuditResults;
class AuditSetup;

// Audits: begin one, watch it, stop it, go on, look behind its numbers, label, compare, export.
class AuditPanel : public QWidget {
  Q_OBJECT
 public:
  // Audits lie in folders below `folder`.
  AuditPanel(JobQueue& queue, std::filesystem::path folder, const std::filesystem::path& thumbnails,
             std::function<AuditContext()> context, QWidget* parent = nullptr);
  ~AuditPanel() override;

  // Of what the window has chosen.
  void context_changed();
  // Shows an audit's results. A folder from elsewhere joins the list.
  void open(const std::filesystem::path& folder);

 signals:
  void chosen(const std::filesystem::path& picture);
  void failed(const QString& sentence);
  void notice(const QString& sentence);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void connect_parts();
  void fill_audits();
  void audits_found(const std::vector<KnownAudit>& found);
  void audit_picked(int row);
  void start();
  void resume();
  void stop();
  void queue_changed();
  void job_finished(int job);
  void read(bool at_once);
  void snapshot_read(AuditSnapshotPtr snapshot);
  void show_state();
  void export_report(const QString& format);
  void label();
  void compare();
  std::filesystem::path new_folder(const std::string& set, const std::string& model) const;
  bool is_running(const std::filesystem::path& folder) const;
  QString title_of(const std::filesystem::path& folder) const;

  JobQueue& queue_;
  std::filesystem::path folder_;
  std::function<AuditContext()> context_;
  AuditReader report_reader_;  // reports
  AuditReader quick_tasks_;    // everything shorter
  std::vector<KnownAudit> audits_;
  std::filesystem::path shown_;  // empty: a new audit is set up
  AuditSnapshotPtr snapshot_;
  std::map<int, std::filesystem::path> jobs_;  // waiting or running

  AuditHeader* header_;
  QStackedWidget* pages_;
  AuditSetup* setup_;
  AuditResults* results_;
  AuditLabelPage* labels_;
  AuditComparePage* comparison_;
};

// Where audits lie, beside the pictures: the gallery must not take them for its own.
std::filesystem::path audits_folder(const std::filesystem::path& pictures);

}  // namespace evenlight::studio
