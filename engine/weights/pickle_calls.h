#pragma once

#include <string_view>

namespace evenlight {

// What a call of a pickle may come to.
enum class PickleCall {
  refused,
  value,      // left as it is: how tensors are put together, and values that no tensor needs
  container,  // an empty dictionary that may be filled
  list,       // an empty list that may be filled
};

// By the full name of what is called, such as "torch._utils" and "_rebuild_tensor_v2".
PickleCall pickle_call(std::string_view module, std::string_view name);

}  // namespace evenlight
