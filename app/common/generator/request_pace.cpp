#include "app/common/generator/request_pace.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <ctime>
#include <thread>

namespace evenlight {

using std::chrono::milliseconds;

Sleep sleep_and_poll(Poll poll) {
  return [poll = std::move(poll)](milliseconds time) {
    constexpr milliseconds piece{100};
    const auto end = std::chrono::steady_clock::now() + time;
    while (true) {
      if (poll) poll();
      const auto left = end - std::chrono::steady_clock::now();
      if (left <= milliseconds(0)) return;
      std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(left, piece));
    }
  };
}

RequestPace::RequestPace(double per_minute, Sleep sleep) : sleep_(std::move(sleep)) {
  if (per_minute > 0) gap_ = milliseconds(int64_t(60'000 / per_minute));
}

void RequestPace::wait() {
  if (last_) {
    const auto next = *last_ + gap_;
    const auto now = Clock::now();
    if (next > now) sleep_(std::chrono::duration_cast<milliseconds>(next - now) + milliseconds(1));
  }
  last_ = Clock::now();
}

std::optional<milliseconds> retry_after(const std::string& header) {
  constexpr int64_t most = 1'000'000;  // seconds: more than anybody waits
  double asked = 0;
  const char* end = header.data() + header.size();
  const auto [stop, error] = std::from_chars(header.data(), end, asked);
  if (error == std::errc() && stop == end) {
    if (!(asked >= 0)) return std::nullopt;
    return milliseconds(int64_t(std::min(asked, double(most)) * 1000));
  }
  const time_t when = curl_getdate(header.c_str(), nullptr);
  if (when == time_t(-1)) return std::nullopt;
  const auto seconds = std::clamp<int64_t>(int64_t(when) - int64_t(std::time(nullptr)), 0, most);
  return milliseconds(seconds * 1000);
}

}  // namespace evenlight
