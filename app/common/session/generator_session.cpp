#include "app/common/session/generator_session.h"

#include <algorithm>
#include <cstdlib>

#include "app/common/audit/audit_files.h"
#include "app/common/files/atomic_file.h"
#include "bias_audit/measure/foreign_picture.h"
#include "bias_audit/measure/instruments.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"
#include "engine/base/sha256.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// "sd_xl_base_1.0 31e35c80fc"; empty where the server states neither.
std::string stated_name(const std::string& model, const std::string& version) {
  return model + (model.empty() || version.empty() ? "" : " ") + version;
}

std::string text_at(const Json& json, const char* key) {
  return json.is_object() ? json.value(key, "") : "";
}

// One colour all over: what a web UI's filter leaves of a picture, or a model that failed.
bool is_blank(const audit::Photo& photo) {
  constexpr int least_range = 3;
  const auto [low, high] = std::minmax_element(photo.rgb.begin(), photo.rgb.end());
  if (photo.rgb.empty() || *high - *low < least_range) return true;
  for (size_t channel = 0; channel < 3; ++channel) {
    uint8_t least = 255, most = 0;
    for (size_t i = channel; i < photo.rgb.size(); i += 3) {
      least = std::min(least, photo.rgb[i]);
      most = std::max(most, photo.rgb[i]);
    }
    if (most - least >= least_range) return false;
  }
  return true;
}

// What is written: the bytes as they came, or PNG where other programs would read them otherwise.
struct Kept {
  std::string bytes, suffix;
};

Kept kept_of(const audit::ForeignPicture& picture, const std::string& bytes) {
  if (!picture.unusual.empty()) return {audit::png_of(picture.photo), ".png"};
  return {bytes, picture.format == "JPEG" ? ".jpg" : ".png"};
}

void write_bytes(const fs::path& path, const std::string& bytes) {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  write_file_atomically(path, {data, bytes.size()}, Overwrite::allow);
}

// A broken picture is the server's fault, no file's.
audit::ForeignPicture read_picture(const std::string& bytes, const std::string& where) {
  try {
    return audit::read_foreign_picture(bytes, where);
  } catch (const Error& error) {
    throw Error(ErrorKind::failed, error.message());
  }
}

// A size that was asked for is what the audit's settings say.
void require_size(const Json& settings, const audit::Photo& photo, const GeneratorPlace& place) {
  const int width = settings.value("width", photo.width);
  const int height = settings.value("height", photo.height);
  if (width == photo.width && height == photo.height) return;
  throw Error(ErrorKind::failed,
              say<"{0}: its picture has {1} × {2} pixels where {3} × {4} were asked for.">(
                  place.url.text(), photo.width, photo.height, width, height));
}

}  // namespace

std::string generator_token() {
  const char* token = std::getenv("EVENLIGHT_GENERATOR_TOKEN");
  return token ? token : "";
}

GeneratorPlace place_of(const audit::AuditSettings& settings) {
  GeneratorPlace place;
  place.url = parse_generator_url(settings.generator->url);
  place.dialect = &find_dialect(settings.generator->api);
  place.model = text_at(settings.recipe, "model");
  return place;
}

GeneratorPlan GeneratorSession::plan(const GeneratorRequest& request) {
  const GeneratorPlace& place = client_.place();
  GeneratorPlan plan;
  audit::AuditSettings& settings = plan.settings;
  Notes notes;
  apply_choices(request.choices, settings, notes);
  plan.instruments = find_instruments(request.instruments, KnownModel{}, notes);
  settings.instruments = audit::Instruments(plan.instruments).describe();
  std::string model, version;
  client_.ask_model(model, version);
  if (!place.model.empty() && place.model != model) version.clear();
  if (!place.model.empty()) model = place.model;
  settings.model["name"] = model.empty() ? "the model of " + GeneratorUrl(place.url).text() : model;
  if (!version.empty()) settings.model["version"] = version;
  settings.recipe = {{"request", request.settings}};
  if (!place.model.empty()) settings.recipe["model"] = place.model;
  settings.generator =
      audit::GeneratorServer{place.url.text(), place.dialect->id, place.dialect->with_seeds};
  settings.app = EVENLIGHT_VERSION;
  if (hooks_.note) std::ranges::for_each(notes, hooks_.note);
  return plan;
}

