#include "app/common/generator/generator_client.h"

#include <algorithm>

#include "engine/base/base64.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;
using std::chrono::milliseconds;

void require_token(const GeneratorPlace& place) {
  const std::string& token = place.token;
  const bool is_plain =
      std::ranges::all_of(token, [](unsigned char c) { return c > 32 && c < 127; });
  if (!is_plain) {
    throw Error(
        ErrorKind::usage,
        say<"The token in EVENLIGHT_GENERATOR_TOKEN has blanks or signs in it that no token "
            "has.">());
  }
  if (!token.empty() && place.url.scheme == "http" && !place.url.is_loopback()) {
    throw Error(ErrorKind::usage,
                say<"A token for {0} would be readable on its way; ask by https, or take it out of "
                    "EVENLIGHT_GENERATOR_TOKEN.">(place.url.text()));
  }
}

bool may_pass(long status) {
  return status == 408 || status == 425 || status == 429 || (status >= 500 && status != 501);
}

// Too many requests, or nothing left to pay with, which no waiting mends.
bool is_out_of_credit(const Json& answer) {
  const auto error = answer.is_object() ? answer.find("error") : answer.end();
  if (!answer.is_object() || error == answer.end() || !error->is_object()) return false;
  const Json code = error->value("code", Json());
  return code == "insufficient_quota" || code == "billing_hard_limit_reached";
}

}  // namespace

GeneratorClient::GeneratorClient(GeneratorPlace place, GeneratorManners manners, Poll poll)
    : place_(std::move(place)),
      manners_(std::move(manners)),
      sleep_(manners_.sleep ? manners_.sleep : sleep_and_poll(poll)),
      http_(manners_.limits, place_.token, std::move(poll)),
      pace_(manners_.per_minute, sleep_) {
  require_token(place_);
}

std::string GeneratorClient::without_token(std::string text) const {
  if (place_.token.empty()) return text;
  for (size_t at = 0; (at = text.find(place_.token, at)) != std::string::npos;) {
    text.replace(at, place_.token.size(), "…");
  }
  return text;
}

void GeneratorClient::fail(const Message& what) const {
  throw Error(ErrorKind::failed, say<"{0}: {1}.">(place_.url.text(), what));
}

Json GeneratorClient::json_of(const HttpAnswer& answer) const {
  try {
    return parse_json(answer.body, place_.url.text(), {manners_.limits.body, 32});
  } catch (const Error&) {
    return nullptr;
  }
}

void GeneratorClient::fail_by_status(const HttpAnswer& answer) const {
  const long status = answer.status;
  if (status >= 300 && status < 400) {
    const auto to = answer.headers.find("location");
    fail(say<"it sends on to {0}; name that address if it is to be trusted">(
        to == answer.headers.end() ? "?" : shown(to->second)));
  }
  if (status == 401 || status == 403) {
    fail(say<"it refuses access ({0}); its token belongs into the environment variable "
             "EVENLIGHT_GENERATOR_TOKEN">(status));
  }
  if (status == 404 || status == 405) {
    fail(say<"it has no interface \"{0}\" there ({1})">(place_.dialect->id, status));
  }
  const std::string complaint = without_token(complaint_in(json_of(answer)));
  if (complaint.empty()) fail(say<"it answers with the status {0}">(status));
  fail(say<"it answers with the status {0}: {1}">(status, complaint));
}

// The wait that the server asks for; throws where it is too long.
std::optional<milliseconds> GeneratorClient::wait_for(const HttpAnswer& answer) const {
  const auto header = answer.headers.find("retry-after");
  if (header == answer.headers.end()) return std::nullopt;
  const auto wait = retry_after(header->second);
  if (wait && *wait > manners_.patience.obeyed) {
    fail(say<"it asks to wait {0} seconds; go on with the audit then">(wait->count() / 1000));
  }
  return wait;
}

HttpAnswer GeneratorClient::ask_once(const HttpRequest& request) {
  pace_.wait();
  return http_.send(request);
}

