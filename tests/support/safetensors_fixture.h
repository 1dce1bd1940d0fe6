// Reads the small .safetensors files that tests compare with. Independent of engine/weights on
// purpose: a test of the loader must not read its expectation with the loader. Throws
// std::runtime_error on anything odd.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace evenlight::test {

struct FixtureTensor {
  std::string dtype;  // as the file spells it: "F32", "F16", "BF16", "I32", "I64", "U8", …
  std::vector<int64_t> shape;
  std::vector<float> values;      // row-major; filled for floating dtypes (F16/BF16/F64 converted)
  std::vector<int64_t> integers;  // row-major; filled for integer and boolean dtypes
};

struct Fixture {
  std::map<std::string, FixtureTensor> tensors;
  std::map<std::string, std::string> metadata;

  // The tensor of that name; throws with the name when there is none.
  const FixtureTensor& operator[](const std::string& name) const;
};

Fixture load_fixture(const std::filesystem::path& path);

// $EVENLIGHT_PARITY/relative, or an empty path when the variable is unset (the test then skips
// itself).
std::filesystem::path parity_path(const std::string& relative);

}  // namespace evenlight::test

// First line of a test that needs the parity folder.
#define EVENLIGHT_REQUIRE_PARITY()                \
  if (::evenlight::test::parity_path("").empty()) \
  GTEST_SKIP() << "EVENLIGHT_PARITY is not set: no reference data to compare with"
