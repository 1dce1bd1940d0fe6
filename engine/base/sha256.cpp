#include "engine/base/sha256.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include "engine/base/error.h"

namespace evenlight {
namespace {

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    check(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr));
  }

  void add(const void* data, size_t size) { check(EVP_DigestUpdate(context_.get(), data, size)); }

  std::string finish() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    check(EVP_DigestFinal_ex(context_.get(), digest.data(), &size));
    std::string text;
    for (unsigned i = 0; i < size; ++i) text += fmt::format("{:02x}", digest[i]);
    return text;
  }

 private:
  static void check(bool good) {
    if (!good)
      throw Error(ErrorKind::failed, say<"OpenSSL cannot compute SHA-256 on this machine">());
  }

  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

struct OpenFile {
  int descriptor;
  ~OpenFile() {
    if (descriptor >= 0) ::close(descriptor);
  }
};

[[noreturn]] void cannot_read(const std::filesystem::path& path) {
  throw Error(ErrorKind::input,
              say<"{0}: cannot be read: {1}">(path.string(), std::strerror(errno)));
}

}  // namespace

std::string sha256_of_text(std::string_view text) {
  return sha256_of_bytes(std::as_bytes(std::span(text)));
}

std::string sha256_of_bytes(std::span<const std::byte> bytes) {
  Sha256 hash;
  hash.add(bytes.data(), bytes.size());
  return hash.finish();
}

std::string sha256_of_descriptor(int descriptor, const std::filesystem::path& path,
                                 const std::stop_token& stop) {
  Sha256 hash;
  std::vector<char> buffer(size_t{1} << 20);
  for (off_t at = 0;;) {
    if (stop.stop_requested()) {
      throw Error(ErrorKind::interrupted, say<"{0}: hashing was interrupted">(path.string()));
    }
    const ssize_t count = ::pread(descriptor, buffer.data(), buffer.size(), at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) cannot_read(path);
    if (count == 0) return hash.finish();
    hash.add(buffer.data(), size_t(count));
    at += count;
  }
}

std::string sha256_of_file(const std::filesystem::path& path, const std::stop_token& stop) {
  const OpenFile file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.descriptor < 0) cannot_read(path);
  return sha256_of_descriptor(file.descriptor, path, stop);
}

}  // namespace evenlight
