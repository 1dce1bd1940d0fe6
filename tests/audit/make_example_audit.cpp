// make_example_audit DIR [IMAGES] [labelled|sequential|no_face]: an audit of known shares to look
// at with `evenlight audit report DIR`.
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "tests/audit/example_audit.h"

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "make_example_audit DIR [IMAGES] [labelled|sequential|no_face]\n";
    return 2;
  }
  evenlight::audit::ExampleOptions options;
  if (count > 2) options.images = std::atoi(words[2]);
  for (int i = 3; i < count; ++i) {
    options.labelled = options.labelled || std::string_view(words[i]) == "labelled";
    options.sequential = options.sequential || std::string_view(words[i]) == "sequential";
    options.no_face = options.no_face || std::string_view(words[i]) == "no_face";
  }
  evenlight::audit::make_example_audit(words[1], options);
  return 0;
}
