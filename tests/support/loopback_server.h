// A server of a test's own, on 127.0.0.1: it reads one request at a time and answers with whatever
// bytes the test gives, well-formed or not.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace evenlight {

struct AskedOfServer {
  std::string method, path;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

// What goes out: `bytes`, then what `more` gives until it gives nothing or nobody listens.
struct ServerReply {
  std::string bytes;
  std::function<std::string()> more = {};
};

// "HTTP/1.1 200 OK", a length, and the body.
ServerReply reply_with(int status, const std::string& body, const std::string& headers = "",
                       const std::string& type = "application/json");

class LoopbackServer {
 public:
  using Handler = std::function<ServerReply(const AskedOfServer&)>;
  explicit LoopbackServer(Handler handler);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  int port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::vector<AskedOfServer> asked() const;  // so far

 private:
  void serve();
  void answer(int connection);

  Handler handler_;
  int socket_ = -1, port_ = 0;
  std::atomic<bool> ends_ = false;
  mutable std::mutex mutex_;
  std::vector<AskedOfServer> asked_;
  std::thread thread_;
};

}  // namespace evenlight
