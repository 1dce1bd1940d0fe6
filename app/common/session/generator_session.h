// An audit whose pictures a server makes: planned, and made, measured and stored one by one. The
// command and the studio add only progress and display.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/common/audit/audit_plan.h"
#include "app/common/generator/generator_client.h"
#include "bias_audit/measure/runner.h"

namespace evenlight {

struct GeneratorRequest {
  AuditChoices choices;
  nlohmann::ordered_json settings;  // of every picture, by the request's keys
  std::vector<std::string> instruments = {"auto"};
};

struct GeneratorPlan {
  audit::AuditSettings settings;
  std::vector<std::filesystem::path> instruments;
};

// Each may be empty.
struct GeneratorHooks {
  std::function<void()> asking;                        // before each picture
  std::function<void(const audit::RunState&)> stored;  // made or not, it is in the database
  std::function<void(const Message&)> note;
};

class GeneratorSession {
 public:
  // `client` must outlive this.
  GeneratorSession(GeneratorClient& client, GeneratorHooks hooks)
      : client_(client), hooks_(std::move(hooks)) {}

  // Asks the server for its model. Throws usage, input and network errors.
  GeneratorPlan plan(const GeneratorRequest& request);

  // The instruments of an audit that goes on. Throws Error(usage) when the server speaks another
  // interface than the one it began with. A note if it lies elsewhere.
  std::vector<std::filesystem::path> take_up(const audit::AuditDatabase& database,
                                             const std::vector<std::string>& instruments);

  // Makes, measures and stores what is missing; every picture that was finished stays, whatever is
  // thrown. Throws Error(failed) when the server draws with another model than before.
  void run(audit::AuditDatabase& database, const std::vector<std::filesystem::path>& instruments);

 private:
  audit::MadePicture make(const audit::AuditSettings& settings,
                          const audit::PictureRequest& request);
  void require_same_model(const GeneratedPicture& made);
  void remember_model(const audit::AuditDatabase& database);

  GeneratorClient& client_;
  GeneratorHooks hooks_;
  std::string drawn_by_;  // model and version that the server stated so far; empty: nothing yet
};

// Where the server of an audit is asked, without its token. Throws Error(usage).
GeneratorPlace place_of(const audit::AuditSettings& settings);

// The token in the environment variable EVENLIGHT_GENERATOR_TOKEN, or nothing.
std::string generator_token();

}  // namespace evenlight
