// What goes wrong with a picture as a picture, whatever it shows. A fault is one file of this
// folder and one row of the table in artifacts.cpp.
//
//   for (const FoundFault& found : faults_of(picture.image))
//   note(found.kind->sentence(found.value));
//
// Each limit lies between what good pictures of the built-in model measure and what pictures made
// wrong on purpose do; tests/pipeline/test_artifacts.cpp makes them, and `evenlight check` counts.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/base/message.h"
#include "engine/pipeline/image.h"

namespace evenlight {

struct ArtifactKind {
  std::string_view id;    // "banded"
  std::string_view help;  // what is measured, for people
  // Of a picture that is not empty; 0 … 1, the more the worse.
  double (*measure)(const Image& image);
  double limit;                       // the fault is there from here on
  Message (*sentence)(double value);  // "the picture is …"
  bool is_no_picture;  // then there is nothing to keep: an outcome check that was not met
};

// A fault that is there makes what stands behind it in the table meaningless.
std::span<const ArtifactKind> artifact_kinds();

struct FoundFault {
  const ArtifactKind* kind = nullptr;
  double value = 0;  // that was measured
};

// Of a picture whose bytes are as many as its size says; the first is the worst.
std::vector<FoundFault> faults_of(const Image& image);

}  // namespace evenlight
