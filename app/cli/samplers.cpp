#include <fmt/format.h>

#include "app/cli/command.h"
#include "samplers/registry.h"
#include "samplers/schedules.h"

namespace evenlight::cli {
namespace {

class Samplers : public Command {
 public:
  void declare(CLI::App&) override {}

  int run(Console& console) override {
    if (common.json) {
      print_json(console, as_json());
      return 0;
    }
    console.out << fmt::format("{:<28}{:<28}{:<12}{:<14}{}\n", "sampler", "name", "stochastic",
                               "evaluations", "also called");
    for (const auto& row : samplers::samplers()) {
      console.out << fmt::format("{:<28}{:<28}{:<12}{:<14}{}\n", row.id, row.name,
                                 row.stochastic ? "yes" : "no", row.evaluations_per_step,
                                 fmt::join(row.aliases, ", "));
    }
    console.out << fmt::format("\n{:<18}{}\n", "schedule", "name");
    for (const auto& row : samplers::schedules()) {
      console.out << fmt::format("{:<18}{}\n", row.id, row.name);
    }
    return 0;
  }

 private:
  static nlohmann::ordered_json as_json() {
    auto json = nlohmann::ordered_json{{"samplers", nlohmann::ordered_json::array()},
                                       {"schedules", nlohmann::ordered_json::array()}};
    for (const auto& row : samplers::samplers()) {
      json["samplers"].push_back({{"id", row.id},
                                  {"name", row.name},
                                  {"aliases", row.aliases},
                                  {"stochastic", row.stochastic},
                                  {"evaluations_per_step", row.evaluations_per_step}});
    }
    for (const auto& row : samplers::schedules()) {
      json["schedules"].push_back({{"id", row.id}, {"name", row.name}});
    }
    return json;
  }
};

}  // namespace

std::unique_ptr<Command> make_samplers() {
  return std::make_unique<Samplers>();
}

}  // namespace evenlight::cli
