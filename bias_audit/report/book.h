#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bias_audit/charts/drawing.h"
#include "bias_audit/report/report.h"

namespace evenlight::audit {

// A PDF of A4 pages that are filled from top to bottom; what does not fit begins a new one. The
// same calls give the same bytes.
class Book {
 public:
  explicit Book(const std::string& title);
  ~Book();

  // Sizes are points. A bold line stays with what follows it.
  void text(const std::string& words, double size = 9.5, bool bold = false, double after = 5);
  // `with`: how much room there must be, so that it does not stand alone at the foot of a page.
  void heading(const std::string& words, double with = 100);
  void list(const std::vector<std::string>& items);
  void space(double height);
  void drawing(const Drawing& drawing);
  void sheet(const std::vector<Thumbnail>& thumbnails);  // rows of small pictures by prompt

  std::string finish();  // the file

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace evenlight::audit
