#include <map>

#include "engine/core/error.h"
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

void close_backends() {
  found().clear();
}

}  // namespace evenlight
