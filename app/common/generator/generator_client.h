// A server that makes pictures, asked for one at a time. Whatever it answers is bounded, and ends
// as a picture, a refusal or one sentence.
#pragma once

#include <memory>
#include <string>

#include "app/common/generator/generator_dialect.h"
#include "app/common/generator/http_client.h"
#include "app/common/generator/request_pace.h"

namespace evenlight {

struct GeneratorPlace {
  GeneratorUrl url;
  const Dialect* dialect = nullptr;
  std::string model;  // as the server calls it; empty: the one that it has
  std::string token;  // from the environment; never stored
};

struct GeneratorManners {
  double per_minute = 0;  // requests; 0: no limit
  HttpLimits limits;
  Patience patience;
  Sleep sleep;  // empty: sleep_and_poll
};

// What the server made, or why it would not.
struct GeneratedPicture {
  std::string bytes;    // as they came: PNG, JPEG or WebP is the caller's to find out
  std::string refused;  // a content filter's code; then there are no bytes
  std::string model, version;
  nlohmann::ordered_json request;  // without the prompt and the seed
  nlohmann::ordered_json told;
};

// Throws Error(usage) for a token that no header can hold, and for one that would go over a network
// in the clear.
class GeneratorClient {
 public:
  GeneratorClient(GeneratorPlace place, GeneratorManners manners, Poll poll);

  const GeneratorPlace& place() const { return place_; }

  // The model and version that it states for itself; both empty where it does not. Throws like
  // make().
  void ask_model(std::string& model, std::string& version);

  // `settings`: of every picture, by the request's keys. Throws Error(failed) when the server
  // cannot be reached, refuses access, asks for too long a wait, or answers with nonsense.
  GeneratedPicture make(const nlohmann::ordered_json& settings, const std::string& prompt,
                        uint64_t seed);

 private:
  HttpAnswer ask(const HttpRequest& request);
  HttpAnswer ask_once(const HttpRequest& request);
  std::optional<std::chrono::milliseconds> wait_for(const HttpAnswer& answer) const;
  [[noreturn]] void fail(const Message& what) const;
  [[noreturn]] void fail_by_status(const HttpAnswer& answer) const;
  nlohmann::ordered_json json_of(const HttpAnswer& answer) const;
  std::string fetch_picture(const std::string& url);
  std::string without_token(std::string text) const;

  GeneratorPlace place_;
  GeneratorManners manners_;
  Sleep sleep_;
  HttpClient http_;
  RequestPace pace_;
};

}  // namespace evenlight
