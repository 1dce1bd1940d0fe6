// What the audit's statistics promise, found by simulating audits of known truth with fixed seeds:
// the rows of assets/audit/VALIDATION.md, which the slow tests hold to their bounds too.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace evenlight::audit {

// One figure beside its bounds. They allow for the error of the simulation: three standard errors
// of the number of repeats.
struct Figure {
  std::string what;
  double found = 0;
  std::optional<double> low, high;
  bool holds() const { return (!low || found >= *low) && (!high || found <= *high); }
};

// Figures of one quantity, the method and where it comes from.
struct Simulated {
  std::string title, method, source;
  std::vector<Figure> figures;
};

// The simulations that have files of their own.
Simulated compared_classes();
Simulated impact_ratio_rows();
Simulated light_and_tone();

struct Simulation {
  const char* name;
  Simulated (*run)();
};
const std::vector<Simulation>& simulations();

}  // namespace evenlight::audit
