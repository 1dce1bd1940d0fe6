#include "tests/support/model_cases.h"

#include "tests/support/safetensors_fixture.h"

namespace evenlight::test {

const std::vector<ModelCase>& model_cases() {
  static const std::vector<ModelCase> cases = [] {
    namespace fs = std::filesystem;
    const fs::path golden = fs::path(EVENLIGHT_SOURCE_DIR) / "tests/golden/models";
    std::vector<ModelCase> list;
    const auto add = [&](const std::string& name, const fs::path& folder, const fs::path& model) {
      if (folder.empty()) return list.push_back({name, {}, {}, {}});
      list.push_back({name, model, folder / "tokenizer", folder / "expected.safetensors"});
    };
    for (const char* name : {"tiny_sd1", "tiny_sd2v"}) add(name, golden / name, golden / name);
    for (const std::string name : {"sd1", "sd2v"}) {
      add("parity_" + name, parity_path(name), parity_path(name));
      add("parity_" + name + "_file", parity_path(name), parity_path(name + ".safetensors"));
    }
    return list;
  }();
  return cases;
}

}  // namespace evenlight::test
