#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>

#include "app/cli/command.h"

namespace evenlight::cli {

enum class ProgressStyle { none, bar, json };

// "auto": a bar on a terminal, else nothing. Throws Error(usage) for an unknown name.
ProgressStyle progress_style(const std::string& name, const Console& console, bool quiet);

// Prints on stderr how far a render is, and keeps the time of the steps.
class Progress {
 public:
  Progress(Console& console, ProgressStyle style, size_t images)
      : console_(console), style_(style), images_(images) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // The model is being made ready: which part of its weights is, from 0 to 1.
  void load(double share);
  // A batch of `images` begins.
  void begin(size_t images);
  // `step` of `steps` of the running batch is done.
  void step(int step, int steps);
  void saved(const std::filesystem::path& path, uint64_t seed);
  // A picture that need not be made after all.
  void left_out() { images_ -= images_ > done_ ? 1 : 0; }

  // Mean over all steps but each batch's first, in which the prompt is read as well; that one's
  // time if there is no other. 0 before the first step.
  double seconds_per_step() const {
    return timed_steps_ ? step_seconds_ / timed_steps_ : first_step_seconds_;
  }

 private:
  using Clock = std::chrono::steady_clock;
  void show(std::string text);
  void clear();
  double seconds_left(int step, int steps) const;

  Console& console_;
  ProgressStyle style_;
  size_t images_;
  size_t done_ = 0;                        // pictures saved
  size_t batch_ = 1;                       // pictures in the running batch
  int loaded_ = -1;                        // percent of the model
  Clock::time_point told_ = Clock::now();  // of it
  size_t width_ = 0;                       // of the bar on the screen
  bool first_ = true;                      // the running batch has no step yet
  Clock::time_point last_{};
  double first_step_seconds_ = 0;
  double step_seconds_ = 0;
  int timed_steps_ = 0;
};

}  // namespace evenlight::cli
