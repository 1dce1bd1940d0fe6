#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bias_audit/data/audit_settings.h"
#include "bias_audit/data/measurement.h"

struct sqlite3;

namespace evenlight::audit {

// One part of N, from 0.
struct Shard {
  int64_t index = 0;
  int64_t count = 1;
};

struct ImageRow {
  size_t subject = 0;  // index into the set
  int64_t image = 0;   // k
  uint64_t seed = 0;
  std::string prompt;
  std::string file;    // below the audit's folder; empty when the model gave no usable picture
  std::string sha256;  // of the file
  std::string recipe;  // JSON that makes it again
  Measurement measurement;
};

// What a person said of an image in one attribute; one answer a rater.
struct HumanLabel {
  std::string rater;
  size_t subject = 0;
  int64_t image = 0;
  std::string outcome;  // one of answers_to()
  std::string attribute = "presentation";
};

// DIR/audit.sqlite, in write-ahead mode while it is written: every image is one transaction that is
// on the disk when add() returns. A reader needs no right to write. Throws InputError for a file
// that is none of ours, is damaged or may not be read, std::runtime_error with SQLite's reason when
// it cannot be written; both name the file.
class AuditDatabase {
 public:
  static constexpr const char* file_name = "audit.sqlite";

  // Makes the folder and an empty audit. Throws InputError if there is one already.
  static AuditDatabase create(const std::filesystem::path& folder, const AuditSettings& settings,
                              Shard shard);
  enum class Mode { read, write };
  static AuditDatabase open(const std::filesystem::path& folder, Mode mode);
  static bool exists(const std::filesystem::path& folder);
  // Removes an audit that was just begun and has no image yet, and its folder if nothing else lies
  // there.
  static void discard(const std::filesystem::path& folder) noexcept;

  ~AuditDatabase();
  AuditDatabase(AuditDatabase&&) noexcept;
  AuditDatabase(const AuditDatabase&) = delete;
  AuditDatabase& operator=(const AuditDatabase&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  const AuditSettings& settings() const { return settings_; }
  Shard shard() const { return shard_; }

  void add(const ImageRow& row) { add(std::span(&row, 1)); }
  void add(std::span<const ImageRow> rows);                // all in one transaction
  void add_labels(const std::vector<HumanLabel>& labels);  // replaces a rater's earlier answers

  std::vector<ImageRow> images() const;    // by subject, then image
  std::vector<HumanLabel> labels() const;  // by attribute, rater, subject, image

 private:
  AuditDatabase(std::filesystem::path folder, sqlite3* handle);
  void require_ours() const;
  void read_meta();
  bool labels_name_their_attribute() const;

  std::filesystem::path folder_;
  sqlite3* handle_ = nullptr;
  bool writes_ = false;
  AuditSettings settings_;
  Shard shard_;
};

}  // namespace evenlight::audit
