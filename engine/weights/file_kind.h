#pragma once

#include <cstddef>
#include <span>

#include "engine/base/message.h"

namespace evenlight {

// A clause that says what a file that is not safetensors seems to be and what to do about it,
// guessed from its first bytes ("is a web page, not a model; …"). Only for messages: whether a
// file is safetensors is decided by the format's rules, never by this guess or by a suffix.
Message describe_foreign_file(std::span<const std::byte> file);

// Whether the length at its beginning is that of a header, which begins as JSON does: nothing else
// looks so by chance.
bool looks_like_safetensors(std::span<const std::byte> file);

// Whether it is Python's: bare, or zipped as PyTorch does.
bool is_pickle(std::span<const std::byte> file);

}  // namespace evenlight
