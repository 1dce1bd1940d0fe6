// Canonical names written as original ones, and read again.
#include <gtest/gtest.h>

#include <map>

#include "engine/weights/ldm_keys.h"
#include "engine/weights/model_files.h"
#include "tests/weights/ldm_model.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

class LdmKeys : public test::FolderTest {
 protected:
  // Every weight of such a file comes back under the name that it has there.
  void check(const test::LdmKind& kind) {
    const auto path = folder() / "model.safetensors";
    test::write_file(path, test::safetensors_bytes(test::ldm_tensors(test::ldm_shapes(kind))));
    const auto model = open_model(path, OpenFor::inspection);
    std::vector<std::string> names;
    for (const auto& [name, weight] : model->index()) names.push_back(name);
    const LdmTensors ldm = to_ldm_tensors(names, model->configs());
    EXPECT_TRUE(ldm.left_out.empty()) << ldm.left_out.front();
    std::map<std::string, std::string> sources;
    for (const LdmTensor& tensor : ldm.tensors) {
      for (const std::string& part : tensor.parts) sources[part] = tensor.name;
    }
    for (const auto& [name, weight] : model->index()) {
      EXPECT_EQ(sources[name], weight.entry->name) << name;
    }
  }
};

TEST_F(LdmKeys, Sd1) {
  check(test::sd1_kind);
}
TEST_F(LdmKeys, Sd2) {
  check(test::sd2_kind);
}
TEST_F(LdmKeys, Sdxl) {
  check(test::sdxl_kind);
}

}  // namespace
}  // namespace evenlight
