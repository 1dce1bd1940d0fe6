#pragma once

namespace evenlight::gpu {

// What a GPU runs: shaders/<name>.comp, as shaders/CMakeLists.txt lists them.
enum class Kernel {
#include "kernel_names.inc"
};

const char* name_of(Kernel kernel);

}  // namespace evenlight::gpu
