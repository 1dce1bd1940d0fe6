#include "app/common/signing/minisign.h"

#include <sodium.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/base/base64.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"
#include "engine/base/small_file.h"
#include "engine/base/trimmed.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr size_t max_file = 16 << 10;
constexpr std::string_view comment_start = "untrusted comment: ";
constexpr std::string_view trusted_start = "trusted comment: ";

// Of a secret key's file, by its place.
constexpr size_t algorithm_size = 2, salt_size = crypto_pwhash_scryptsalsa208sha256_SALTBYTES;
constexpr size_t hidden_at = 3 * algorithm_size + salt_size + 16;
constexpr size_t id_size = 8, secret_size = crypto_sign_SECRETKEYBYTES, sum_size = 32;
constexpr size_t hidden_size = id_size + secret_size + sum_size;
constexpr size_t secret_file_size = hidden_at + hidden_size;
constexpr size_t public_file_size = algorithm_size + id_size + crypto_sign_PUBLICKEYBYTES;
constexpr size_t signature_size = algorithm_size + id_size + crypto_sign_BYTES;

// An eighth of minisign's own cost: a report is no long-lived secret, and its writers are laptops.
constexpr uint64_t our_operations = crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE / 8;
constexpr uint64_t our_memory = crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE / 8;
constexpr uint64_t most_operations = crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE * 4;
constexpr uint64_t most_memory = crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE * 2;

void start_sodium() {
  static const int code = sodium_init();
  if (code < 0) throw std::runtime_error("libsodium cannot be started");
}

// Bytes that are wiped when they go.
struct SecretBytes : std::vector<uint8_t> {
  using std::vector<uint8_t>::vector;
  ~SecretBytes() { sodium_memzero(data(), size()); }
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
};

const uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

template <class Bytes>
std::string base64_of(const Bytes& bytes) {
  return base64({bytes.data(), bytes.size()});
}

uint64_t number_at(const uint8_t* bytes) {
  uint64_t value = 0;
  for (int i = 7; i >= 0; --i) value = value << 8 | bytes[i];
  return value;
}

void put_number(uint64_t value, uint8_t* bytes) {
  for (int i = 0; i < 8; ++i) bytes[i] = uint8_t(value >> (8 * i));
}

std::array<uint8_t, sum_size> sum_of(const SecretKey& key) {
  crypto_generichash_state state;
  std::array<uint8_t, sum_size> sum;
  crypto_generichash_init(&state, nullptr, 0, sum.size());
  crypto_generichash_update(&state, bytes_of("Ed"), algorithm_size);
  crypto_generichash_update(&state, key.id.data(), key.id.size());
  crypto_generichash_update(&state, key.key.data(), key.key.size());
  crypto_generichash_final(&state, sum.data(), sum.size());
  return sum;
}

// Whether the public half that a secret key ends with is that of its first half. A file without a
// password has no sum, as minisign writes it.
bool is_pair(const SecretKey& key) {
  SecretKey again;
  PublicKey open;
  crypto_sign_seed_keypair(open.key.data(), again.key.data(), key.key.data());
  return sodium_memcmp(again.key.data(), key.key.data(), secret_size) == 0;
}

// XORs what a key file hides with what scrypt makes of the password.
void hide(uint8_t* file, std::string_view password, uint64_t operations, uint64_t memory) {
  SecretBytes stream(hidden_size);
  if (crypto_pwhash_scryptsalsa208sha256(stream.data(), stream.size(), password.data(),
                                         password.size(), file + 3 * algorithm_size, operations,
                                         memory) != 0) {
    throw Error(ErrorKind::device,
                say<"The password of the key takes {0} MiB of memory, and there is not enough.">(
                    memory >> 20));
  }
  for (size_t i = 0; i < hidden_size; ++i) file[hidden_at + i] ^= stream[i];
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// The bytes of a line of so many; nothing for another.
std::optional<std::string> line_bytes(std::string_view line, size_t size) {
  auto bytes = from_base64(trimmed(line));
  if (!bytes || bytes->size() != size) return std::nullopt;
  return bytes;
}

[[noreturn]] void refuse_key(const std::string& name) {
  throw InputError(say<"{0}: is no key of minisign's.">(name));
}

std::array<uint8_t, crypto_generichash_BYTES_MAX> hash_of(std::string_view bytes) {
  std::array<uint8_t, crypto_generichash_BYTES_MAX> hash;
  crypto_generichash(hash.data(), hash.size(), bytes_of(bytes), bytes.size(), nullptr, 0);
  return hash;
}

}  // namespace

