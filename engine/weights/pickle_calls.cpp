#include "engine/weights/pickle_calls.h"

namespace evenlight {
namespace {

struct Row {
  std::string_view module;
  std::string_view name;
  PickleCall call;
};

// What training programs leave in checkpoints (A1111's list is of the same kind:
// AUTOMATIC1111/stable-diffusion-webui:modules/safe.py).
constexpr Row rows[] = {
    {"torch._utils", "_rebuild_tensor", PickleCall::value},
    {"torch._utils", "_rebuild_tensor_v2", PickleCall::value},
    {"torch._utils", "_rebuild_tensor_v3", PickleCall::value},
    {"torch._utils", "_rebuild_parameter", PickleCall::value},
    {"torch", "Size", PickleCall::value},
    {"torch", "device", PickleCall::value},
    {"numpy", "dtype", PickleCall::value},
    {"numpy.core.multiarray", "scalar", PickleCall::value},
    {"numpy._core.multiarray", "scalar", PickleCall::value},
    {"_codecs", "encode", PickleCall::value},
    {"collections", "OrderedDict", PickleCall::container},
    {"collections", "defaultdict", PickleCall::container},
    {"__builtin__", "dict", PickleCall::container},
    {"builtins", "dict", PickleCall::container},
    {"torch.nn.modules.container", "ParameterDict", PickleCall::container},
    {"argparse", "Namespace", PickleCall::container},
    {"pytorch_lightning.utilities.parsing", "AttributeDict", PickleCall::container},
    {"__builtin__", "set", PickleCall::list},
    {"builtins", "set", PickleCall::list},
    {"__builtin__", "list", PickleCall::list},
    {"builtins", "list", PickleCall::list},
};

}  // namespace

PickleCall pickle_call(std::string_view module, std::string_view name) {
  for (const Row& row : rows) {
    if (row.module == module && row.name == name) return row.call;
  }
  return PickleCall::refused;
}

}  // namespace evenlight