HttpAnswer GeneratorClient::ask(const HttpRequest& request) {
  const Patience& patience = manners_.patience;
  milliseconds wait = patience.first;
  for (int attempt = 1;; ++attempt) {
    const bool is_last = attempt >= patience.tries;
    milliseconds asked{0};
    try {
      HttpAnswer answer = ask_once(request);
      if (answer.status < 300) return answer;
      if (!may_pass(answer.status)) return answer;
      if (answer.status == 429 && is_out_of_credit(json_of(answer))) return answer;
      asked = wait_for(answer).value_or(milliseconds(0));
      if (is_last) return answer;
    } catch (const HttpFailure& failure) {
      if (!failure.may_pass || is_last) fail(failure.why);
    }
    sleep_(std::max(asked, wait));
    wait = std::min(wait * 2, patience.longest);
  }
}

void GeneratorClient::ask_model(std::string& model, std::string& version) {
  model.clear();
  version.clear();
  const Dialect& dialect = *place_.dialect;
  if (!dialect.about_address) return;
  const HttpAnswer answer =
      ask({dialect.about_address(place_.url), "", true, place_.url.is_loopback()});
  if (answer.status == 404 || answer.status == 405) return;  // others that speak it may not say
  if (answer.status != 200) fail_by_status(answer);
  const Json about = json_of(answer);
  if (about.is_object()) dialect.read_about(about, model, version);
}

// Only from the server itself: an answer must not send anybody elsewhere.
std::string GeneratorClient::fetch_picture(const std::string& url) {
  std::optional<PictureUrl> place;
  try {
    place = parse_picture_url(url);
  } catch (const Error&) {
    fail(say<"it says that the picture lies at \"{0}\", which is no address">(shown(url)));
  }
  if (place->origin.host != place_.url.host) {
    fail(say<"it says that the picture lies on another host, {0}">(shown(place->origin.host)));
  }
  const HttpAnswer answer =
      ask({place->where, "", place->origin.has_origin_of(place_.url), place->origin.is_loopback()});
  if (answer.status != 200) fail_by_status(answer);
  return answer.body;
}

GeneratedPicture GeneratorClient::make(const Json& settings, const std::string& prompt,
                                       uint64_t seed) {
  const Dialect& dialect = *place_.dialect;
  GeneratedPicture made;
  made.request = dialect.request(settings, place_.model, prompt, seed);
  const std::string body = dump_json(made.request);
  for (const char* key : {"prompt", "seed"}) made.request.erase(key);
  const HttpAnswer answer =
      ask({dialect.address(place_.url), body, true, place_.url.is_loopback()});
  const Json json = json_of(answer);
  if (answer.status != 200) {
    const auto why = answer.status >= 400 && answer.status < 500 ? refusal_in(json) : std::nullopt;
    if (!why) fail_by_status(answer);
    made.refused = *why;
    made.told["status"] = answer.status;
    if (const std::string text = without_token(complaint_in(json)); !text.empty()) {
      made.told["message"] = text;
    }
    return made;
  }
  if (!json.is_object()) fail(say<"its answer is no JSON object">());
  DialectAnswer read;
  try {
    read = dialect.read(json);
  } catch (const Error& error) {
    fail(error.message());
  }
  made.refused = read.refused;
  made.model = without_token(read.model);
  made.version = without_token(read.version);
  made.told = std::move(read.told);
  if (!made.refused.empty()) return made;
  if (dialect.with_seeds && read.seed && *read.seed != seed) {
    fail(say<"it drew with the seed {0} where {1} was asked for">(*read.seed, seed));
  }
  if (!read.url.empty()) {
    made.bytes = fetch_picture(read.url);
    return made;
  }
  auto bytes = from_base64(read.base64);
  if (!bytes) fail(say<"its picture is broken (it is no base64)">());
  made.bytes = std::move(*bytes);
  return made;
}

}  // namespace evenlight
