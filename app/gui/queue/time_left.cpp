#include "app/gui/queue/time_left.h"

namespace evenlight::studio {
namespace {

constexpr double decode_in_steps = 2;  // a guess until one was seen

}  // namespace

double TimeLeft::since_mark() {
  const auto now = Clock::now();
  const double seconds = std::chrono::duration<double>(now - mark_).count();
  mark_ = now;
  return seconds;
}

void TimeLeft::step_done(int step) {
  const double seconds = since_mark();
  if (step > 1) {
    step_seconds_ += seconds;
    ++timed_steps_;
  }
  step_ = step;
}

void TimeLeft::batch_done() {
  decode_seconds_ = since_mark();
  ++batches_done_;
  step_ = 0;
}

double TimeLeft::fraction() const {
  const double of_batch = (steps_ + decode_in_steps);
  return (batches_done_ * of_batch + step_) / (batches_ * of_batch);
}

double TimeLeft::seconds() const {
  if (timed_steps_ == 0) return -1;
  const double step = step_seconds_ / timed_steps_;
  const double decode = batches_done_ > 0 ? decode_seconds_ : decode_in_steps * step;
  const int batches = batches_ - batches_done_;
  return batches * (steps_ * step + decode) - step_ * step;
}

}  // namespace evenlight::studio
