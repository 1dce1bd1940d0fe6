#include "app/cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/json.h"

namespace evenlight::cli {
namespace {

// "45 s", "12 min", "3 h 20 min"
std::string duration(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  const auto minutes = int64_t(std::lround(seconds / 60));
  if (minutes < 90) return fmt::format("{} min", minutes);
  return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

constexpr std::chrono::milliseconds between_loadings{500};

}  // namespace

ProgressStyle progress_style(const std::string& name, const Console& console, bool quiet) {
  if (name == "json") return ProgressStyle::json;
  if (name == "none") return ProgressStyle::none;
  if (name != "auto" && name != "bar") {
    throw Error(ErrorKind::usage, fmt::format("--progress: \"{}\" is not known; accepted are auto, "
                                              "bar, json and none.",
                                              name));
  }
  if (quiet) return ProgressStyle::none;
  return name == "bar" || console.err_is_terminal ? ProgressStyle::bar : ProgressStyle::none;
}

// Once a percent, however many weights there are.
void Progress::load(double share) {
  const int percent = int(share * 100);
  if (percent == std::exchange(loaded_, percent)) return;
  if (style_ == ProgressStyle::json) {
    const Clock::time_point now = Clock::now();
    if (now - told_ < between_loadings) return;  // a small model is there before that
    told_ = now;
    console_.err << dump_json({{"event", "loading"}, {"share", share}}) << std::endl;
  } else if (style_ == ProgressStyle::bar) {
    show(fmt::format("loading the model  {} %", percent));
  }
}

void Progress::begin(size_t images) {
  batch_ = std::max<size_t>(images, 1);
  first_ = true;
  last_ = Clock::now();
}

void Progress::step(int step, int steps) {
  const Clock::time_point now = Clock::now();
  const double seconds = std::chrono::duration<double>(now - last_).count();
  if (first_) {
    first_step_seconds_ = seconds;
  } else {
    step_seconds_ += seconds;
    ++timed_steps_;
  }
  first_ = false;
  last_ = now;
  if (style_ == ProgressStyle::json) {
    console_.err << dump_json({{"event", "step"},
                               {"done", done_},
                               {"images", images_},
                               {"step", step},
                               {"steps", steps},
                               {"seconds_per_step", seconds_per_step()},
                               {"seconds_left", seconds_left(step, steps)}})
                 << std::endl;
  } else if (style_ == ProgressStyle::bar) {
    show(fmt::format("picture {}/{}  step {}/{}  {:.2f} s/step  {} left", done_ + 1, images_, step,
                     steps, seconds_per_step(), duration(seconds_left(step, steps))));
  }
}

void Progress::saved(const std::filesystem::path& path, uint64_t seed) {
  ++done_;
  if (style_ == ProgressStyle::json) {
    console_.err << dump_json({{"event", "image"}, {"path", path.string()}, {"seed", seed}})
                 << std::endl;
  }
  clear();
}

double Progress::seconds_left(int step, int steps) const {
  const size_t later = images_ - std::min(images_, done_ + batch_);
  const size_t batches = (later + batch_ - 1) / batch_;
  return seconds_per_step() * (steps - step + double(batches) * steps);
}

// On the screen's last line, over what was there.
void Progress::show(std::string text) {
  const size_t width = text.size();
  if (width < width_) text.append(width_ - width, ' ');
  width_ = width;
  console_.err << "\r" << text << std::flush;
}

void Progress::clear() {
  if (width_ == 0) return;
  console_.err << "\r" << std::string(width_, ' ') << "\r" << std::flush;
  width_ = 0;
}

}  // namespace evenlight::cli
