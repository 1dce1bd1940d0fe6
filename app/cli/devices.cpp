#include <fmt/format.h>

#include "app/cli/command.h"
#include "engine/devices/open_backend.h"

namespace evenlight::cli {
namespace {

class Devices : public Command {
 public:
  void declare(CLI::App&) override {}

  int run(Console& console) override {
    const std::string chosen = choose_device({}).device.id;
    auto json = nlohmann::ordered_json{{"devices", nlohmann::ordered_json::array()}};
    for (const DeviceInfo& device : list_devices()) {
      std::vector<std::string_view> precisions;
      for (const DType type : device.precisions) precisions.push_back(name_of(type));
      json["devices"].push_back({{"id", device.id},
                                 {"name", device.name},
                                 {"kind", device.kind},
                                 {"memory_bytes", device.memory_bytes},
                                 {"precisions", precisions},
                                 {"chosen", device.id == chosen}});
      if (!common.json) {
        console.out << fmt::format("{} {:<10} {:<9} {:>7.1f} GiB  {:<14} {}\n",
                                   device.id == chosen ? "*" : " ", device.id, device.kind,
                                   double(device.memory_bytes) / (1 << 30),
                                   fmt::format("{}", fmt::join(precisions, ",")), device.name);
      }
    }
    if (common.json) print_json(console, json);
    return 0;
  }
};

}  // namespace

std::unique_ptr<Command> make_devices() {
  return std::make_unique<Devices>();
}

}  // namespace evenlight::cli
