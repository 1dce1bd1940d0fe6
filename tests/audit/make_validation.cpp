// The table of what the statistics promise and what simulations found: make_validation FILE.md
#include <cstdio>
#include <fstream>

#include "tests/audit/simulated.h"

namespace {

std::string three(double value) {
  char text[32];
  std::snprintf(text, sizeof text, value >= 10 ? "%.0f" : "%.3f", value);
  return text;
}

std::string bounds(const evenlight::audit::Figure& figure) {
  std::string out;
  if (figure.low) out += "at least " + three(*figure.low);
  if (figure.high) out += (out.empty() ? "at most " : ", at most ") + three(*figure.high);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: make_validation FILE.md\n", stderr);
    return 2;
  }
  std::ofstream out(argv[1], std::ios::trunc);
  out << "# What the audit's statistics promise, and what simulations found\n\n"
         "Audits of known truth are simulated with fixed seeds and put through the audit's own "
         "code; the same\nfigures are held to these bounds by the slow tests. A bound is the "
         "nominal figure (.95 of intervals,\n.05 of audits with a wrong verdict) less or more "
         "three standard errors of the number of repeats.\n`make_validation "
         "assets/audit/VALIDATION.md` makes this file.\n";
  int figures = 0, outside = 0;
  for (const evenlight::audit::Simulation& simulation : evenlight::audit::simulations()) {
    const evenlight::audit::Simulated rows = simulation.run();
    out << "\n## " << rows.title << "\n\nMethod: " << rows.method << ".\nSource: " << rows.source
        << ".\n\n| case | bound | found | |\n|---|---|---|---|\n";
    for (const evenlight::audit::Figure& figure : rows.figures) {
      out << "| " << figure.what << " | " << bounds(figure) << " | " << three(figure.found) << " | "
          << (figure.holds() ? "holds" : "**outside**") << " |\n";
      ++figures;
      outside += figure.holds() ? 0 : 1;
    }
    std::fprintf(stderr, "%s\n", simulation.name);
  }
  out << "\n" << figures << " figures, " << outside << " outside their bounds.\n";
  return out.flush() && outside == 0 ? 0 : 1;
}
