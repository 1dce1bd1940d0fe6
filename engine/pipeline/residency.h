#pragma once

namespace evenlight {

// Whether the parts of a picture (text encoders, UNet, decoder) stay in memory together, ready for
// the next one, or each only while it works: less memory, but each is loaded anew for a picture.
enum class Residency { together, in_turns };

}  // namespace evenlight
