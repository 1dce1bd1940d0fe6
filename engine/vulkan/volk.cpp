// The one place where volk, which loads the Vulkan library while the program runs, is compiled.
#define VOLK_IMPLEMENTATION
#include <volk.h>
