#pragma once

#include <functional>
#include <string>

namespace evenlight::audit {

// Runs `attempt` in a child process first: a library that reads a damaged file beyond its end takes
// the child down, not the program with somebody's work. An exception of the attempt is none of its
// business: it comes again when the caller does the same for itself. Throws InputError that begins
// with `name` when the child ends by a signal, wants more than 8 GiB of memory or does not answer
// within 60 seconds.
void try_apart(const std::string& name, const std::function<void()>& attempt);

}  // namespace evenlight::audit
