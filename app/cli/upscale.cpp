#include "engine/pipeline/upscale.h"

#include <fmt/format.h>

#include <chrono>

#include "app/cli/command.h"
#include "app/cli/console_log.h"
#include "app/cli/flags.h"
#include "app/cli/interrupt.h"
#include "app/cli/notes.h"
#include "app/cli/peak_memory.h"
#include "app/cli/progress.h"
#include "app/cli/recipe_flags.h"
#include "app/common/files/output_path.h"
#include "app/common/files/png_file.h"
#include "app/common/pictures/read_picture.h"
#include "engine/base/sha256.h"

namespace evenlight::cli {
namespace {

class Upscale : public Command {
 public:
  void declare(CLI::App& app) override {
    constexpr const char* files = "Files";
    text_flag(app, "--model", model_, "an upscaler of the ESRGAN kind (.pth, .safetensors)", "PATH")
        ->group(files);
    text_flag(app, "--input", input_, "a picture: PNG, JPEG or WebP", "IMAGE")->group(files);
    text_flag(app, "--output", output_, "the picture to write, a .png", "PATH")->group(files);
    app.add_flag("--force", force_, "overwrite a file that exists")->group(files);
    constexpr const char* how = "Process";
    number_flag<int64_t>(
        app, "--tile", options_.tile, 0, 8192,
        "side in pixels of the tiles that are enlarged one by one; 0: all at once (default 192)")
        ->group(how);
    text_flag(app, "--progress", progress_, "auto, bar, json or none (default auto)", "STYLE")
        ->group(how);
    declare_device(app, device_);
  }

  int run(Console& console) override {
    for (const auto& [value, flag] :
         {std::pair<const std::string*, const char*>{&model_, "--model"},
          {&input_, "--input"},
          {&output_, "--output"}}) {
      if (value->empty()) {
        throw Error(ErrorKind::usage, fmt::format("upscale: {} is missing.", flag));
      }
    }
    const Overwrite overwrite = force_ ? Overwrite::allow : Overwrite::refuse;
    const auto path = expand_output(output_, std::vector<uint64_t>{0}, "upscaled").front();
    OutputCheck(overwrite).require_writable(path);
    Notes notes;
    const ReadPicture picture = read_picture(input_, notes);
    show_notes(notes);
    Upscaler upscaler(open_upscaler(model_), open_backend(device_));
    require_memory(upscaler, picture.image);
    const auto start = std::chrono::steady_clock::now();
    const Image large = enlarge(console, upscaler, picture.image);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    save_png(path, large, {}, overwrite);
    tell(console, path, large, upscaler.scale(), taken.count());
    return 0;
  }

 private:
  void require_memory(const Upscaler& upscaler, const Image& image) const {
    const uint64_t wanted = upscaler.memory_for(image.width, image.height, options_.tile);
    const DeviceInfo device = choose_device(device_).device;
    const uint64_t there = device.kind == "gpu" ? device.memory_bytes : available_memory();
    if (there == 0 || wanted <= there) return;
    constexpr double gib = 1 << 30;
    throw Error(
        ErrorKind::device,
        fmt::format("upscale: needs about {:.1f} GiB on {}, and {:.1f} GiB are free; give a "
                    "smaller --tile.",
                    double(wanted) / gib, device.id, double(there) / gib));
  }

  Image enlarge(Console& console, Upscaler& upscaler, const Image& image) {
    const InterruptGuard guard;
    Progress progress(console, progress_style(progress_, console, common.quiet), 1);
    progress.begin(1);
    options_.poll = InterruptGuard::poll("Interrupted; nothing was written.");
    options_.report = [&](int done, int of) { progress.step(done, of); };
    return upscaler.run(image, options_);
  }

  void tell(Console& console, const std::filesystem::path& path, const Image& image, int64_t scale,
            double seconds) const {
    if (!common.json) {
      print_path(console, path);
      return;
    }
    print_json(console, {{"path", path.string()},
                         {"width", image.width},
                         {"height", image.height},
                         {"scale", scale},
                         {"sha256", sha256_of_file(path)},
                         {"seconds", seconds},
                         {"peak_memory_bytes", peak_memory()}});
  }

  std::string model_, input_, output_, progress_ = "auto";
  bool force_ = false;
  UpscaleOptions options_;
  DeviceRequest device_;
};

}  // namespace

std::unique_ptr<Command> make_upscale() {
  return std::make_unique<Upscale>();
}

}  // namespace evenlight::cli
