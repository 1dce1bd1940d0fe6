// The password of a signing key: from the environment, else asked at the terminal.
#pragma once

#include <string>

namespace evenlight::cli {

// EVENLIGHT_KEY_PASSWORD, else what is typed, unseen, after `question`. Throws Error(usage) where
// there is neither.
std::string key_password(const std::string& question);

}  // namespace evenlight::cli
