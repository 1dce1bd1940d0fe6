// Small audits for tests: the tiny model, three prompts and a classifier of the mean colour.
#pragma once

#include <map>
#include <string>

#include "tests/cli/program.h"

namespace evenlight::test {

// `evenlight audit run` of `images` a prompt into `output`, which lies in `folder`; the prompt set
// and the instrument are written there.
Arguments tiny_audit(const TemporaryFolder& folder, const std::string& output, int images,
                     const Arguments& instruments = {"instrument"});

// What a picture shows, whatever texts it carries.
std::string pixels_key(const std::filesystem::path& picture);

// How each picture of an audit ended, by pixels_key().
std::map<std::string, std::string> outcomes_by_picture(const std::filesystem::path& audit);

}  // namespace evenlight::test
