// An audit's pictures, made through a session of pictures: a new audit is planned, a stopped one is
// taken up again, and what is missing is made, several pictures of a prompt at once where the
// device gains by it. The command and the studio add only progress and display.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/common/audit/audit_plan.h"
#include "app/common/session/concept_fit.h"
#include "app/common/session/picture_session.h"
#include "bias_audit/measure/runner.h"

namespace evenlight {

// A new audit.
struct AuditRequest {
  AuditChoices choices;
  KnownModel model;
  RecipeDocument document;  // what was chosen; the rest is as the model recommends
  std::vector<std::string> instruments = {"auto"};
  DeviceRequest device;
  GivenFiles files = {};
};

// What it comes to.
struct AuditPlan {
  audit::AuditSettings settings;
  std::vector<std::filesystem::path> instruments;
};

// Where things lie now, if they are not found where the audit was begun.
struct AuditPlaces {
  std::optional<KnownModel> model;
  std::vector<std::string> instruments;
  DeviceRequest device;
  GivenFiles files = {};
};

// What is done against the skew that an audit found: bias_audit/mitigate.
struct MitigationChoices {
  std::string method = "quota";
  std::string attribute = "presentation";
  std::string target = "parity";
  std::filesystem::path patch = {};  // where a method that edits the model keeps its edit
};

// All but `poll` may be empty.
struct AuditHooks {
  Poll poll;                                         // throws to stop
  std::function<void()> loading;                     // before a batch is made ready
  LoadReport loaded;                                 // while its weights are
  std::function<void(size_t pictures)> batch_began;  // so many at once
  std::function<void(const StepReport&)> step;
  std::function<void(const PictureFile&)> made;        // it is on disk
  std::function<void(const audit::RunState&)> stored;  // measured and in the database
  std::function<void(const Message&)> note;
  std::function<void(const FitRound&)> fitted = {};  // a round of an edit's fit
};

class AuditSession {
 public:
  // `pictures` must outlive this.
  AuditSession(PictureSession& pictures, AuditHooks hooks)
      : pictures_(pictures), hooks_(std::move(hooks)) {}

  // Opens the model and checks every prompt and the memory before the first picture. Reads the
  // whole model for its hash. Throws usage, input and device errors.
  AuditPlan plan(const AuditRequest& request);

  // Opens what an audit was begun with and returns its instruments. Throws Error(input) if the
  // model or an instrument is gone or was changed, Error(usage) if it began on another device.
  std::vector<std::filesystem::path> take_up(const audit::AuditDatabase& database,
                                             const AuditPlaces& places);

  // The same audit again, with the same prompts and seeds, and that done about it. Every prompt is
  // checked first. Throws as take_up and for a target or prompts that do not do.
  AuditPlan plan_mitigation(const audit::AuditDatabase& before, const AuditPlaces& places,
                            const MitigationChoices& choices);

  // Pictures of a prompt at once: as many as the device gains by and has memory for.
  size_t batch_for(const audit::AuditSettings& settings) const;

  // Makes, measures and stores what is missing. `batch`: pictures at once; 0: see batch_for.
  // Every picture that was finished stays, whatever is thrown.
  void run(audit::AuditDatabase& database, const std::vector<std::filesystem::path>& instruments,
           size_t batch = 0);

 private:
  using Accept = std::function<bool(const Image& image)>;
  void pass_on(const Notes& notes) const;
  void fit_patch(const audit::AuditDatabase& before, const MitigationChoices& choices,
                 const RecipeDocument& document, AuditPlan& plan);
  std::vector<audit::MadePicture> make(const RecipeDocument& document,
                                       std::span<const audit::PictureRequest> requests);
  audit::MadePicture make_alone(const RecipeDocument& document,
                                const audit::PictureRequest& request);
  // Draws further seeds until `accept` holds; the last picture counts if it never does.
  audit::MadePicture make_accepted(const RecipeDocument& document,
                                   const audit::PictureRequest& request, const Accept& accept);
  std::vector<Picture> render(const RecipeDocument& document,
                              std::span<const audit::PictureRequest> requests);
  std::string save(const RecipeDocument& document, const Picture& picture,
                   const std::filesystem::path& file) const;

  PictureSession& pictures_;
  AuditHooks hooks_;
};

}  // namespace evenlight
