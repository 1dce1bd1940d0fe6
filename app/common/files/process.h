#pragma once

#include <filesystem>

namespace evenlight {

// What a whole process settles once, first in main(): a full quota (SIGXFSZ) and a reader that went
// away (SIGPIPE) become errors of the write that met them, which has a sentence for them, instead
// of ending the program.
void let_writes_fail();

// What a person would start again: bin/evenlight, also where this process is the command behind it.
std::filesystem::path program_path();

}  // namespace evenlight
