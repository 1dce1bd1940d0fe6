#include "app/common/audit/bundle.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/common/audit/audit_reports.h"
#include "app/common/files/atomic_file.h"
#include "app/common/library/assets.h"
#include "bias_audit/measure/draft_folder.h"
#include "engine/base/input_error.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"
#include "engine/base/sha256.h"
#include "engine/base/small_file.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* format = "evenlight audit bundle 1";
constexpr size_t max_manifest = size_t(8) << 20;

void write_text(const fs::path& path, const std::string& text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  write_file_atomically(path, {bytes, text.size()}, Overwrite::refuse);
}

// Below the folder, with '/' between its parts.
std::string name_in(const fs::path& folder, const fs::path& file) {
  return file.lexically_relative(folder).generic_string();
}

Json file_json(const fs::path& folder, const fs::path& file) {
  return {{"file", name_in(folder, file)},
          {"bytes", fs::file_size(file)},
          {"sha256", sha256_of_file(file)}};
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_directory() || entry.is_symlink()) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

Json manifest_of(const fs::path& folder, const audit::Report& report) {
  Json json = {{"format", format}, {"app", EVENLIGHT_VERSION}};
  if (report.audit) {
    const audit::AuditSettings& settings = report.audit->settings;
    json["audit"] = {{"prompt_set", settings.set.name},
                     {"prompt_set_version", settings.set.version},
                     {"model", settings.model},
                     {"arm", settings.arm},
                     {"images_sha256", report.audit->images_sha256}};
  }
  json["files"] = Json::array();
  for (const fs::path& file : files_in(folder)) json["files"].push_back(file_json(folder, file));
  return json;
}

void require_new(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return;
  if (fs::is_directory(folder, error) && fs::is_empty(folder, error)) return;
  throw Error(ErrorKind::usage,
              say<"{0}: exists and is no empty folder; name another.">(folder.string()));
}

void write_parts(const audit::AuditDatabase* database, const audit::Report& report,
                 const std::vector<audit::Thumbnail>& sheet, const fs::path& folder) {
  write_reports(report, sheet, ReportFiles::in(folder));
  ExportFiles exports;
  exports.card = folder / "model-card.md";
  if (database) {
    exports.images = folder / "images.csv";
    exports.croissant = folder / "croissant.json";
    exports.diversity = folder / "diversity.csv";
    write_text(folder / "prompt_set.json", database->settings().set.text + "\n");
  }
  write_exports(database, report, exports);
  write_text(folder / "report.schema.json",
             read_small_file(asset_path("audit/report.schema.json"), max_manifest));
}

struct ListedFile {
  std::string sha256;
  uint64_t bytes = 0;
};

[[noreturn]] void refuse_manifest(const std::string& where) {
  throw InputError(say<"{0}: is no manifest of a bundle.">(where));
}

// The files of a manifest. A name must not lead out of the folder.
std::map<std::string, ListedFile> read_manifest(const std::string& text, const std::string& where) {
  const Json json = parse_json(text, where, {max_manifest, 16});
  if (!json.is_object() || json.value("format", Json()) != format) refuse_manifest(where);
  const Json files = json.value("files", Json());
  if (!files.is_array()) refuse_manifest(where);
  std::map<std::string, ListedFile> listed;
  for (const Json& item : files) {
    const bool is_one = item.is_object() && item.value("file", Json()).is_string() &&
                        item.value("sha256", Json()).is_string() &&
                        item.value("bytes", Json()).is_number_unsigned();
    if (!is_one) refuse_manifest(where);
    const std::string name = item.at("file").get<std::string>();
    const fs::path path(name);
    const bool leaves = path.empty() || path.is_absolute() ||
                        std::find(path.begin(), path.end(), "..") != path.end();
    if (leaves) throw InputError(say<"{0}: names the file \"{1}\"">(where, shown(name)));
    listed[name] = {item.at("sha256").get<std::string>(), item.at("bytes").get<uint64_t>()};
  }
  return listed;
}

// A link is no file of a bundle, wherever it leads, and nor is what lies below one.
bool is_plain_file(const fs::path& folder, const std::string& name) {
  fs::path way = folder;
  std::error_code error;
  for (const fs::path& part : fs::path(name)) {
    way /= part;
    if (fs::is_symlink(fs::symlink_status(way, error))) return false;
  }
  return fs::is_regular_file(way, error);
}

void check_files(const fs::path& folder, const std::map<std::string, ListedFile>& listed,
                 BundleCheck& check) {
  std::error_code error;
  for (const auto& [name, file] : listed) {
    check.files.push_back(name);
    const fs::path path = folder / name;
    if (!fs::exists(fs::symlink_status(path, error))) {
      check.missing.push_back(name);
    } else if (!is_plain_file(folder, name) || fs::file_size(path, error) != file.bytes ||
               sha256_of_file(path) != file.sha256) {
      check.changed.push_back(name);
    }
  }
  for (const fs::path& file : files_in(folder)) {
    const std::string name = name_in(folder, file);
    const bool is_known = listed.contains(name) || name == manifest_name || name == signature_name;
    if (!is_known) check.added.push_back(name);
  }
}

void check_signature(const fs::path& folder, const std::string& manifest,
                     const std::optional<PublicKey>& key, BundleCheck& check) {
  const fs::path file = folder / signature_name;
  const bool is_signed = is_plain_file(folder, signature_name);
  if (!is_signed && key) {
    check.signature = SignatureState::bad;
    check.why_bad = say<"{0}: is not signed.">(folder.string());
  }
  if (!is_signed) return;
  check.signature = SignatureState::unchecked;
  if (!key) return;
  constexpr size_t max_signature = 16 << 10;
  try {
    verify(*key, manifest, read_small_file(file, max_signature), file.string());
    check.signature = SignatureState::good;
    check.signed_by = key->name();
  } catch (const Error& error) {
    check.signature = SignatureState::bad;
    check.why_bad = error.message();
  }
}

}  // namespace

std::vector<std::string> write_bundle(const audit::AuditDatabase* database,
                                      const audit::Report& report,
                                      const std::vector<audit::Thumbnail>& sheet,
                                      const fs::path& folder, const SecretKey* key) {
  require_new(folder);
  const fs::path whole = fs::absolute(folder).lexically_normal();
  audit::DraftFolder draft(whole, ".bundling");
  fs::create_directories(draft.folder());
  write_parts(database, report, sheet, draft.folder());
  const std::string manifest = manifest_of(draft.folder(), report).dump(1) + "\n";
  write_text(draft.folder() / manifest_name, manifest);
  if (key) {
    write_text(draft.folder() / signature_name,
               sign(*key, manifest, std::string("file:") + manifest_name + "\thashed"));
  }
  std::vector<std::string> names;
  for (const fs::path& file : files_in(draft.folder()))
    names.push_back(name_in(draft.folder(), file));
  std::ranges::stable_partition(
      names, [](const std::string& name) { return !name.starts_with(manifest_name); });
  draft.finish();
  return names;
}

BundleCheck check_bundle(const fs::path& folder, const std::optional<PublicKey>& key) {
  const fs::path file = folder / manifest_name;
  const std::string manifest = read_small_file(file, max_manifest);
  BundleCheck check;
  check_files(folder, read_manifest(manifest, file.string()), check);
  check_signature(folder, manifest, key, check);
  return check;
}

}  // namespace evenlight
