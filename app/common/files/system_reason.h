#pragma once

#include "engine/base/message.h"

namespace evenlight {

// Why the system refused something, by its number (errno), as a clause: what a person can do
// something about in plain words, the rest in the system's.
Message system_reason(int error);

}  // namespace evenlight
