#include <fmt/format.h>

#include "app/cli/command.h"
#include "app/common/requirements/measure.h"

namespace evenlight::cli {
namespace {

class RequirementsVerb : public Command {
 public:
  void declare(CLI::App&) override {}

  int run(Console& console) override {
    if (common.json) {
      auto list = nlohmann::ordered_json::array();
      for (const Measure& one : measures()) {
        list.push_back({{"id", one.id}, {"form", one.form}, {"help", one.help}});
      }
      print_json(console, {{"requirements", list}});
      return 0;
    }
    for (const Measure& one : measures()) {
      console.out << fmt::format("{:<44}{}\n", one.form, one.help);
    }
    console.out << "\nComparisons are =, !=, >=, <=, > and <; NAME|NAME stands for either.\n";
    return 0;
  }
};

}  // namespace

std::unique_ptr<Command> make_requirements() {
  return std::make_unique<RequirementsVerb>();
}

}  // namespace evenlight::cli
