#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bias_audit/report/charts/drawing.h"
#include "bias_audit/report/report.h"

namespace evenlight::audit {

// A PDF of A4 pages that are filled from top to bottom; what does not fit begins a new one. The
// same calls give the same bytes.
class Book {
 public:
  explicit Book(const std::string& title);
  ~Book();

  // What `block` writes stands on one page: on the next one if it does not fit on this, from the
  // top of it on if it is longer than a page. It is called twice, to be measured and to be written.
  void together(const std::function<void()>& block);

  // Sizes are points. A bold line stays with the first lines of what follows it.
  void text(const std::string& words, double size = 9.5, bool bold = false, double after = 5);
  void heading(const std::string& words);  // stays with what follows like a bold line
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
