// Writes a diffusers folder of full size with random f16 weights, to measure speed and memory with:
//
//   make_random_model sd15 /tmp/sd15-random
//   make_random_model sdxl /tmp/sdxl-random      # 6.9 GB
//
// The pictures of such a model are noise; its speed and memory are those of the real one.
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/half.h"
#include "tests/support/model_folder.h"

namespace {

using namespace evenlight;
using nlohmann::json;
namespace fs = std::filesystem;

struct Kind {
  std::string_view name;
  ModelConfigs (*configs)();
};
constexpr Kind kinds[] = {{"sd15", test::full_size_sd15}, {"sdxl", test::full_size_sdxl}};

// Norms are the identity; everything else is spread so that a layer keeps its input's scale. But
// the UNet's answer is kept small: what guidance makes of random ones would be refused as no
// picture.
std::vector<uint16_t> values_of(const WeightPart& part, std::minstd_rand& random) {
  const bool is_weight = part.name.ends_with("weight");
  const double answer = part.name == "unet.conv_out.weight" ? 0.05 : 1.0;
  const double spread =
      part.shape.rank() == 1
          ? 0.0
          : answer * std::sqrt(3.0 * double(part.shape[0]) / double(part.shape.count()));
  std::vector<uint16_t> values(size_t(part.shape.count()));
  for (uint16_t& v : values) {
    const double unit = 2.0 * double(random()) / double(std::minstd_rand::max()) - 1.0;
    v = f32_to_f16(part.shape.rank() == 1 ? (is_weight ? 1.0f : 0.0f) : float(unit * spread));
  }
  return values;
}

// Under their names without the part: "conv_in.weight".
void write_weights(const fs::path& path, const std::vector<WeightPart>& parts) {
  json header = json::object();
  uint64_t offset = 0;
  for (const WeightPart& part : parts) {
    const uint64_t end = offset + uint64_t(part.shape.count()) * 2;
    header[part.name.substr(part.name.find('.') + 1)] = {
        {"dtype", "F16"}, {"shape", part.shape.dims()}, {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  const uint64_t length = text.size();
  file.write(reinterpret_cast<const char*>(&length), sizeof length);
  file << text;
  std::minstd_rand random(1);
  for (const WeightPart& part : parts) {
    const std::vector<uint16_t> values = values_of(part, random);
    file.write(reinterpret_cast<const char*>(values.data()), std::streamsize(values.size() * 2));
  }
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace

int main(int argc, char** argv) {
  for (const Kind& kind : kinds) {
    if (argc != 3 || argv[1] != kind.name) continue;
    const fs::path folder = argv[2];
    const ModelConfigs configs = kind.configs();
    for (const auto& [file, config] : test::folder_configs(configs)) {
      fs::create_directories((folder / file).parent_path());
      std::ofstream(folder / file) << config.dump(1) << '\n';
    }
    for (const auto& [file, parts] : test::folder_weights(configs)) {
      write_weights(folder / file, parts);
    }
    return 0;
  }
  std::cerr << "usage: make_random_model sd15|sdxl FOLDER\n";
  return 2;
}
