// An audit as a job of the queue: made picture by picture on the thread that renders.
#pragma once

#include <functional>
#include <optional>

#include "app/common/session/audit_session.h"
#include "app/gui/queue/job.h"
#include "bias_audit/measure/runner.h"

namespace evenlight::studio {

struct AuditJob {
  int id = 0;
  QString title;
  std::filesystem::path folder;
  std::optional<AuditChoices> choices;  // of a new audit; without one the folder's goes on
  // Of a new audit:
  KnownModel model;
  RecipeDocument document;  // what was chosen; the rest is as the model recommends
  std::vector<std::string> instruments = {"auto"};
  DeviceRequest device;
};

struct AuditEvents {
  std::function<void()> poll;  // throws to stop
  std::function<void(const JobProgress&)> progressed;
  std::function<void(const audit::RunState&)> stored;  // after each picture
  std::function<void(const Message&)> note;
  std::function<LoadReport()> loading;  // who is told while the model of the session is loaded
};

// Makes what is missing. Every picture that was finished stays, whatever is thrown.
void make_audit(const AuditJob& job, PictureSession& pictures, const AuditEvents& events);

}  // namespace evenlight::studio
