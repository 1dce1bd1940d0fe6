// Everything an audit's report is, in one folder with a manifest: the SHA-256 of every file, and a
// signature over that.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/common/signing/minisign.h"
#include "bias_audit/report/report.h"

namespace evenlight {

inline constexpr const char* manifest_name = "manifest.json";
inline constexpr const char* signature_name = "manifest.json.minisig";

// Writes report.html, .pdf, .json, .csv, model-card.md and report.schema.json, of an audit also
// images.csv, diversity.csv, croissant.json and prompt_set.json, then manifest.json and, with a
// key, its signature. The same audit and key, the same bytes. `folder` must be new or empty; whole
// or not at all. `database` is null for counts from elsewhere. Returns the names of the files,
// manifest last.
std::vector<std::string> write_bundle(const audit::AuditDatabase* database,
                                      const audit::Report& report,
                                      const std::vector<audit::Thumbnail>& sheet,
                                      const std::filesystem::path& folder, const SecretKey* key);

enum class SignatureState { none, unchecked, good, bad };

// What was found of a bundle: lists of names, each sorted.
struct BundleCheck {
  std::vector<std::string> files;  // that the manifest names
  std::vector<std::string> changed, missing, added;
  SignatureState signature = SignatureState::none;
  std::string signed_by;           // the key's name, of a good one
  std::optional<Message> why_bad;  // of a bad one

  bool is_as_it_was() const {
    return changed.empty() && missing.empty() && added.empty() && signature != SignatureState::bad;
  }
};

// Throws InputError for a folder without a manifest, one that cannot be read, and one that names
// files beyond its folder.
BundleCheck check_bundle(const std::filesystem::path& folder, const std::optional<PublicKey>& key);

}  // namespace evenlight
