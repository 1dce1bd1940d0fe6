#include <gtest/gtest.h>

#include <map>

#include "engine/base/error.h"
#include "tests/support/backends.h"

namespace evenlight {

namespace {

struct Found {
  std::unique_ptr<Backend> backend;
  std::string reason;
};

std::map<std::string, Found>& found() {
  static std::map<std::string, Found> map;
  return map;
}

// NVIDIA's driver is no longer there when the program's own variables are destroyed.
class CloseBackends : public ::testing::Environment {
  void TearDown() override { found().clear(); }
};
[[maybe_unused]] const auto* const closes = ::testing::AddGlobalTestEnvironment(new CloseBackends);

}  // namespace

Backend* find_backend(const BackendRow& row, std::string& reason) {
  if (!found().contains(row.name)) {
    Found& entry = found()[row.name];
    entry.reason = "no device for " + row.name;
    try {
      entry.backend = row.open();
    } catch (const Error& error) {
      entry.reason = error.what();
    }
  }
  reason = found()[row.name].reason;
  return found()[row.name].backend.get();
}

}  // namespace evenlight
