#include "app/common/library/convert_model.h"

#include <algorithm>
#include <set>

#include "app/common/files/new_folder.h"
#include "app/common/files/system_reason.h"
#include "app/common/library/assets.h"
#include "app/common/library/convert_plan.h"
#include "app/common/library/tokenizer_files.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"
#include "engine/weights/folder.h"
#include "engine/weights/folder_configs.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr size_t max_told_names = 3;

std::span<const unsigned char> bytes_of(const std::string& text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

// What other programs and this one read off a single file.
TextMetadata metadata_of(const ModelWeights& model, ModelForm form) {
  TextMetadata metadata;
  for (const auto& file : model.files()) {
    for (const auto& [key, value] : file->metadata()) {
      if (key.starts_with("modelspec.")) metadata[key] = value;
    }
  }
  const bool v = model.configs().scheduler.prediction == Prediction::v;
  metadata["modelspec.prediction_type"] = v ? "v" : "epsilon";
  if (form == ModelForm::safetensors) metadata["format"] = "pt";
  if (form == ModelForm::gguf) {
    metadata["general.architecture"] = name_of(model.configs().family);
  }
  return metadata;
}

// The message with the place that was meant where it names the hidden one, which nobody knows.
Message with_place(Message message, const fs::path& hidden, const fs::path& meant) {
  for (Argument& argument : message.arguments) {
    auto* text = std::get_if<std::string>(&argument.value);
    if (text && text->starts_with(hidden.string())) {
      *text = meant.string() + text->substr(hidden.string().size());
    }
  }
  return message;
}

class Converter {
 public:
  Converter(const ModelWeights& model, const Conversion& conversion, Notes& notes,
            const std::function<void()>& poll)
      : model_(model), conversion_(conversion), notes_(notes), poll_(poll) {}

  Converted run() {
    refuse_existing();
    if (conversion_.form == ModelForm::folder) {
      write_folder();
    } else {
      write_file();
    }
    return done_;
  }

 private:
  // Before an hour's work, not after it.
  void refuse_existing() const {
    const bool is_folder = conversion_.form == ModelForm::folder;
    const fs::path path = is_folder ? conversion_.to / "model_index.json" : conversion_.to;
    std::error_code error;
    if (conversion_.overwrite == Overwrite::allow || !fs::exists(path, error)) return;
    throw Error(ErrorKind::usage, say<"{0} exists; allow it to be overwritten, or name another "
                                      "place">(path.string()));
  }

  void write_file() {
    ConversionPlan plan = plan_single_file(model_, conversion_);
    tell_left_out(plan.left_out);
    write(plan.tensors, conversion_.to, with_own(metadata_of(model_, conversion_.form)),
          [&](const fs::path& written) { require_same_model(written); });
  }

  TextMetadata with_own(TextMetadata metadata) const {
    for (const auto& [key, value] : conversion_.metadata) metadata[key] = value;
    return metadata;
  }

  void write_folder() {
    NewFolder made(conversion_.to);
    try {
      fill_folder(made.path());
    } catch (const Error& error) {
      throw Error(error.kind(), with_place(error.message(), made.path(), conversion_.to));
    }
    made.become(conversion_.overwrite, "model_index.json");
  }

  void fill_folder(const fs::path& folder) {
    const auto configs = folder_configs(model_.configs());
    std::vector<std::string> left_out;
    for (const char* part : {"text_encoder", "text_encoder_2", "unet", "vae"}) {
      ConversionPlan plan = plan_folder_part(model_, part, conversion_);
      left_out.insert(left_out.end(), plan.left_out.begin(), plan.left_out.end());
      if (plan.tensors.empty()) continue;
      make_folder(folder / part);
      const bool text = std::string_view(part).starts_with("text");
      const char* name = text ? "model.safetensors" : "diffusion_pytorch_model.safetensors";
      write(plan.tensors, folder / part / name, with_own({{"format", "pt"}}), {});
    }
    tell_left_out(left_out);
    for (const FolderConfig& config : configs) {  // the index is the last: then it is a model
      write_small(folder / config.path, dump_json(config.json, 2) + "\n");
      if (config.path.starts_with("tokenizer"))
        write_tokenizer(folder / fs::path(config.path).parent_path());
    }
    require_same_model(folder);
  }

  void write_tokenizer(const fs::path& folder) {
    for (const auto& [file, content] : tokenizer_files(model_)) write_small(folder / file, content);
  }

  void write_small(const fs::path& path, const std::string& content) {
    make_folder(path.parent_path());
    write_file_atomically(path, bytes_of(content), conversion_.overwrite);
  }

  static void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
      throw Error(ErrorKind::failed,
                  say<"{0}: cannot be made: {1}.">(folder.string(), system_reason(error.value())));
    }
  }

  void write(std::vector<TensorToStore> tensors, const fs::path& path, const TextMetadata& metadata,
             const std::function<void(const fs::path&)>& verify) {
    for (TensorToStore& tensor : tensors) {
      const auto bytes = [this, make = std::move(tensor.bytes)] {
        if (poll_) poll_();
        return make();
      };
      tensor.bytes = bytes;
    }
    done_.tensors += tensors.size();
    const auto fill = [&](const FileSink& sink) {
      const auto counted = [&](std::span<const std::byte> bytes) {
        done_.bytes += bytes.size();
        sink({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
      };
      const auto store = conversion_.form == ModelForm::gguf ? write_gguf : write_safetensors;
      store(std::move(tensors), metadata, counted);
    };
    write_file_atomically(path, fill, conversion_.overwrite, verify);
    require_whole_files();
  }

  void tell_left_out(const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::vector<std::string> told;
    for (size_t i = 0; i < std::min(names.size(), max_told_names); ++i) {
      told.push_back(in_quotes(names[i]));
    }
    if (names.size() > told.size()) told.push_back("…");
    notes_.push_back(
        say<"{0} tensors that no picture needs are left out (EMA copies, training state, unknown "
            "names): {1}.">(names.size(), as_list(told)));
  }

  // What was written is opened as any model; it must be the same one.
  void require_same_model(const fs::path& written) const {
    const auto again = open_model(written, OpenFor::inspection);
    const auto before = folder_configs(model_.configs()), after = folder_configs(again->configs());
    for (size_t i = 0; i < before.size(); ++i) {
      if (i >= after.size() || before[i].path != after[i].path) cannot_say(before[i].path);
      for (const auto& [key, value] : before[i].json.items()) {
        const auto found = after[i].json.find(key);
        if (found == after[i].json.end() || *found != value) {
          differs(before[i].path, key, value, found == after[i].json.end() ? Json() : *found);
        }
      }
    }
  }

  [[noreturn]] void cannot_say(const std::string& path) const {
    throw Error(ErrorKind::input,
                say<"{0}: a single file cannot say what {1} of a folder says; convert to a folder">(
                    model_.path().string(), path));
  }

  // Steps and sizes are only proposals; the rest decides pictures.
  void differs(const std::string& path, const std::string& key, const Json& before,
               const Json& after) const {
    constexpr std::string_view proposals[] = {"sample_size", "timestep_spacing", "set_alpha_to_one",
                                              "steps_offset"};
    if (std::ranges::find(proposals, key) != std::end(proposals)) {
      notes_.push_back(say<"What the file cannot say, and who reads it takes as {0}: {1} of {2} "
                           "is {3}.">(dump_json(after), key, path, dump_json(before)));
      return;
    }
    throw Error(ErrorKind::input,
                say<"{0}: {1} of {2} is {3}, which a single file cannot say (it would be taken for "
                    "{4}); convert to a folder">(model_.path().string(), key, path,
                                                 dump_json(before), dump_json(after)));
  }

  const ModelWeights& model_;
  const Conversion& conversion_;
  Notes& notes_;
  const std::function<void()>& poll_;
  Converted done_;
};

}  // namespace

ModelForm model_form(const fs::path& to) {
  const std::string suffix = to.extension().string();
  if (suffix == ".safetensors") return ModelForm::safetensors;
  if (suffix == ".gguf") return ModelForm::gguf;
  if (suffix.empty()) return ModelForm::folder;
  throw Error(ErrorKind::usage,
              say<"{0}: models are written as .safetensors, .gguf, or as a folder (a name without "
                  "a suffix)">(to.string()));
}

Converted convert_model(const ModelWeights& model, const Conversion& conversion, Notes& notes,
                        const std::function<void()>& poll) {
  return Converter(model, conversion, notes, poll).run();
}

}  // namespace evenlight
