#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

#include "app/cli/command.h"
#include "app/cli/console_log.h"
#include "app/cli/flags.h"
#include "app/common/library/model_library.h"
#include "app/common/library/models.h"

namespace evenlight::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* everything = "all";
constexpr size_t autov2_digits = 10;

class ModelsList : public Command {
 public:
  void declare(CLI::App& app) override {
    text_flag(app, "--kind", kind_,
              fmt::format("{} or all (default model)", fmt::join(shelf_kind_names(), ", ")),
              "KIND");
    text_flag(app, "--search", search_,
              "words that must all be in the name, the notes or the trigger words; or digits of a "
              "hash",
              "TEXT");
    app.add_option("--folder", places_,
                   "a folder of A1111 or ComfyUI, one of models, or an extra_model_paths.yaml, in "
                   "its place; may be repeated. Those that model_folders.txt in Evenlight's data "
                   "folder lists are found without it")
        ->type_name("PATH")
        ->allow_extra_args(false);
    app.add_flag("--hashes", hashes_, "the hashes of each file, which takes seconds a gigabyte");
  }

  int run(Console& console) override {
    const auto kind = find_shelf_kind(kind_);
    if (!kind && kind_ != everything) {
      throw Error(ErrorKind::usage,
                  fmt::format("--kind: \"{}\" is not known; accepted are {} and all.", kind_,
                              fmt::join(shelf_kind_names(), ", ")));
    }
    const std::vector<std::filesystem::path> places(places_.begin(), places_.end());
    const ModelLibrary library(places, kind.value_or(ShelfKind::model));
    std::vector<ShelfItem> items = library.find(kind, search_);
    if (kind.value_or(ShelfKind::model) == ShelfKind::model) add_built_in(items);
    Json rows = Json::array();
    for (const ShelfItem& item : items) {
      if (common.json) {
        rows.push_back(row_of(item));
      } else {
        print(console, item);
      }
    }
    if (common.json) print_json(console, {{"models", rows}});
    return 0;
  }

 private:
  // In no folder of models, and the first of all.
  void add_built_in(std::vector<ShelfItem>& items) const {
    if (!search_.empty()) return;
    for (const KnownModel& model : list_models()) {
      if (model.name != built_in_model) continue;
      ShelfItem item;
      item.name = model.name;
      item.path = model.path;
      items.insert(items.begin(), std::move(item));
    }
  }

  Json row_of(const ShelfItem& item) const {
    const ShelfNotes& notes = item.notes;
    Json row = {{"name", item.name},          {"path", item.path.string()},
                {"kind", name_of(item.kind)}, {"bytes", item.bytes},
                {"title", notes.title},       {"base", notes.base},
                {"triggers", notes.triggers}, {"notes", notes.text}};
    row["preview"] = item.preview ? Json(item.preview->string()) : Json(nullptr);
    if (notes.weight != 0) row["weight"] = notes.weight;
    if (hashes_) {
      const ShelfHashes hashes = hashes_of(item);
      row["sha256"] = hashes.sha256;
      row["autov2"] = hashes.sha256.substr(0, autov2_digits);
      row["autov3"] = hashes.autov3;
      row["early_hash"] = hashes.early;
    } else if (!item.sha256.empty()) {
      row["sha256"] = item.sha256;
    }
    return row;
  }

  void print(Console& console, const ShelfItem& item) const {
    const std::string kind = kind_ == everything ? fmt::format("{:<13}", name_of(item.kind)) : "";
    console.out << fmt::format("{}{:<24} {}\n", kind, printable(item.name),
                               printable(item.path.string()));
    const auto detail = [&](const char* label, const std::string& text) {
      if (!text.empty()) console.out << fmt::format("    {}: {}\n", label, printable(text));
    };
    if (hashes_) {
      const ShelfHashes hashes = hashes_of(item);
      detail("sha256", hashes.sha256);
      detail("autov3", hashes.autov3);
      detail("early hash", hashes.early);
    }
    if (kind_ == "model" && search_.empty()) return;  // a plain list of names
    detail("made for", item.notes.base);
    detail("trigger words", fmt::format("{}", fmt::join(item.notes.triggers, ", ")));
    detail("notes", item.notes.text.substr(0, item.notes.text.find('\n')));
  }

  std::string kind_ = "model", search_;
  std::vector<std::string> places_;
  bool hashes_ = false;
};

}  // namespace

std::unique_ptr<Command> make_models_list() {
  return std::make_unique<ModelsList>();
}

}  // namespace evenlight::cli
