#pragma once

#include <chrono>

namespace evenlight::studio {

// How far a job is and how long it will still take, from the steps and decodes it has seen.
class TimeLeft {
 public:
  using Clock = std::chrono::steady_clock;

  TimeLeft(int batches, int steps) : batches_(batches), steps_(steps) {}

  void batch_began() { mark_ = Clock::now(); }
  void step_done(int step);
  void batch_done();

  double fraction() const;
  double seconds() const;  // negative: nothing is known yet

 private:
  double since_mark();

  int batches_, steps_;
  int batches_done_ = 0;
  int step_ = 0;             // of this batch
  double step_seconds_ = 0;  // of the steps but each batch's first, which also compiles
  int timed_steps_ = 0;
  double decode_seconds_ = 0;
  Clock::time_point mark_;
};

}  // namespace evenlight::studio
