#include "bias_audit/measure/import.h"

#include <cstdio>
#include <map>

#include "bias_audit/data/whole_file.h"
#include "bias_audit/measure/draft_folder.h"
#include "bias_audit/measure/foreign_picture.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"
#include "engine/base/sha256.h"
#include "engine/base/small_file.h"

namespace evenlight::audit {

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr size_t max_picture = 256ULL << 20;

void write_bytes(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  write_whole_file(path, bytes);
}

// "images/ceo/00003.jpg".
std::string file_of(const AuditSettings& settings, const ListedPicture& listed,
                    const char* ending) {
  char name[40];
  std::snprintf(name, sizeof name, "/%05lld.%s", static_cast<long long>(listed.image), ending);
  return "images/" + settings.set.subjects.at(listed.subject).id + name;
}

std::string pixels_key(const Photo& photo) {
  return std::to_string(photo.width) + "x" + sha256_of_bytes(std::as_bytes(std::span(photo.rgb)));
}

class Import {
 public:
  Import(const fs::path& folder, const AuditSettings& settings, const ImportTools& tools)
      : folder_(folder), settings_(settings), tools_(tools) {}

  void add(const ListedPicture& listed) {
    const std::string name = listed.file.string();
    ImageRow row;
    row.subject = listed.subject;
    row.image = listed.image;
    row.seed = listed.seed.value_or(uint64_t(listed.image));
    row.prompt = listed.prompt;
    const std::string bytes = read_small_file(listed.file, max_picture);
    const std::string sha256 = sha256_of_text(bytes);
    ordered_json origin = {{"file", listed.file.filename().string()}, {"sha256", sha256}};
    if (is_duplicate(sha256, name)) return;
    try {
      const ForeignPicture picture = read_foreign_picture(bytes, name);
      require_consent(picture, name);
      if (is_duplicate(pixels_key(picture.photo), name)) return;
      keep(listed, bytes, picture, origin, row);
      row.measurement = tools_.measure(picture.photo);
    } catch (const Unreadable& reason) {
      leave_without_picture(row, name, reason.what());
    }
    row.recipe = ordered_json{{"imported", origin}}.dump();
    rows.push_back(row);
    if (tools_.on_image) tools_.on_image(rows.back());
  }

  std::vector<ImageRow> rows;
  ImportReport report;

 private:
  struct Unreadable : std::runtime_error {
    using std::runtime_error::runtime_error;
  };

  ForeignPicture read_foreign_picture(const std::string& bytes, const std::string& name) const {
    try {
      return audit::read_foreign_picture(bytes, name);
    } catch (const InputError& error) {
      const std::string what = error.what();
      throw Unreadable(what.starts_with(name + ": ") ? what.substr(name.size() + 2) : what);
    }
  }

  void require_consent(const ForeignPicture& picture, const std::string& name) const {
    if (picture.camera.empty() || settings_.imported->real_people) return;
    throw InputError(
        say<"{0}: was taken by a camera ({1}). Photographs of real people take their consent; {2}, "
            "or leave the picture out.">(name, shown(picture.camera),
                                         say<"say that it was given">()));
  }

  // The first of two alike stays: a copy would count as luck that happened twice.
  bool is_duplicate(const std::string& key, const std::string& name) {
    const auto [first, is_new] = seen_.emplace(key, name);
    if (!is_new) report.duplicates.push_back({name, first->second});
    return !is_new;
  }

  void keep(const ListedPicture& listed, const std::string& bytes, const ForeignPicture& picture,
            ordered_json& origin, ImageRow& row) {
    origin["format"] = picture.format;
    const bool plain = picture.unusual.empty();
    if (!plain) origin["kept_as_png"] = picture.unusual;
    const std::string kept = plain ? bytes : png_of(picture.photo);
    row.file = file_of(settings_, listed, plain && picture.format == "JPEG" ? "jpg" : "png");
    row.sha256 = plain ? origin.at("sha256").get<std::string>() : sha256_of_text(kept);
    write_bytes(folder_ / row.file, kept);
    report.converted += plain ? 0 : 1;
    report.transparent += picture.was_transparent ? 1 : 0;
  }

  void leave_without_picture(ImageRow& row, const std::string& name, const std::string& why) {
    row.file.clear();
    row.sha256.clear();
    row.measurement.outcome = "no_face";
    row.measurement.detail["no_picture"] = why;
    report.unreadable.push_back({name, why});
  }

  const fs::path& folder_;
  const AuditSettings& settings_;
  const ImportTools& tools_;
  std::map<std::string, std::string> seen_;  // hash of bytes or pixels: file
};

}  // namespace

ImportReport import_pictures(const fs::path& folder, AuditSettings settings, const ImportList& list,
                             const ImportTools& tools) {
  std::error_code error;
  if (fs::exists(folder, error) && !(fs::is_directory(folder) && fs::is_empty(folder))) {
    throw InputError(say<"{0}: exists and is no empty folder; name another.">(folder.string()));
  }
  if (!settings.imported) throw std::logic_error("imported settings are missing");
  DraftFolder draft(folder, ".importing");
  Import import(draft.folder(), settings, tools);
  settings.images = 1;
  for (const ListedPicture& listed : list.pictures) {
    import.add(listed);
    settings.images = std::max(settings.images, listed.image + 1);
  }
  settings.imported->with_seeds = list.with_seeds;
  settings.imported->with_templates = list.with_templates;
  settings.imported->duplicates = int64_t(import.report.duplicates.size());
  import.report.pictures = int64_t(import.rows.size());
  AuditDatabase::create(draft.folder(), settings, Shard{}).add(import.rows);
  draft.finish();
  return import.report;
}

}  // namespace evenlight::audit
