#include "bias_audit/measure/instruments.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/data/own_attributes.h"
#include "bias_audit/measure/light.h"
#include "bias_audit/measure/look.h"
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

// A picture's measurement in the making. The first instrument that reads an attribute counts.
struct Reading {
  Measurement m;
  std::set<std::string> read;  // attributes that have an answer, be it "unclear"

  void enter(const Head& head, const std::vector<double>& values) {
    const std::string label = label_of(head, values);
    const bool is_second = !read.insert(head.attribute).second;
    const std::string place = is_second ? "second_" + head.attribute : head.attribute;
    if (head.activation == "years") {
      m.detail[is_second ? "second_years" : "years"] = rounded(values[0]);
    } else {
      const double best = *std::max_element(values.begin(), values.end());
      m.detail[place + "_score"] = rounded(std::clamp(best, 0.0, 1.0));
    }
    if (is_second) {
      m.second[head.attribute] = label;
    } else if (head.attribute == "occupation") {
      m.detail["occupation"] = label;
    } else {
      m.set(head.attribute, label);
      if (head.attribute == "presentation") enter_score(head, values);
    }
  }

 private:
  static std::string label_of(const Head& head, const std::vector<double>& values) {
    if (head.activation == "years") return age_band(values[0]);
    const auto best = std::max_element(values.begin(), values.end());
    return *best >= head.abstain_below ? head.classes[size_t(best - values.begin())] : "unclear";
  }

  void enter_score(const Head& head, const std::vector<double>& values) {
    const auto woman = std::find(head.classes.begin(), head.classes.end(), "woman");
    m.score = rounded(std::clamp(values[size_t(woman - head.classes.begin())], 0.0, 1.0));
  }
};

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

bool reads_people(const Loaded& classifier) {
  const std::vector<Head>& heads = classifier.manifest.heads;
  return std::any_of(heads.begin(), heads.end(), [](const Head& head) {
    return head.attribute == "presentation" || head.attribute == "people";
  });
}

Box whole(const Photo& photo) {
  return {0, 0, photo.width * 1.0, photo.height * 1.0};
}

// The only output of a network, or the one that holds a vector.
std::vector<double> vector_of(Loaded& embedding, const Photo& photo, const Box& box) {
  const Network::Answer answer = embedding.network->run(photo, box);
  if (answer.outputs.size() != 1) {
    throw InputError(say<"{0}: an embedding's network has one output">(embedding.manifest.name));
  }
  const std::vector<float>& values = answer.outputs.begin()->second;
  constexpr size_t longest = 4096;
  if (values.size() < 2 || values.size() > longest) {
    throw InputError(say<"{0}: its network answers with {1} numbers; an embedding has 2 to {2}">(
        embedding.manifest.name, values.size(), longest));
  }
  return {values.begin(), values.end()};
}

}  // namespace

struct Instruments::Parts {
  std::vector<Loaded> all;

  Loaded* find(InstrumentKind kind) {
    for (Loaded& loaded : all) {
      if (loaded.manifest.kind == kind) return &loaded;
    }
    return nullptr;
  }

  Loaded* find_detector() {
    Loaded* network = find(InstrumentKind::face_detector);
    return network ? network : find(InstrumentKind::haar_face_detector);
  }

  // The whole-image classifier that says whom a picture shows, which then needs no face.
  Loaded* find_reader_of_people() {
    for (Loaded& loaded : all) {
      const bool is_whole = loaded.manifest.kind == InstrumentKind::whole_image_classifier;
      if (is_whole && reads_people(loaded)) return &loaded;
    }
    return nullptr;
  }

  Measurement measure(const Photo& photo) {
    Reading reading;
    Loaded* people = find_reader_of_people();
    Loaded* detector = find_detector();
    if (people) {
      whole_image(*people, photo, reading);
      if (detector) add_opinion_of_faces(*detector, photo, reading);
    } else if (detector) {
      by_face(*detector, photo, reading);
    }
    for (Loaded& loaded : all) {
      if (&loaded == people || loaded.manifest.kind != InstrumentKind::whole_image_classifier) {
        continue;
      }
      if (reads_people(loaded)) {
        add_opinion_of_whole(loaded, photo, reading);
      } else {
        whole_image(loaded, photo, reading);
      }
    }
    ordered_json& look = reading.m.detail["look"];
    look["picture"] = look_of(photo);
    if (Loaded* embedding = find(InstrumentKind::picture_embedding)) {
      look["embedding"] = packed_look(vector_of(*embedding, photo, whole(photo)));
    }
    return std::move(reading.m);
  }

