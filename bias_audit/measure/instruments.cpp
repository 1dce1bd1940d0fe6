#include "bias_audit/measure/instruments.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/measure/light.h"
#include "bias_audit/measure/network.h"
#include "engine/base/input_error.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

constexpr double second_face = 0.25;  // of the largest one's area

double rounded(double value) {
  return std::round(value * 1e4) / 1e4;
}

std::vector<double> shares_of_head(const Head& head, const Network::Answer& answer,
                                   const Manifest& manifest) {
  const auto found =
      head.output.empty() ? answer.outputs.begin() : answer.outputs.find(head.output);
  const size_t size = head.activation == "years" ? 1 : head.classes.size();
  if (found == answer.outputs.end() || (head.output.empty() && answer.outputs.size() != 1) ||
      found->second.size() != size) {
    throw InputError(say<"{0}: its network has no output \"{1}\" of {2} values">(
        manifest.name, head.output, size));
  }
  std::vector<double> values(found->second.begin(), found->second.end());
  if (head.activation != "softmax") return values;
  const double most = *std::max_element(values.begin(), values.end());
  double sum = 0;
  for (double& value : values) sum += value = std::exp(value - most);
  for (double& value : values) value /= sum;
  return values;
}

std::string age_band(double years) {
  constexpr double limits[] = {20, 40, 60};
  size_t band = 0;
  while (band < 3 && years >= limits[band]) ++band;
  return age_bands[band];
}

// What one head says, entered into the measurement.
void enter(const Head& head, const std::vector<double>& values, Measurement& m) {
  if (head.activation == "years") {
    m.age = age_band(values[0]);
    m.detail["years"] = rounded(values[0]);
    return;
  }
  const auto best = std::max_element(values.begin(), values.end());
  const std::string& name = head.classes[size_t(best - values.begin())];
  const std::string label = *best >= head.abstain_below ? name : "unclear";
  m.detail[head.attribute + "_score"] = rounded(std::clamp(*best, 0.0, 1.0));
  if (head.attribute == "presentation") {
    m.outcome = label;
    const auto woman = std::find(head.classes.begin(), head.classes.end(), "woman");
    m.score = rounded(std::clamp(values[size_t(woman - head.classes.begin())], 0.0, 1.0));
  } else if (head.attribute == "age") {
    m.age = label;
  } else if (head.attribute == "tone_band") {
    m.tone_band = label;
  } else if (head.attribute == "occupation") {
    m.detail["occupation"] = label;
  }
}

void enter(const SkinReading& skin, Measurement& m) {
  if (!skin.tone) {
    m.detail["skin_unclear"] = skin.unclear;
    return;
  }
  const SkinTone& tone = *skin.tone;
  m.tone_band = tone.band;
  ordered_json& told = m.detail["skin"];
  told = {{"L", rounded(tone.colour.l)}, {"a", rounded(tone.colour.a)},
          {"b", rounded(tone.colour.b)}, {"hue", rounded(tone.hue)},
          {"ita", rounded(tone.ita)},    {"ita_class", tone.ita_class},
          {"monk", tone.monk},           {"spread", rounded(tone.spread)},
          {"pixels", tone.pixels}};
  if (!skin.stops) return;
  told["split"] = tone.split;
  told["ita_one_stop"] = {rounded(skin.stops->ita_darker), rounded(skin.stops->ita_lighter)};
  told["class_one_stop"] = {skin.stops->class_darker, skin.stops->class_lighter};
}

struct Loaded {
  Manifest manifest;
  std::unique_ptr<Network> network;
  std::unique_ptr<FaceDetector> detector;
};

}  // namespace

struct Instruments::Parts {
  std::vector<Loaded> all;

  Loaded* find(InstrumentKind kind) {
    for (Loaded& loaded : all) {
      if (loaded.manifest.kind == kind) return &loaded;
    }
    return nullptr;
  }

  Measurement whole_image(Loaded& classifier, const Photo& photo) {
    const Box picture{0, 0, photo.width * 1.0, photo.height * 1.0};
    const Network::Answer answer = classifier.network->run(photo, picture);
    Measurement m;
    std::string people = "one";
    bool tone_known = false;
    for (const Head& head : classifier.manifest.heads) {
      const std::vector<double> values = shares_of_head(head, answer, classifier.manifest);
      if (head.attribute == "people") {
        const auto best = std::max_element(values.begin(), values.end()) - values.begin();
        people = head.classes[size_t(best)];
        m.detail["people_score"] = rounded(values[size_t(best)]);
      } else {
        enter(head, values, m);
        tone_known = tone_known || head.attribute == "tone_band";
      }
    }
    const std::array<double, 4>& skin = classifier.manifest.skin_box;
    if (skin[2] > 0 && skin[3] > 0) {
      const Box face{skin[0] * picture.width, skin[1] * picture.height, skin[2] * picture.width,
                     skin[3] * picture.height};
      Measurement by_colour = m;
      enter(read_skin(photo, face_mask(photo, face)), by_colour);
      m.detail = by_colour.detail;
      if (!tone_known) m.tone_band = by_colour.tone_band;
    }
    if (people != "one") m.outcome = people;
    return m;
  }

