#include "tests/support/loopback_server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <stdexcept>

namespace evenlight {
namespace {

bool send_all(int connection, const std::string& bytes) {
  size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t count = send(connection, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return false;
    sent += size_t(count);
  }
  return true;
}

// The head and as much of a body as it says; false when the client is gone.
bool read_request(int connection, AskedOfServer& asked) {
  std::string bytes;
  size_t head = std::string::npos, length = 0;
  char buffer[4096];
  while (head == std::string::npos || bytes.size() < head + 4 + length) {
    const ssize_t count = recv(connection, buffer, sizeof buffer, 0);
    if (count <= 0) return false;
    bytes.append(buffer, size_t(count));
    if (head != std::string::npos || (head = bytes.find("\r\n\r\n")) == std::string::npos) continue;
    std::istringstream lines(bytes.substr(0, head));
    std::string line;
    std::getline(lines, line);
    std::istringstream(line) >> asked.method >> asked.path;
    while (std::getline(lines, line)) {
      const size_t colon = line.find(':');
      std::string name = line.substr(0, colon),
                  value = line.substr(std::min(colon + 2, line.size()));
      for (char& c : name) c = char(std::tolower(static_cast<unsigned char>(c)));
      if (value.ends_with('\r')) value.pop_back();
      asked.headers[name] = value;
    }
    if (asked.headers.contains("content-length"))
      length = std::stoul(asked.headers["content-length"]);
  }
  asked.body = bytes.substr(head + 4, length);
  return true;
}

}  // namespace

ServerReply reply_with(int status, const std::string& body, const std::string& headers,
                       const std::string& type) {
  return {"HTTP/1.1 " + std::to_string(status) + " Answer\r\nContent-Type: " + type +
          "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n" +
          headers + "\r\n" + body};
}

LoopbackServer::LoopbackServer(Handler handler) : handler_(std::move(handler)) {
  socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* place = reinterpret_cast<sockaddr*>(&address);
  if (socket_ < 0 || bind(socket_, place, size) != 0 || listen(socket_, 16) != 0 ||
      getsockname(socket_, place, &size) != 0) {
    throw std::runtime_error("no socket on 127.0.0.1");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

LoopbackServer::~LoopbackServer() {
  ends_ = true;
  thread_.join();
  close(socket_);
}

std::vector<AskedOfServer> LoopbackServer::asked() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

void LoopbackServer::serve() {
  while (!ends_) {
    pollfd waiting{socket_, POLLIN, 0};
    if (poll(&waiting, 1, 20) <= 0) continue;
    const int connection = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    const timeval patience{5, 0};
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    answer(connection);
    close(connection);
  }
}

void LoopbackServer::answer(int connection) {
  AskedOfServer asked;
  if (!read_request(connection, asked)) return;
  {
    const std::lock_guard lock(mutex_);
    asked_.push_back(asked);
  }
  const ServerReply reply = handler_(asked);
  if (!send_all(connection, reply.bytes) || !reply.more) return;
  while (!ends_) {
    const std::string piece = reply.more();
    if (piece.empty() || !send_all(connection, piece)) return;
  }
}

}  // namespace evenlight
