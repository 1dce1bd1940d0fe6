#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/weights/model_parts.h"

namespace evenlight {

// The weight files of one part of a diffusers folder: one, or the shards of an index.
struct FolderPart {
  std::string name;  // "text_encoder", "text_encoder_2", "unet", "vae"
  std::vector<std::filesystem::path> files;
};

// Throws Error(input) for what cannot be examined, such as what lies in a folder that may not be
// read: it must not pass for something that a model need not have.
bool is_there(const std::filesystem::path& path);

// The parts that the folder has and that are not lent, in a fixed order: .safetensors files, else
// .bin. Throws Error(input) if a part's folder holds no weights, its index is malformed or empty,
// or it names files outside the folder.
std::vector<FolderPart> list_folder_parts(const std::filesystem::path& folder,
                                          const ModelParts& lent = {});

// Of one part ("vae") in a folder of its own. Throws likewise.
std::vector<std::filesystem::path> list_part_files(const std::filesystem::path& folder,
                                                   std::string_view part);

}  // namespace evenlight
