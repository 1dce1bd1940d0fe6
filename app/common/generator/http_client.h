// One HTTP request at a time, with bounds on everything that a server could send.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include "engine/base/message.h"

namespace evenlight {

using Poll = std::function<void()>;  // asked while one waits; throws to stop

struct HttpLimits {
  size_t body = size_t(128) << 20;  // bytes of an answer
  size_t headers = size_t(64) << 10;
  int connect_seconds = 15;
  int seconds = 300;  // for the whole of it, so that no trickle lasts for ever
};

struct HttpRequest {
  std::string url;
  std::string body;          // JSON that is posted; empty: nothing is, the address is read
  bool with_token = true;    // whether this address may see it
  bool is_loopback = false;  // goes past any proxy
};

struct HttpAnswer {
  long status = 0;
  std::map<std::string, std::string> headers;  // names in lower case; the last of each
  std::string body;
};

// There is no whole answer. Another try may help, or not.
class HttpFailure : public std::runtime_error {
 public:
  HttpFailure(Message why, bool may_pass)
      : std::runtime_error(worded(why)), why(why), may_pass(may_pass) {}
  Message why;
  bool may_pass;
};

class HttpClient {
 public:
  // The token is "user:password" or a bearer's. Nobody but the server ever sees it.
  HttpClient(HttpLimits limits, std::string token, Poll poll);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Follows no redirection. Throws HttpFailure, and whatever `poll` throws.
  HttpAnswer send(const HttpRequest& request);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace evenlight
