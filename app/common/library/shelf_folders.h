// Where files of models lie: Evenlight's own folders, and those of other programs in place.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

enum class ShelfKind {
  model,
  lora,
  embedding,
  vae,
  controlnet,
  upscaler,
  text_encoder,
  unet,
};

// "model", "lora", …, "text-encoder", "unet"; in the order of the enumeration.
std::span<const std::string_view> shelf_kind_names();
std::string_view name_of(ShelfKind kind);
std::optional<ShelfKind> find_shelf_kind(std::string_view name);
// By the folder's name in A1111, Forge, ComfyUI or here: "Stable-diffusion", "checkpoints", "Lora",
// "upscale_models". Nothing for another name.
std::optional<ShelfKind> kind_of_folder(std::string_view folder_name);

struct ShelfFolder {
  ShelfKind kind;
  std::filesystem::path path;

  bool operator==(const ShelfFolder&) const = default;
};

// The folders of one place: of an A1111, Forge or ComfyUI folder, of its "models", of a folder with
// such subfolders, or of ComfyUI's extra_model_paths.yaml, which is also read where it lies in the
// place. Those that exist; none where nothing is recognised. Throws Error(input) for a YAML file
// that cannot be read.
std::vector<ShelfFolder> folders_of_place(const std::filesystem::path& place);

// data_folder() and the places that its model_folders.txt lists, one a line ("#" begins a comment).
// A place that is gone is left out.
std::vector<ShelfFolder> usual_shelf_folders();
// Of those, the folders of one kind.
std::vector<std::filesystem::path> usual_folders_of(ShelfKind kind);

}  // namespace evenlight
