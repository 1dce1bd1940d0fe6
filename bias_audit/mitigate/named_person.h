// Where a prompt names the person it is about.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight::audit {

// "a CEO" in "a portrait of a CEO": from the article on, in bytes.
struct NamedPerson {
  size_t begin = 0, end = 0;
};

// A known noun of a person with its article and what stands between ("a fast food worker"); nothing
// where there is none, or where the words have no English article.
std::optional<NamedPerson> named_person(std::string_view prompt);

// The whole text as the name, where a prompt set says that it is one: "a barista". It must begin
// with an article.
std::optional<NamedPerson> as_person(std::string_view subject);

// The prompt with the words between the article and the rest: "a female CEO", "an old lawyer".
std::string with_words(std::string_view prompt, const NamedPerson& person,
                       const std::string& words);

// A word of a text, without the marks around it, and where it stands.
struct Word {
  std::string_view text;
  size_t begin = 0, end = 0;
};
std::vector<Word> words_of(std::string_view text);

}  // namespace evenlight::audit