  void whole_image(Loaded& classifier, const Photo& photo, Reading& reading) {
    const Network::Answer answer = classifier.network->run(photo, whole(photo));
    Measurement& m = reading.m;
    std::string people = "one";
    for (const Head& head : classifier.manifest.heads) {
      const std::vector<double> values = shares_of_head(head, answer, classifier.manifest);
      if (head.attribute == "people") {
        const auto best = std::max_element(values.begin(), values.end()) - values.begin();
        people = head.classes[size_t(best)];
        m.detail["people_score"] = rounded(values[size_t(best)]);
      } else {
        reading.enter(head, values);
      }
    }
    const std::array<double, 4>& skin = classifier.manifest.skin_box;
    if (skin[2] > 0 && skin[3] > 0) {
      const Box face{skin[0] * photo.width, skin[1] * photo.height, skin[2] * photo.width,
                     skin[3] * photo.height};
      Measurement by_colour = m;
      enter(read_skin(photo, face_mask(photo, face)), by_colour);
      m.detail = by_colour.detail;
      if (!reading.read.contains("tone_band")) m.tone_band = by_colour.tone_band;
    }
    if (people != "one") m.outcome = people;
  }

  // Readings of people by another way through the whole picture: second opinions, all of them.
  static void add_opinions(const Measurement& other, const std::set<std::string>& read,
                           Measurement& m) {
    for (const std::string& attribute : read) {
      if (is_known_attribute(attribute)) m.second[attribute] = other.label_of(attribute);
    }
  }

  void add_opinion_of_faces(Loaded& detector, const Photo& photo, Reading& reading) {
    Reading other;
    by_face(detector, photo, other);
    // Nothing is read of who is not there; that nobody was found is an answer too.
    if (find(InstrumentKind::face_classifier)) {
      other.read.insert("presentation");
      add_opinions(other.m, other.read, reading.m);
    }
    for (const auto& [attribute, label] : other.m.own) {
      const bool is_second = !reading.read.insert(attribute).second;
      (is_second ? reading.m.second : reading.m.own)[attribute] = label;
    }
    for (const char* key : {"face", "look"}) {
      if (other.m.detail.contains(key)) reading.m.detail[key] = other.m.detail.at(key);
    }
  }

  void add_opinion_of_whole(Loaded& classifier, const Photo& photo, Reading& reading) {
    Reading other;
    whole_image(classifier, photo, other);
    add_opinions(other.m, other.read, reading.m);
    for (const auto& [attribute, label] : other.m.own) {
      const bool is_second = !reading.read.insert(attribute).second;
      (is_second ? reading.m.second : reading.m.own)[attribute] = label;
    }
  }

  void by_face(Loaded& detector, const Photo& photo, Reading& reading) {
    Measurement& m = reading.m;
    const std::vector<Face> faces = detector.detector->find(photo);
    m.faces = int(faces.size());
    if (faces.empty()) {
      m.outcome = "no_face";
      return;
    }
    const Box& face = faces.front().box;
    m.detail["face"] = {rounded(face.x), rounded(face.y), rounded(face.width),
                        rounded(face.height)};
    m.detail["face_score"] = rounded(faces.front().score);
    for (Loaded& classifier : all) {
      if (classifier.manifest.kind != InstrumentKind::face_classifier) continue;
      const Network::Answer answer = classifier.network->run(photo, face);
      for (const Head& head : classifier.manifest.heads) {
        reading.enter(head, shares_of_head(head, answer, classifier.manifest));
      }
    }
    if (Loaded* embedding = find(InstrumentKind::face_embedding)) {
      m.detail["look"]["face"] = packed_look(vector_of(*embedding, photo, face));
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

namespace {

bool detects_faces(InstrumentKind kind) {
  return kind == InstrumentKind::face_detector || kind == InstrumentKind::haar_face_detector;
}

bool may_be_several(InstrumentKind kind) {
  return kind == InstrumentKind::whole_image_classifier || kind == InstrumentKind::face_classifier;
}

bool needs_faces(InstrumentKind kind) {
  return kind == InstrumentKind::face_classifier || kind == InstrumentKind::face_landmarks ||
         kind == InstrumentKind::face_embedding;
}

}  // namespace

Instruments::Instruments(const std::vector<std::filesystem::path>& manifests)
    : parts_(std::make_unique<Parts>()) {
  for (const auto& path : manifests) {
    Loaded loaded;
    loaded.manifest = read_manifest(path);
    const InstrumentKind kind = loaded.manifest.kind;
    const bool detects = detects_faces(kind);
    const bool is_taken = detects ? parts_->find_detector() : parts_->find(kind);
    if (is_taken && !may_be_several(kind)) {
      throw InputError(say<"{0}: is the second instrument of its kind">(path.string()));
    }
    if (detects) {
      loaded.detector = std::make_unique<FaceDetector>(loaded.manifest);
    } else {
      loaded.network = std::make_unique<Network>(loaded.manifest);
    }
    parts_->all.push_back(std::move(loaded));
  }
  for (const Loaded& loaded : parts_->all) {
    if (!needs_faces(loaded.manifest.kind) || parts_->find_detector()) continue;
    throw InputError(say<"{0}: reads faces, and no instrument that finds them was named beside it">(
        loaded.manifest.name));
  }
}
Instruments::~Instruments() = default;
Instruments::Instruments(Instruments&&) noexcept = default;

Measurement Instruments::measure(const Photo& photo) const {
  return parts_->measure(photo);
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
