// Stands in for libFuzzer in ordinary builds: feeds every file of the folders given, and every
// beginning of it, so that a target keeps working between the times that somebody fuzzes.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

void feed(const std::string& bytes) {
  // A copy of exactly this size, so that a sanitizer sees the first byte read beyond it.
  const std::vector<uint8_t> copy(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(copy.data(), copy.size());
}

}  // namespace

int main(int argc, char** argv) {
  size_t files = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      for (size_t size = 0; size <= bytes.size(); ++size) feed(bytes.substr(0, size));
      ++files;
    }
  }
  std::cout << files << " files were fed\n";
  return files > 0 ? 0 : 1;
}
