#include "engine/vulkan/pipeline_cache_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>

#include "engine/vulkan/hash.h"

namespace evenlight::vulkan {

namespace {

constexpr uint64_t max_cache_bytes = uint64_t(256) << 20;

struct Header {
  char magic[8] = {'E', 'V', 'E', 'N', 'V', 'K', 'P', '1'};
  uint64_t fingerprint = 0;
  uint64_t bytes = 0;
  uint64_t checksum = 0;
};

Header header_for(const std::string& fingerprint, std::span<const std::byte> data) {
  Header header;
  header.fingerprint = hash_bytes(std::as_bytes(std::span(fingerprint)));
  header.bytes = data.size();
  header.checksum = hash_bytes(data);
  return header;
}

}  // namespace

std::filesystem::path pipeline_cache_path(const std::string& fingerprint) {
  std::filesystem::path folder;
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  if (cache && std::filesystem::path(cache).is_absolute()) {
    folder = cache;  // the XDG specification wants others ignored
  } else if (home && std::filesystem::path(home).is_absolute()) {
    folder = std::filesystem::path(home) / ".cache";
  } else {
    return {};
  }
  const uint64_t hash = hash_bytes(std::as_bytes(std::span(fingerprint)));
  return folder / "evenlight" / fmt::format("pipelines-{:016x}.bin", hash);
}

std::vector<std::byte> read_pipeline_cache(const std::filesystem::path& path,
                                           const std::string& fingerprint) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return {};
  const auto size = uint64_t(file.tellg());
  if (size < sizeof(Header) || size > max_cache_bytes) return {};
  Header found;
  std::vector<std::byte> data(size - sizeof(Header));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(&found), sizeof found);
  file.read(reinterpret_cast<char*>(data.data()), std::streamsize(data.size()));
  if (!file) return {};
  const Header expected = header_for(fingerprint, data);
  return std::memcmp(&found, &expected, sizeof found) == 0 ? data : std::vector<std::byte>{};
}

bool write_pipeline_cache(const std::filesystem::path& path, const std::string& fingerprint,
                          std::span<const std::byte> data) {
  if (path.empty() || data.size() > max_cache_bytes) return false;
  std::error_code failure;
  std::filesystem::create_directories(path.parent_path(), failure);
  if (failure) return false;
  std::string beside = path.string() + ".XXXXXX";
  const int descriptor = mkstemp(beside.data());
  if (descriptor < 0) return false;
  close(descriptor);
  const Header header = header_for(fingerprint, data);
  std::ofstream file(beside, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(&header), sizeof header);
  file.write(reinterpret_cast<const char*>(data.data()), std::streamsize(data.size()));
  file.close();
  if (file) std::filesystem::rename(beside, path, failure);
  const bool written = file.good() && !failure;
  if (!written) std::filesystem::remove(beside, failure);
  return written;
}

}  // namespace evenlight::vulkan
