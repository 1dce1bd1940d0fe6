// Every backend that a test can meet, as a table: a new one adds a row in backends.cpp.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "engine/graph/backend.h"

namespace evenlight {

struct BackendRow {
  std::string name;  // "cpu_f32": also part of a test's name
  DType precision = DType::f32;
  double tolerance = 1e-4;  // relative RMS against the reference that one op may show
  // Null when the device is missing; may throw Error(device) with the reason instead.
  std::function<std::unique_ptr<Backend>()> open;
};

const std::vector<BackendRow>& backend_rows();

// Opened once per program and closed after its last test; null, with the reason, if there is no
// such device here.
Backend* find_backend(const BackendRow& row, std::string& reason);

inline void PrintTo(const BackendRow& row, std::ostream* out) {
  *out << row.name;
}

}  // namespace evenlight
