#include "app/common/generator/http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <exception>
#include <string_view>

#include "engine/base/trimmed.h"

namespace evenlight {
namespace {

void start_curl() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) throw std::runtime_error("libcurl cannot be started");
}

// A list of header lines.
class HeaderLines {
 public:
  ~HeaderLines() { curl_slist_free_all(lines_); }
  HeaderLines() = default;
  HeaderLines(const HeaderLines&) = delete;
  HeaderLines& operator=(const HeaderLines&) = delete;
  void add(const std::string& line) { lines_ = curl_slist_append(lines_, line.c_str()); }
  const curl_slist* get() const { return lines_; }

 private:
  curl_slist* lines_ = nullptr;
};

// One answer as it comes in.
struct Incoming {
  const HttpLimits& limits;
  const Poll& poll;
  HttpAnswer answer;
  size_t header_bytes = 0;
  bool too_large = false, head_too_large = false;
  std::exception_ptr stopped;

  static size_t body(char* data, size_t, size_t size, void* self) {
    auto& in = *static_cast<Incoming*>(self);
    in.too_large = size > in.limits.body - in.answer.body.size();
    if (in.too_large) return 0;
    in.answer.body.append(data, size);
    return size;
  }

  static size_t header(char* data, size_t, size_t size, void* self) {
    auto& in = *static_cast<Incoming*>(self);
    in.header_bytes += size;
    in.head_too_large = in.header_bytes > in.limits.headers;
    if (in.head_too_large) return 0;
    const std::string_view line(data, size);
    if (line.starts_with("HTTP/")) in.answer.headers.clear();  // after "100 Continue"
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) return size;
    std::string name(line.substr(0, colon));
    for (char& c : name) c = char(std::tolower(static_cast<unsigned char>(c)));
    in.answer.headers[name] = trimmed(line.substr(colon + 1));
    return size;
  }

  // Exceptions must not fly through C.
  static int progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& in = *static_cast<Incoming*>(self);
    try {
      if (in.poll) in.poll();
    } catch (...) {
      in.stopped = std::current_exception();
      return 1;
    }
    return 0;
  }
};

HttpFailure failure_of(CURLcode code, const HttpLimits& limits) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return {say<"its name is not known here">(), true};
    case CURLE_COULDNT_CONNECT:
      return {say<"nobody answers there">(), true};
    case CURLE_OPERATION_TIMEDOUT:
      return {say<"there was no whole answer within {0} s">(limits.seconds), true};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CONNECT_ERROR:
      return {say<"a safe connection cannot be made ({0})">(curl_easy_strerror(code)), false};
    default:
      return {say<"the connection broke ({0})">(curl_easy_strerror(code)), true};
  }
}

}  // namespace

struct HttpClient::Parts {
  HttpLimits limits;
  std::string token;
  Poll poll;
  CURL* curl = nullptr;

  template <class Value>
  void set(CURLoption option, Value value) {
    if (curl_easy_setopt(curl, option, value) != CURLE_OK) {
      throw std::runtime_error("libcurl does not know a setting that it must");
    }
  }

  void set_bounds(const HttpRequest& request) {
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
    set(CURLOPT_CONNECTTIMEOUT, long{limits.connect_seconds});
    set(CURLOPT_TIMEOUT, long{limits.seconds});
    set(CURLOPT_USERAGENT, "Evenlight");
    if (request.is_loopback) set(CURLOPT_NOPROXY, "*");
  }

  void set_listeners(Incoming& in) {
    set(CURLOPT_WRITEFUNCTION, &Incoming::body);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&in));
    set(CURLOPT_HEADERFUNCTION, &Incoming::header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&in));
    set(CURLOPT_XFERINFOFUNCTION, &Incoming::progress);
    set(CURLOPT_XFERINFODATA, static_cast<void*>(&in));
    set(CURLOPT_NOPROGRESS, 0L);
  }

  void set_token(const HttpRequest& request, HeaderLines& lines) {
    if (token.empty() || !request.with_token) return;
    if (token.find(':') == std::string::npos) {
      lines.add("Authorization: Bearer " + token);
    } else {
      set(CURLOPT_HTTPAUTH, long{CURLAUTH_BASIC});
      set(CURLOPT_USERPWD, token.c_str());
    }
  }
};

HttpClient::HttpClient(HttpLimits limits, std::string token, Poll poll)
    : parts_(std::make_unique<Parts>()) {
  start_curl();
  parts_->limits = limits;
  parts_->token = std::move(token);
  parts_->poll = std::move(poll);
  parts_->curl = curl_easy_init();
  if (!parts_->curl) throw std::bad_alloc();
}

HttpClient::~HttpClient() {
  curl_easy_cleanup(parts_->curl);
}

HttpAnswer HttpClient::send(const HttpRequest& request) {
  curl_easy_reset(parts_->curl);  // the connection stays
  Incoming in{parts_->limits, parts_->poll, {}, 0, false, false, {}};
  HeaderLines lines;
  parts_->set_bounds(request);
  parts_->set_listeners(in);
  parts_->set_token(request, lines);
  if (!request.body.empty()) {
    lines.add("Content-Type: application/json");
    lines.add("Expect:");
    parts_->set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.size()));
    parts_->set(CURLOPT_POSTFIELDS, request.body.c_str());
  }
  parts_->set(CURLOPT_HTTPHEADER, lines.get());
  const CURLcode code = curl_easy_perform(parts_->curl);
  if (in.stopped) std::rethrow_exception(in.stopped);
  if (in.head_too_large) {
    throw HttpFailure(
        say<"its answer begins with more than {0} KiB of headers">(parts_->limits.headers >> 10),
        false);
  }
  if (in.too_large) {
    throw HttpFailure(say<"its answer is larger than {0} MiB">(parts_->limits.body >> 20), false);
  }
  if (code != CURLE_OK) throw failure_of(code, parts_->limits);
  curl_easy_getinfo(parts_->curl, CURLINFO_RESPONSE_CODE, &in.answer.status);
  return std::move(in.answer);
}

}  // namespace evenlight
