#include <map>

#include "engine/core/error.h"
#include "tests/support/backends.h"

namespace evenlight {

Backend* find_backend(const BackendRow& row, std::string& reason) {
  struct Found {
    std::unique_ptr<Backend> backend;
    std::string reason;
  };
  static std::map<std::string, Found> found;
  if (!found.contains(row.name)) {
    Found& entry = found[row.name];
    entry.reason = "no device for " + row.name;
    try {
      entry.backend = row.open();
    } catch (const Error& error) {
      entry.reason = error.what();
    }
  }
  reason = found[row.name].reason;
  return found[row.name].backend.get();
}

}  // namespace evenlight
