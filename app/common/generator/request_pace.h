// When the next request may go out.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "app/common/generator/http_client.h"

namespace evenlight {

// Waits; may throw to stop. Tests count instead.
using Sleep = std::function<void(std::chrono::milliseconds)>;

// Sleeps in short pieces and asks `poll` between them.
Sleep sleep_and_poll(Poll poll);

// How patient one is with a server that is not ready.
struct Patience {
  int tries = 6;
  std::chrono::milliseconds first{1000};      // doubled with each try
  std::chrono::milliseconds longest{60'000};  // of one's own waits
  std::chrono::milliseconds obeyed{600'000};  // the longest wait that a server may ask for
};

// At most so many requests a minute; 0: as many as there are.
class RequestPace {
 public:
  RequestPace(double per_minute, Sleep sleep);
  void wait();  // for the turn of the next one

 private:
  using Clock = std::chrono::steady_clock;
  std::chrono::milliseconds gap_{0};
  Sleep sleep_;
  std::optional<Clock::time_point> last_;
};

// "120" or a date, as RFC 9110 §10.2.3 has Retry-After; nothing for what is neither. Never
// negative.
std::optional<std::chrono::milliseconds> retry_after(const std::string& header);

}  // namespace evenlight
