#pragma once

#include <string_view>

namespace evenlight {

// Whether a text's "Version" is A1111 1.9's or later, which has schedules of its own: "v1.9.4",
// "1.10.0-rc". Forge names itself first and A1111's version behind ("f2.0.1v1.10.1-previous-664");
// forks with words for a version ("neo") are younger; bare commits ("5ab7f213") are older.
bool is_a1111_since_1_9(std::string_view version);

}  // namespace evenlight