std::string PublicKey::name() const {
  std::string name;
  for (auto byte = id.rbegin(); byte != id.rend(); ++byte) {
    constexpr const char* digits = "0123456789ABCDEF";
    name += digits[*byte >> 4];
    name += digits[*byte & 15];
  }
  return name;
}

std::string PublicKey::text() const {
  std::string bytes = "Ed";
  bytes.append(id.begin(), id.end());
  bytes.append(key.begin(), key.end());
  return std::string(comment_start) + "minisign public key " + name() + "\n" +
         base64({bytes_of(bytes), bytes.size()}) + "\n";
}

SecretKey::~SecretKey() {
  sodium_memzero(key.data(), key.size());
}

SecretKey::SecretKey(SecretKey&& other) noexcept : id(other.id), key(other.key) {
  sodium_memzero(other.key.data(), other.key.size());
}

PublicKey SecretKey::public_key() const {
  PublicKey open;
  open.id = id;
  crypto_sign_ed25519_sk_to_pk(open.key.data(), key.data());
  return open;
}

std::string SecretKey::text(std::string_view password) const {
  start_sodium();
  SecretBytes file(secret_file_size, 0);
  const bool is_hidden = !password.empty();
  const std::string_view algorithms =
      is_hidden ? std::string_view("EdScB2") : std::string_view("Ed\0\0B2", 6);
  std::copy(algorithms.begin(), algorithms.end(), file.begin());
  auto place = file.begin() + hidden_at;
  place = std::copy(id.begin(), id.end(), place);
  place = std::copy(key.begin(), key.end(), place);
  if (is_hidden) {
    const auto sum = sum_of(*this);
    std::copy(sum.begin(), sum.end(), place);
    randombytes_buf(file.data() + 3 * algorithm_size, salt_size);
    put_number(our_operations, file.data() + 3 * algorithm_size + salt_size);
    put_number(our_memory, file.data() + 3 * algorithm_size + salt_size + 8);
    hide(file.data(), password, our_operations, our_memory);
  }
  return std::string(comment_start) +
         (is_hidden ? "minisign encrypted secret key" : "minisign secret key") + "\n" +
         base64_of(file) + "\n";
}

SecretKey make_key() {
  start_sodium();
  SecretKey key;
  PublicKey unused;
  crypto_sign_keypair(unused.key.data(), key.key.data());
  randombytes_buf(key.id.data(), key.id.size());
  return key;
}

SecretKey read_secret_key(const fs::path& path, const AskPassword& password) {
  start_sodium();
  const std::string name = path.string(), text = read_small_file(path, max_file);
  const auto lines = lines_of(text);
  const auto read = lines.size() < 2 ? std::nullopt : line_bytes(lines[1], secret_file_size);
  if (!read || !read->starts_with("Ed") || read->substr(4, 2) != "B2") refuse_key(name);
  SecretBytes file(read->begin(), read->end());
  const std::string method = read->substr(2, 2);
  if (method == "Sc") {
    const uint64_t operations = number_at(file.data() + 3 * algorithm_size + salt_size);
    const uint64_t memory = number_at(file.data() + 3 * algorithm_size + salt_size + 8);
    if (operations > most_operations || memory > most_memory) refuse_key(name);
    hide(file.data(), password(), operations, memory);
  } else if (method != std::string(2, '\0')) {
    refuse_key(name);
  }
  SecretKey key;
  std::copy_n(file.begin() + hidden_at, id_size, key.id.begin());
  std::copy_n(file.begin() + hidden_at + id_size, secret_size, key.key.begin());
  const uint8_t* sum = file.data() + hidden_at + id_size + secret_size;
  if (method == "Sc" && sodium_memcmp(sum_of(key).data(), sum, sum_size) != 0) {
    throw Error(ErrorKind::usage, say<"{0}: the password is not that of the key.">(name));
  }
  if (is_pair(key)) return key;
  refuse_key(name);
}

