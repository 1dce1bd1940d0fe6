#include "app/cli/progress.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/common/json_reading.h"
#include "engine/core/error.h"

namespace evenlight::cli {

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

void Progress::begin(size_t images) {
  batch_ = std::max<size_t>(images, 1);
  last_step_ = {};
}

void Progress::step(int step, int steps) {
  const Clock::time_point now = Clock::now();
  if (last_step_ != Clock::time_point{}) {
    step_seconds_ += std::chrono::duration<double>(now - last_step_).count();
    ++timed_steps_;
  }
  last_step_ = now;
  if (style_ == ProgressStyle::json) {
    nlohmann::ordered_json line = {
        {"event", "step"}, {"done", done_}, {"images", images_}, {"step", step}, {"steps", steps}};
    if (timed_steps_) {
      line["seconds_per_step"] = seconds_per_step();
      line["seconds_left"] = seconds_left(step, steps);
    }
    console_.err << dump_json(line) << std::endl;
  } else if (style_ == ProgressStyle::bar) {
    std::string text = fmt::format("picture {}/{}  step {}/{}", done_ + 1, images_, step, steps);
    if (timed_steps_) {
      text += fmt::format("  {:.2f} s/step  {:.0f} s left", seconds_per_step(),
                          seconds_left(step, steps));
    }
    const size_t width = text.size();
    if (width < width_) text.append(width_ - width, ' ');
    width_ = width;
    console_.err << "\r" << text << std::flush;
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

void Progress::clear() {
  if (width_ == 0) return;
  console_.err << "\r" << std::string(width_, ' ') << "\r" << std::flush;
  width_ = 0;
}

}  // namespace evenlight::cli
