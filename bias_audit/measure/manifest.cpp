#include "bias_audit/measure/manifest.h"

#include <algorithm>
#include <set>

#include "bias_audit/data/class_names.h"
#include "bias_audit/data/json_file.h"
#include "bias_audit/data/own_attributes.h"
#include "bias_audit/measure/picture.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"
#include "engine/base/sha256.h"
#include "engine/base/small_file.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr size_t max_manifest = 256 << 10;
constexpr size_t max_network = 512ULL << 20;

constexpr std::pair<const char*, InstrumentKind> kinds[] = {
    {"whole_image_classifier", InstrumentKind::whole_image_classifier},
    {"face_detector", InstrumentKind::face_detector},
    {"haar_face_detector", InstrumentKind::haar_face_detector},
    {"face_landmarks", InstrumentKind::face_landmarks},
    {"face_classifier", InstrumentKind::face_classifier},
    {"face_embedding", InstrumentKind::face_embedding},
    {"picture_embedding", InstrumentKind::picture_embedding}};

InstrumentKind kind_of(const JsonObject& object) {
  const std::string name = object.text("kind");
  std::string accepted;
  for (const auto& [known, kind] : kinds) {
    if (name == known) return kind;
    accepted += (accepted.empty() ? "" : ", ") + std::string(known);
  }
  object.fail("kind", say<"\"{0}\" is not known; accepted are {1}">(shown(name), accepted));
}

const char* name_of(InstrumentKind kind) {
  return std::find_if(std::begin(kinds), std::end(kinds),
                      [&](const auto& row) { return row.second == kind; })
      ->first;
}

template <size_t N>
std::array<double, N> numbers(const JsonObject& object, const char* key, double low, double high) {
  std::array<double, N> values{};
  size_t at = 0;
  for (const ordered_json& value : object.array(key, N, N)) {
    const double number = value.is_number() ? value.get<double>() : high + 1;
    if (!(number >= low && number <= high)) object.fail(key, say<"holds a number out of range">());
    values[at++] = number;
  }
  return values;
}

std::string one_of(const JsonObject& object, const char* key, const std::string& otherwise,
                   std::initializer_list<const char*> accepted) {
  const std::string value = object.text_or(key, otherwise);
  if (std::find(accepted.begin(), accepted.end(), value) != accepted.end()) return value;
  std::string names;
  for (const char* name : accepted) names += (names.empty() ? "" : ", ") + std::string(name);
  object.fail(key, say<"must be one of {0}">(names));
}

NetworkInput read_input(const ordered_json& json, const std::string& where) {
  const JsonObject object(json, where,
                          {"width", "height", "channels", "mean", "scale", "fit", "margin"});
  NetworkInput input;
  input.width = int(object.integer("width", 8, 2048));
  input.height = int(object.integer("height", 8, 2048));
  input.bgr = one_of(object, "channels", "rgb", {"rgb", "bgr"}) == "bgr";
  if (object.has("mean")) input.mean = numbers<3>(object, "mean", -1000, 1000);
  if (object.has("scale")) input.scale = numbers<3>(object, "scale", 1e-9, 1000);
  input.fit = one_of(object, "fit", "stretch", {"stretch", "pad", "pad_end", "crop"});
  input.margin = object.number_or("margin", -0.4, 2, 0);
  return input;
}

Head read_head(const ordered_json& json, const std::string& where) {
  const JsonObject object(json, where,
                          {"attribute", "output", "classes", "activation", "abstain_below"});
  Head head;
  head.attribute = object.text("attribute");
  if (!is_own_attribute(head.attribute)) {
    one_of(object, "attribute", "", {"presentation", "age", "tone_band", "people", "occupation"});
  }
  head.output = object.text_or("output", "");
  head.activation = one_of(object, "activation", "softmax", {"softmax", "none", "years"});
  head.classes = object.texts("classes", 2, 64);
  head.abstain_below = object.number_or("abstain_below", 0, 1, 0.75);
  const std::set<std::string> unique(head.classes.begin(), head.classes.end());
  if (unique.size() != head.classes.size()) object.fail("classes", say<"holds a class twice">());
  if (unique.size() - unique.count("unclear") < 2) {
    object.fail("classes", say<"must hold two beside \"unclear\"">());
  }
  const auto only = [&](std::set<std::string> accepted, const char* names) {
    for (const std::string& name : head.classes) {
      if (!accepted.contains(name)) object.fail("classes", say<"must be among {0}">(names));
    }
  };
  if (head.attribute == "presentation") {
    only({"woman", "man", "unclear"}, "woman, man, unclear");
    const bool both = unique.contains("woman") && unique.contains("man");
    if (!both) object.fail("classes", say<"must hold both woman and man">());
  }
  if (head.activation == "years" &&
      (head.attribute != "age" ||
       head.classes != std::vector<std::string>{"under_20", "20_39", "40_59", "60_plus"})) {
    object.fail("activation", say<"\"years\" is for age with under_20, 20_39, 40_59, 60_plus">());
  }
  if (is_own_attribute(head.attribute)) {
    for (const std::string& name : head.classes) {
      if (name != "unclear" && unclassified_of(name)) {
        object.fail("classes", say<"\"{0}\" counts as no class; call it otherwise">(shown(name)));
      }
    }
  }
  if (head.attribute == "people") {
    only({"one", "several_people", "no_face"}, "one, several_people, no_face");
  }
  return head;
}