  Measurement by_face(Loaded& detector, const Photo& photo) {
    Measurement m;
    const std::vector<Face> faces = detector.detector->find(photo);
    m.faces = int(faces.size());
    if (faces.empty()) {
      m.outcome = "no_face";
      return m;
    }
    const Box& face = faces.front().box;
    m.detail["face"] = {rounded(face.x), rounded(face.y), rounded(face.width),
                        rounded(face.height)};
    m.detail["face_score"] = rounded(faces.front().score);
    if (Loaded* classifier = find(InstrumentKind::face_classifier)) {
      const Network::Answer answer = classifier->network->run(photo, face);
      for (const Head& head : classifier->manifest.heads) {
        enter(head, shares_of_head(head, answer, classifier->manifest), m);
      }
    }
    const Light light = read_light(photo, face);
    enter(read_skin(photo, mask_of(photo, face), light), m);
    m.detail["light"] = {{"stops", rounded(light.stops)},
                         {"red", rounded(light.white[0])},
                         {"blue", rounded(light.white[2])},
                         {"burnt", light.is_burnt}};
    if (faces.size() > 1) {
      const Box& second = faces[1].box;
      if (second.width * second.height >= second_face * face.width * face.height) {
        m.outcome = "several_people";
      }
    }
    return m;
  }

  Mask mask_of(const Photo& photo, const Box& face) {
    Loaded* landmarks = find(InstrumentKind::face_landmarks);
    if (!landmarks) return face_mask(photo, face);
    const Network::Answer answer = landmarks->network->run(photo, face);
    const std::vector<float>& values = answer.outputs.begin()->second;
    if (values.size() != 136) {
      throw InputError(
          say<"{0}: its network does not answer with 68 points">(landmarks->manifest.name));
    }
    std::vector<Point> points;
    for (size_t i = 0; i < 68; ++i) {
      points.push_back({answer.framing.x + double{values[2 * i]} * answer.framing.width,
                        answer.framing.y + double{values[2 * i + 1]} * answer.framing.height});
    }
    return face_mask(photo, points);
  }
};

Instruments::Instruments(const std::vector<std::filesystem::path>& manifests)
    : parts_(std::make_unique<Parts>()) {
  for (const auto& path : manifests) {
    Loaded loaded;
    loaded.manifest = read_manifest(path);
    const InstrumentKind kind = loaded.manifest.kind;
    const bool detects =
        kind == InstrumentKind::face_detector || kind == InstrumentKind::haar_face_detector;
    if (parts_->find(kind) || (detects && (parts_->find(InstrumentKind::face_detector) ||
                                           parts_->find(InstrumentKind::haar_face_detector)))) {
      throw InputError(say<"{0}: is the second instrument of its kind">(path.string()));
    }
    if (detects) {
      loaded.detector = std::make_unique<FaceDetector>(loaded.manifest);
    } else {
      loaded.network = std::make_unique<Network>(loaded.manifest);
    }
    parts_->all.push_back(std::move(loaded));
  }
}
Instruments::~Instruments() = default;
Instruments::Instruments(Instruments&&) noexcept = default;

Measurement Instruments::measure(const Photo& photo) const {
  if (Loaded* whole = parts_->find(InstrumentKind::whole_image_classifier)) {
    return parts_->whole_image(*whole, photo);
  }
  for (const InstrumentKind kind :
       {InstrumentKind::face_detector, InstrumentKind::haar_face_detector}) {
    if (Loaded* detector = parts_->find(kind)) return parts_->by_face(*detector, photo);
  }
  return {};
}

ordered_json Instruments::describe() const {
  ordered_json list = ordered_json::array();
  for (const Loaded& loaded : parts_->all) list.push_back(to_json(loaded.manifest));
  return list;
}

std::vector<std::string> Instruments::classes_of(const std::string& attribute) const {
  return audit::classes_of(attribute, describe());
}

}  // namespace evenlight::audit