PublicKey read_public_key(const std::string& path_or_line) {
  std::string name = path_or_line;
  auto bytes = line_bytes(path_or_line, public_file_size);
  if (!bytes) {
    const std::string text = read_small_file(path_or_line, max_file);
    const auto lines = lines_of(text);
    if (lines.size() >= 2) bytes = line_bytes(lines[1], public_file_size);
  }
  if (!bytes || !bytes->starts_with("Ed")) refuse_key(name);
  PublicKey key;
  std::copy_n(bytes_of(*bytes) + algorithm_size, id_size, key.id.begin());
  std::copy_n(bytes_of(*bytes) + algorithm_size + id_size, key.key.size(), key.key.begin());
  return key;
}

std::string sign(const SecretKey& key, std::string_view bytes, const std::string& comment) {
  start_sodium();
  const auto hash = hash_of(bytes);
  std::array<uint8_t, crypto_sign_BYTES> signature, of_comment;
  crypto_sign_detached(signature.data(), nullptr, hash.data(), hash.size(), key.key.data());
  std::string with_comment(signature.begin(), signature.end());
  with_comment += comment;
  crypto_sign_detached(of_comment.data(), nullptr, bytes_of(with_comment), with_comment.size(),
                       key.key.data());
  std::string line = "ED";
  line.append(key.id.begin(), key.id.end());
  line.append(signature.begin(), signature.end());
  return std::string(comment_start) + "signature of evenlight, for minisign\n" +
         base64({bytes_of(line), line.size()}) + "\n" + std::string(trusted_start) + comment +
         "\n" + base64_of(of_comment) + "\n";
}

std::string verify(const PublicKey& key, std::string_view bytes, std::string_view signature,
                   const std::string& name) {
  start_sodium();
  const auto lines = lines_of(signature);
  const bool is_one = lines.size() >= 4 && lines[0].starts_with(comment_start) &&
                      lines[2].starts_with(trusted_start);
  const auto main = is_one ? line_bytes(lines[1], signature_size) : std::nullopt;
  const auto of_comment = is_one ? line_bytes(lines[3], crypto_sign_BYTES) : std::nullopt;
  if (!main || !of_comment || (!main->starts_with("ED") && !main->starts_with("Ed"))) {
    throw InputError(say<"{0}: is no signature of minisign's.">(name));
  }
  PublicKey signer;
  std::copy_n(bytes_of(*main) + algorithm_size, id_size, signer.id.begin());
  if (signer.id != key.id) {
    throw Error(ErrorKind::check,
                say<"{0}: was made by the key {1}, not by {2}.">(name, signer.name(), key.name()));
  }
  const std::string_view proof = std::string_view(*main).substr(algorithm_size + id_size);
  const auto hash = hash_of(bytes);
  const std::string_view signed_bytes =
      main->starts_with("ED")
          ? std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size())
          : bytes;
  const std::string comment(lines[2].substr(trusted_start.size()));
  const std::string with_comment = std::string(proof) + comment;
  const auto holds = [&](std::string_view what, std::string_view by) {
    return crypto_sign_verify_detached(bytes_of(by), bytes_of(what), what.size(), key.key.data()) ==
           0;
  };
  if (!holds(signed_bytes, proof) || !holds(with_comment, *of_comment)) {
    throw Error(ErrorKind::check,
                say<"{0}: does not hold: what was signed, or its comment, was changed.">(name));
  }
  return comment;
}

}  // namespace evenlight
