#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bias_audit/data/class_reader.h"
#include "bias_audit/stats/interval.h"
#include "engine/base/message.h"

namespace evenlight::audit {

// The images of one prompt, arm and attribute.
struct CountGroup {
  std::string prompt;
  std::string arm;       // may be empty
  size_t attribute = 0;  // index into Counts::attributes
  CountVector counts;    // one a class of the attribute
  UnclassifiedCounts unclassified = {};
  int64_t classified() const;
  int64_t unclear() const;  // all kinds of them together
};

struct Attribute {
  std::string name;
  std::vector<std::string> classes;      // in order of first appearance, or as they were stated
  std::vector<size_t> in_question = {};  // of which nobody said whether they are classes
};

// Labelled counts, everything in order of first appearance. A class that a prompt does not list has
// count 0 there.
struct Counts {
  std::vector<Attribute> attributes;
  std::vector<CountGroup> groups;
  // What was read as something else than it says, a sentence each, for the person who gave the
  // file.
  std::vector<Message> notes;
  std::vector<Message> questions;  // of `notes`: one a class in question
};

// Reads `prompt,arm,attribute,class,count`: the header names these five columns in any order; count
// is a whole number of at most 1,000,000,000. Names that differ only in capitals, in the Unicode
// form of an accent or in the mark between words are one (folded_name); prompts and arms are
// compared in their composed form. Classes are read by ClassReader: those that mean "no answer" are
// the unclassified, and one that may be either is a class in question. What is taken for one
// thereby is said in `notes`. Throws InputError, with file `name` and line, for: another, missing
// or repeated column, a wrong number of fields, an empty prompt, attribute or class, a bad count,
// the same row twice, more than 64 classes, a class that the stated ones do not have, an attribute
// with images in a single class only (a count of 0 must be given for what was never seen), two
// prompts of an attribute that count different classes and share none (they are mostly the same
// classes under two names).
Counts parse_counts(std::string_view text, const std::string& name,
                    const ClassChoices& choices = {});

// The same from a file of at most 64 MiB; "-" is standard input.
Counts read_counts(const std::filesystem::path& path, const ClassChoices& choices = {});

// The same counts with the classes in question among the unclear, but for the attributes `keep`.
Counts without_questions(const Counts& counts, const std::vector<std::string>& keep = {});

}  // namespace evenlight::audit
