// A recipe while it is read from what another program wrote.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "app/common/recipe/recipe_document.h"

namespace evenlight {

// What every reader of other programs' recipes needs: values are checked as those of our own, what
// a person gives by hand is not looked at, and what cannot be followed is said once, by name.
class ForeignDraft {
 public:
  // `overridden` lives as long as the draft. `label` names the file in messages.
  ForeignDraft(std::string label, const RecipeKeys& overridden);

  const std::string& label() const { return label_; }
  bool is_overridden(std::string_view key) const { return overridden_.contains(key); }

  // A recipe's value, unless a person gave another. Throws Error(input) "LABEL: KEY: …", which says
  // that it can be given by hand.
  void set(std::string_view key, const std::string& text);
  // The same of a number that may have a decimal comma, as programs of some countries write it.
  void set_number(std::string_view key, std::string text);
  // "512x768".
  void set_size(std::string_view text);
  // Both as any program calls them. Without a schedule, one in the sampler's name counts.
  void set_sampler(const std::string& sampler, const std::string& schedule = {});
  // Whose habits decide what the text leaves open, and where its noise came from.
  void set_habits(const std::string& like, const std::string& rng);

  void set_model(std::string name, std::string sha256);
  // One that acts as said, beside those of the prompt's tags.
  void add_lora(std::string name, std::string sha256, double weight, double text_weight);
  // One that the prompt's tags should name; its hash is all that is said.
  void add_lora_hash(std::string name, std::string sha256);
  void add_embedding(std::string name, std::string sha256);
  // The VAE or refiner ("vae", "refiner") by name and hash; either may be empty.
  void set_file(std::string_view key, InputFile RecipeDocument::*file, std::string name,
                std::string sha256);

  void note(Message sentence);
  // "The picture was made with WHAT NAME, which is not supported": said once.
  void miss(const Message& what, std::string_view name);
  // The picture began with that, and nothing like it comes out without: Error(input) unless `key`
  // is given by hand.
  void require(std::string_view key, const Message& what) const;
  // A setting that nobody here knows; all of them are listed in one note.
  void pass_over(std::string_view name);

  RecipeDocument& document() { return document_; }
  // With the notes that come last.
  RecipeDocument finish();

 private:
  std::string label_;
  const RecipeKeys& overridden_;
  RecipeDocument document_;
  std::set<std::string> said_;
  std::vector<std::string> passed_over_;
};

// "7,5" with its point; anything else as it is.
std::string with_decimal_point(std::string value);

// The first line, cut between characters, with "…" where something is missing.
std::string shortened(std::string_view text);

// Hexadecimal digits as we write them, or nothing where these are none: upper case, "0x" and
// blanks are other programs' ways.
std::string hash_digits(std::string_view text);

// "models/Lora/ink.safetensors" → "ink"; folders of Windows, too.
std::string file_stem(std::string_view path);

}  // namespace evenlight