std::vector<fs::path> GeneratorSession::take_up(const audit::AuditDatabase& database,
                                                const std::vector<std::string>& instruments) {
  const audit::AuditSettings& settings = database.settings();
  if (settings.generator->api != client_.place().dialect->id) {
    throw Error(ErrorKind::usage,
                say<"This audit was begun by the interface {0} and goes on only so.">(
                    settings.generator->api));
  }
  if (settings.generator->url != client_.place().url.text() && hooks_.note) {
    hooks_.note(say<"This audit was begun with the server {0}; it goes on with {1}.">(
        settings.generator->url, client_.place().url.text()));
  }
  return find_instruments_again(settings.instruments, instruments, KnownModel{});
}

void GeneratorSession::remember_model(const audit::AuditDatabase& database) {
  for (const audit::ImageRow& row : database.images()) {
    const Json recipe = parse_json(row.recipe, database.folder().string());
    const Json generated = recipe.value("generator", Json::object());
    drawn_by_ = stated_name(text_at(generated, "model"), text_at(generated, "version"));
    if (!drawn_by_.empty()) return;
  }
}

void GeneratorSession::require_same_model(const GeneratedPicture& made) {
  const std::string name = stated_name(made.model, made.version);
  if (name.empty()) return;
  if (drawn_by_.empty()) drawn_by_ = name;
  if (name == drawn_by_) return;
  throw Error(ErrorKind::failed,
              say<"{0}: it now draws with {1}, and this audit's pictures are by {2}. Have it take "
                  "that model again and go on, or begin a new audit.">(
                  client_.place().url.text(), shown(name), shown(drawn_by_)));
}

audit::MadePicture GeneratorSession::make(const audit::AuditSettings& settings,
                                          const audit::PictureRequest& request) {
  if (hooks_.asking) hooks_.asking();
  const Json sent = settings.recipe.value("request", Json::object());
  const GeneratedPicture made = client_.make(sent, request.prompt, request.seed);
  require_same_model(made);
  audit::MadePicture picture;
  Json generated = {{"url", client_.place().url.text()},
                    {"api", client_.place().dialect->id},
                    {"request", made.request}};
  if (!made.model.empty()) generated["model"] = made.model;
  if (!made.version.empty()) generated["version"] = made.version;
  if (!made.told.empty()) generated["told"] = made.told;
  picture.refused = made.refused;
  if (made.refused.empty()) {
    const std::string where = client_.place().url.text() + ", its picture";
    const audit::ForeignPicture read = read_picture(made.bytes, where);
    require_size(sent, read.photo, client_.place());
    const Kept kept = kept_of(read, made.bytes);
    generated["received"] = {{"format", read.format}, {"sha256", sha256_of_text(made.bytes)}};
    if (is_blank(read.photo)) {
      picture.no_picture = "the picture is of one colour";
    } else {
      fs::path file = request.file;
      picture.suffix = kept.suffix;
      write_bytes(file.replace_extension(kept.suffix), kept.bytes);
    }
  }
  picture.recipe = dump_json({{"generator", generated}, {"seed", request.seed}});
  return picture;
}

void GeneratorSession::run(audit::AuditDatabase& database, const std::vector<fs::path>& manifests) {
  remember_model(database);
  const audit::Instruments instruments(manifests);
  audit::RunTools tools;
  tools.make = [&](std::span<const audit::PictureRequest> requests) {
    std::vector<audit::MadePicture> made;
    for (const audit::PictureRequest& one : requests) {
      made.push_back(make(database.settings(), one));
    }
    return made;
  };
  tools.measure = [&](const fs::path& file) {
    return instruments.measure(audit::read_photo(file));
  };
  tools.on_image = hooks_.stored;
  audit::run_audit(database, tools);
}

}  // namespace evenlight
