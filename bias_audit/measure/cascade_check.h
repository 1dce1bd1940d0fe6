#pragma once

#include <filesystem>

namespace evenlight::audit {

// Reads a Haar cascade in the form that OpenCV's trainer writes (opencv2/objdetect,
// cascadedetect.cpp) and checks every number that its detector uses as a place: trees, leaves,
// features and their rectangles. OpenCV itself trusts them and would read beyond its arrays. Throws
// InputError that names the file and the stage.
void check_cascade(const std::filesystem::path& file);

}  // namespace evenlight::audit
