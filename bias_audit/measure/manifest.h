#pragma once

#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace evenlight::audit {

// What an instrument's JSON manifest says (assets/audit/instrument.schema.json).

enum class InstrumentKind {
  whole_image_classifier,  // drawings: one answer for the picture
  face_detector,           // tiny YOLO v2 grid with anchors
  haar_face_detector,      // OpenCV's cascade: the last resort
  face_landmarks,          // 68 points in the face's square
  face_classifier,         // presentation, age of one face
  face_embedding,          // a vector of one face: how alike two are
  picture_embedding,       // the same of a whole picture
};

// How pixels (0 … 255) become the network's input [1, 3, height, width]: (pixel - mean) * scale.
struct NetworkInput {
  int width = 0, height = 0;
  bool bgr = false;
  std::array<double, 3> mean = {0, 0, 0};
  std::array<double, 3> scale = {1, 1, 1};
  std::string fit = "stretch";  // stretch, pad (centred), pad_end (right and bottom), crop
  double margin = 0;            // added to each side of a face, in parts of its box
};

// One answer of a network: a share per class, or none above the threshold: unclear.
struct Head {
  // presentation, age, tone_band; people (one, several_people, no_face); occupation, which tells
  // whether a picture shows what was asked; or a name of the user's own
  std::string attribute;
  std::string output;                  // the network's output; empty: the only one
  std::vector<std::string> classes;    // one called "unclear" is the network's own abstention
  std::string activation = "softmax";  // softmax, none; a single value with "years" is an age
  double abstain_below = 0.75;
};

struct Manifest {
  std::string name, version;
  InstrumentKind kind = InstrumentKind::whole_image_classifier;
  std::filesystem::path file;
  std::string sha256;  // of the file
  std::string domain;  // "drawings", "photographs"
  std::string licence, provenance;
  nlohmann::ordered_json accuracy = nlohmann::ordered_json::object();
  std::vector<std::string> limits;
  NetworkInput input;
  std::vector<Head> heads;
  std::vector<std::array<double, 2>> anchors;  // of a face_detector, in grid cells
  double least_score = 0.5;
  std::array<double, 4> skin_box = {0, 0, 0, 0};  // x, y, w, h in parts of the picture; 0: none
};

// Throws InputError, also when the file is missing or its hash is another.
Manifest read_manifest(const std::filesystem::path& path);

// What the report says of it: everything but where the file lies.
nlohmann::ordered_json to_json(const Manifest& manifest);

}  // namespace evenlight::audit
