#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bias_audit/report/charts/drawing.h"
#include "bias_audit/report/report.h"

namespace evenlight::audit {

struct BookHeading {
  std::string title;
  int page = 1;
};

// What a first making of a book tells the next one.
struct BookPlan {
  std::vector<BookHeading> headings;
  int pages = 0;  // 0: not known yet, and no picture is drawn
};

// A tagged PDF of A4 pages that are filled from top to bottom; what does not fit begins a new one.
// The same calls give the same bytes.
class Book {
 public:
  // `plan` is plan() of a book of the same content: contents() and the feet of the pages are from
  // it.
  explicit Book(const std::string& title, BookPlan plan = {});
  ~Book();

  // What `block` writes stands on one page: on the next one if it does not fit on this, from the
  // top of it on if it is longer than a page. It is called twice, to be measured and to be written.
  void together(const std::function<void()>& block);

  // Sizes are points. A bold line stays with the first lines of what follows it.
  void text(const std::string& words, double size = 9.5, bool bold = false, double after = 5);
  void heading(const std::string& words);  // stays with what follows like a bold line
  void list(const std::vector<std::string>& items);
  void space(double height);
  // Columns as wide as they need; the first `texts` stand to the left and are wrapped if there is
  // no room, the others are numbers. The columns' names are repeated on the next page.
  void table(const std::vector<std::string>& columns,
             const std::vector<std::vector<std::string>>& rows, size_t texts = 1);
  void contents();                                       // the plan's headings and their pages
  void picture(const std::string& file, double height);  // a PNG or JPEG, to the right
  void drawing(const Drawing& drawing);
  void sheet(const std::vector<Thumbnail>& thumbnails);  // rows of small pictures by prompt

  double room() const;  // left on this page
  BookPlan plan() const;
  std::string finish();  // the file

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace evenlight::audit
