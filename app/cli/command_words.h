// What the engine, the audit and app/common report, in the command's words: fields are flags, and
// what can be done is a verb or a flag to type.
#pragma once

#include <exception>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/message.h"

namespace evenlight::cli {

std::string in_command_words(const Message& message);
std::string in_command_words(const std::exception& error);

// A message that the command says otherwise, with the same places.
struct CommandSentence {
  std::string_view message;
  const char* words;
};
std::span<const CommandSentence> command_sentences();

}  // namespace evenlight::cli