// Beside the manifest, or where Debian's opencv-data lays the cascades.
fs::path find_file(const fs::path& manifest, const std::string& name, const JsonObject& object) {
  const fs::path file(name);
  if (file.is_absolute() || std::find(file.begin(), file.end(), "..") != file.end()) {
    object.fail("file", say<"must lie beside the manifest">());
  }
  std::error_code error;
  for (const fs::path& folder :
       {manifest.parent_path(), fs::path("/usr/share/opencv4/haarcascades")}) {
    if (fs::is_regular_file(folder / file, error)) return folder / file;
  }
  object.fail("file", say<"{0} is not there">(shown(name)));
}

void require_parts(const Manifest& m, const JsonObject& object) {
  const bool classifies =
      m.kind == InstrumentKind::whole_image_classifier || m.kind == InstrumentKind::face_classifier;
  if (classifies && m.heads.empty()) object.fail("heads", say<"a classifier needs one">());
  if (m.kind == InstrumentKind::face_detector && m.anchors.empty()) {
    object.fail("anchors", say<"a face_detector needs them">());
  }
  if (m.kind != InstrumentKind::haar_face_detector && m.input.width == 0) {
    object.fail("input", say<"is missing">());
  }
}

}  // namespace

Manifest read_manifest(const fs::path& path) {
  const std::string where = path.string();
  const ordered_json json = parse_json_text(read_small_file(path, max_manifest), where);
  const JsonObject object(
      json, where,
      {"$schema", "name", "version", "kind", "file", "sha256", "domain", "licence", "provenance",
       "accuracy", "limits", "input", "heads", "anchors", "least_score", "skin_box"});
  Manifest m;
  m.name = object.text("name", 200);
  m.version = object.text_or("version", "1");
  m.kind = kind_of(object);
  m.domain = one_of(object, "domain", "", {"drawings", "photographs"});
  m.licence = object.text("licence");
  m.provenance = object.text("provenance");
  if (object.has("accuracy")) m.accuracy = object.object("accuracy");
  m.limits = object.texts("limits", 1, 64);
  if (object.has("input")) m.input = read_input(object.at("input"), where + ", input");
  if (object.has("heads")) {
    for (const ordered_json& head : object.array("heads", 1, 8)) {
      m.heads.push_back(read_head(head, where + ", heads[" + std::to_string(m.heads.size()) + "]"));
    }
  }
  if (object.has("anchors")) {
    for (const ordered_json& pair : object.array("anchors", 1, 16)) {
      const ordered_json wrapped = {{"anchor", pair}};
      const JsonObject anchor(wrapped, where + ", anchors", {"anchor"});
      m.anchors.push_back(numbers<2>(anchor, "anchor", 0.01, 100));
    }
  }
  m.least_score = object.number_or("least_score", 0.01, 1, 0.5);
  if (object.has("skin_box")) m.skin_box = numbers<4>(object, "skin_box", 0, 1);
  require_parts(m, object);

  m.file = find_file(path, object.text("file", 400), object);
  m.sha256 = sha256_of_text(read_small_file(m.file, max_network));
  const bool checked = m.kind != InstrumentKind::haar_face_detector || object.has("sha256");
  if (checked && object.text("sha256") != m.sha256) {
    object.fail("sha256", say<"is not that of {0}, which is {1}">(m.file.string(), m.sha256));
  }
  return m;
}

ordered_json to_json(const Manifest& m) {
  ordered_json heads = ordered_json::array();
  for (const Head& head : m.heads) {
    heads.push_back({{"attribute", head.attribute},
                     {"classes", head.classes},
                     {"abstain_below", head.abstain_below}});
  }
  return {{"name", m.name},
          {"version", m.version},
          {"kind", name_of(m.kind)},
          {"domain", m.domain},
          {"sha256", m.sha256},
          {"licence", m.licence},
          {"provenance", m.provenance},
          {"accuracy", m.accuracy},
          {"limits", m.limits},
          {"heads", heads},
          {"least_score", m.least_score}};
}

}  // namespace evenlight::audit
