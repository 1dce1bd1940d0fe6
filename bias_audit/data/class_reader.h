#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bias_audit/data/class_names.h"

namespace evenlight::audit {

// What a person says about the class names of a file.
struct ClassChoices {
  // The classes that there are, of one attribute or (with an empty name) of every attribute that
  // has at least one of them. They win over everything that a name might mean.
  std::vector<std::pair<std::string, std::vector<std::string>>> classes;
  std::vector<std::string> unclear;  // names that mean "not readable"

  const std::vector<std::string>* classes_of(const std::string& attribute,
                                             const std::vector<std::string>& names) const;
};

// Reads the class names of one attribute, the same everywhere: in counts, in a file of labels and
// in a check set.
class ClassReader {
 public:
  // `names` are all that are used; they decide whether it is about people and what is in question.
  ClassReader(const std::string& attribute, const std::vector<std::string>& names,
              const ClassChoices& choices = {});

  struct Reading {
    std::string key;  // the same for every spelling of one class
    std::optional<Unclassified> unclassified;
    // Beside the classes that are known: it may be one more, or mean that somebody could not tell.
    bool is_in_question = false;
    bool is_excluded = false;  // the classes were stated, and it is none
  };
  Reading read(const std::string& name) const;

 private:
  std::string key_of(const std::string& name) const;

  bool is_presentation_ = false, of_people_ = false;
  std::vector<std::string> stated_, unclear_, known_;  // keys
  size_t classes_ = 0;                                 // that are surely ones
  size_t known_used_ = 0;                              // how many of the known are used
};

}  // namespace evenlight::audit
