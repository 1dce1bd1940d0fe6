// Signatures as minisign makes and checks them (Frank Denis, https://jedisct1.github.io/minisign/):
// Ed25519 over the BLAKE2b-512 of a file, and over the signature with its trusted comment. Its own
// key files are read, and its program reads what is written here.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace evenlight {

struct PublicKey {
  std::array<uint8_t, 8> id{};
  std::array<uint8_t, 32> key{};

  std::string name() const;  // "9F2E31AA0C4B7D15", as minisign shows it
  std::string text() const;  // the file: a comment and a line
};

// Wiped from memory when it goes.
class SecretKey {
 public:
  SecretKey() = default;
  ~SecretKey();
  SecretKey(const SecretKey&) = delete;
  SecretKey& operator=(const SecretKey&) = delete;
  SecretKey(SecretKey&& other) noexcept;

  PublicKey public_key() const;
  // The file; with a password its numbers are hidden by scrypt (128 MiB of memory).
  std::string text(std::string_view password) const;

  std::array<uint8_t, 8> id{};
  std::array<uint8_t, 64> key{};
};

SecretKey make_key();  // of the system's random numbers

// Asked for only where the file has one.
using AskPassword = std::function<std::string()>;

// A file of minisign's. Throws InputError that names it; Error(usage) for a wrong password.
SecretKey read_secret_key(const std::filesystem::path& path, const AskPassword& password);
// A file, or the line of one ("RWQ…").
PublicKey read_public_key(const std::string& path_or_line);

// The .minisig of `bytes`. The comment is signed too; it must have no line ends. The same key,
// bytes and comment give the same text.
std::string sign(const SecretKey& key, std::string_view bytes, const std::string& comment);

// The trusted comment. Throws InputError for what is no signature, Error(check) where it is none of
// these bytes, or by another key. `name` is the signature's, for the sentence.
std::string verify(const PublicKey& key, std::string_view bytes, std::string_view signature,
                   const std::string& name);

}  // namespace evenlight
