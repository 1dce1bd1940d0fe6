#include "app/common/pictures/ip_adapter_shelf.h"

#include "app/common/pictures/find_input.h"
#include "app/common/pictures/read_picture.h"
#include "engine/base/sha256.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr const char* field = "ip_adapter";

std::string hash_of_adapter(const fs::path& path) {
  return model_sha256(*open_ip_adapter(path).weights);
}

std::string hash_of_encoder(const fs::path& path) {
  return model_sha256(*open_vision(path).weights);
}

std::string hash_of_picture(const fs::path& path) {
  return sha256_of_file(path);
}

}  // namespace

void IpAdapterShelf::put_into(RecipeDocument& document, Notes& notes) {
  document.recipe.ip_adapters.clear();
  for (IpAdapterInput& input : document.ip_adapters) {
    const fs::path model = find_input(field, input.model, document.folder, hash_of_adapter);
    const auto& adapter = adapters_.at(model);
    stamp_input(field, input.model, model, adapter.sha256, notes);
    const fs::path tower = find_input(field, input.encoder, document.folder, hash_of_encoder);
    const auto& encoder = encoders_.at(tower);
    stamp_input(field, input.encoder, tower, encoder.sha256, notes);
    const fs::path path = find_input(field, input.image, document.folder, hash_of_picture);
    ReadPicture picture = read_picture(path, notes);
    stamp_input(field, input.image, path, picture.sha256, notes);
    document.recipe.ip_adapters.push_back({adapter.file, encoder.file,
                                           std::make_shared<const Image>(std::move(picture.image)),
                                           input.weight, input.start, input.end});
  }
}

}  // namespace evenlight
