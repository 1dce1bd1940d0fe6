#include <fmt/format.h>

#include "app/cli/command.h"
#include "app/cli/console_log.h"
#include "app/cli/flags.h"
#include "app/cli/notes.h"
#include "app/common/files/output_path.h"
#include "app/common/files/png_file.h"
#include "app/common/pictures/preprocess.h"
#include "app/common/pictures/read_picture.h"
#include "engine/pipeline/picture/fit.h"

namespace evenlight::cli {
namespace {

class ControlPreview : public Command {
 public:
  void declare(CLI::App& app) override {
    constexpr const char* files = "Files";
    text_flag(app, "--input", input_, "a picture: PNG, JPEG or WebP", "IMAGE")->group(files);
    text_flag(app, "--output", output_, "the picture to write, a .png", "PATH")->group(files);
    app.add_flag("--force", force_, "overwrite a file that exists")->group(files);
    constexpr const char* what = "Process";
    text_flag(app, "--preprocess", preprocess_, preprocessor_help() + " (default none)", "NAME")
        ->group(what);
    number_flag<int64_t>(app, "--width", size_.width, 8, 8192, "pixels (default: its own)")
        ->group(what);
    number_flag<int64_t>(app, "--height", size_.height, 8, 8192, "pixels (default: its own)")
        ->group(what);
    text_flag(app, "--fit", fit_, "crop, pad or stretch (default crop)", "NAME")->group(what);
  }

  int run(Console& console) override {
    if (input_.empty() || output_.empty()) {
      throw Error(ErrorKind::usage,
                  "control preview: give --input IMAGE, --preprocess NAME and --output PATH.");
    }
    const Preprocessor* preprocessor = find_preprocessor(preprocess_);
    if (!preprocessor) {
      throw Error(ErrorKind::usage,
                  fmt::format("--preprocess: \"{}\" is not known; accepted are {}.", preprocess_,
                              preprocessor_help()));
    }
    const FitMethod* fit = find_fit(fit_);
    if (!fit) throw Error(ErrorKind::usage, "--fit: accepted are crop, pad and stretch.");
    const Overwrite overwrite = force_ ? Overwrite::allow : Overwrite::refuse;
    const auto path = expand_output(output_, std::vector<uint64_t>{0}, "preview").front();
    OutputCheck(overwrite).require_writable(path);
    Notes notes;
    const ReadPicture picture = read_picture(input_, notes);
    show_notes(notes);
    const PlaneSize size{size_.width ? size_.width : picture.image.width,
                         size_.height ? size_.height : picture.image.height};
    const Image seen = preprocessor->run(fitted(picture.image, size, *fit));
    save_png(path, seen, {}, overwrite);
    if (common.json) {
      print_json(console, {{"path", path.string()},
                           {"width", seen.width},
                           {"height", seen.height},
                           {"preprocess", preprocessor->id}});
    } else {
      print_path(console, path);
    }
    return 0;
  }

 private:
  static std::string preprocessor_help() {
    std::string help;
    for (const Preprocessor& row : preprocessors()) {
      help += fmt::format("{}{} ({})", help.empty() ? "" : ", ", row.id, row.help);
    }
    return help;
  }

  std::string input_, output_, preprocess_ = "none", fit_ = "crop";
  bool force_ = false;
  PlaneSize size_;
};

}  // namespace

std::unique_ptr<Command> make_control_preview() {
  return std::make_unique<ControlPreview>();
}

}  // namespace evenlight::cli
