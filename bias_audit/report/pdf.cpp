#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "bias_audit/charts/charts.h"
#include "bias_audit/measure/picture.h"
#include "bias_audit/report/report.h"
#include "bias_audit/report/sentences.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

constexpr double kPageWidth = 595, kPageHeight = 842, kMargin = 48;
constexpr double kWidth = kPageWidth - 2 * kMargin;
constexpr const char* kFont = "DejaVu Sans";

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Releaser<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Releaser<g_object_unref>>;

void set_colour(cairo_t* cairo, const std::string& hex) {
  const auto part = [&](std::size_t at) {
    return std::stoi(hex.substr(at, 2), nullptr, 16) / 255.0;
  };
  cairo_set_source_rgb(cairo, part(1), part(3), part(5));
}

Layout layout_of(cairo_t* cairo, const std::string& text, double size, bool bold) {
  Layout layout(pango_cairo_create_layout(cairo));
  const std::unique_ptr<PangoFontDescription, Releaser<pango_font_description_free>> font(
      pango_font_description_new());
  pango_font_description_set_family(font.get(), kFont);
  pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
  pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

struct PdfWriter {
  cairo_t* cairo;

  void operator()(const RectShape& s) const {
    set_colour(cairo, s.fill);
    cairo_rectangle(cairo, s.x, s.y, s.width, s.height);
    cairo_fill(cairo);
  }
  void operator()(const LineShape& s) const {
    set_colour(cairo, s.colour);
    cairo_set_line_width(cairo, s.width);
    const double dashes[] = {4, 3};
    cairo_set_dash(cairo, dashes, s.dashed ? 2 : 0, 0);
    cairo_move_to(cairo, s.x1, s.y1);
    cairo_line_to(cairo, s.x2, s.y2);
    cairo_stroke(cairo);
  }
  void operator()(const CircleShape& s) const {
    set_colour(cairo, s.fill);
    cairo_arc(cairo, s.x, s.y, s.radius, 0, 2 * 3.14159265358979);
    cairo_fill(cairo);
  }
  void operator()(const DiamondShape& s) const {
    set_colour(cairo, s.fill);
    cairo_move_to(cairo, s.x, s.y - s.radius);
    cairo_line_to(cairo, s.x + s.radius, s.y);
    cairo_line_to(cairo, s.x, s.y + s.radius);
    cairo_line_to(cairo, s.x - s.radius, s.y);
    cairo_fill(cairo);
  }
  void operator()(const TextShape& s) const {
    set_colour(cairo, s.colour);
    const Layout layout = layout_of(cairo, s.text, s.size, s.bold);
    int width = 0, height = 0;
    pango_layout_get_size(layout.get(), &width, &height);
    const double shift = s.anchor == Anchor::start ? 0 : s.anchor == Anchor::middle ? 0.5 : 1;
    const double baseline = double(pango_layout_get_baseline(layout.get())) / PANGO_SCALE;
    cairo_move_to(cairo, s.x - shift * width / PANGO_SCALE, s.y - baseline);
    pango_cairo_show_layout(cairo, layout.get());
  }
};

// Pages from top to bottom; whatever does not fit begins a new one.
class Book {
 public:
  Book() {
    const auto append = [](void* to, const unsigned char* bytes, unsigned size) {
      static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
      return CAIRO_STATUS_SUCCESS;
    };
    surface_.reset(cairo_pdf_surface_create_for_stream(append, &bytes_, kPageWidth, kPageHeight));
    // A date would make two files of the same audit differ.
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                   "2000-01-01T00:00:00Z");
    cairo_.reset(cairo_create(surface_.get()));
  }

  void set_title(const std::string& title) {
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
  }

  void text(const std::string& words, double size = 9.5, bool bold = false, double after = 5) {
    const Layout layout = layout_of(cairo_.get(), words, size, bold);
    pango_layout_set_width(layout.get(), static_cast<int>(kWidth * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    int width = 0, height = 0;
    pango_layout_get_pixel_size(layout.get(), &width, &height);
    need(bold ? height + 60 : height);
    set_colour(cairo_.get(), "#222222");
    cairo_move_to(cairo_.get(), kMargin, y_);
    pango_cairo_show_layout(cairo_.get(), layout.get());
    y_ += height + after;
  }
  // Not at the foot of a page, away from the chart below it.
  void heading(const std::string& words, double with = 100) {
    y_ += 10;
    need(with);
    text(words, 14, true, 6);
  }
  void list(const ordered_json& items) {
    for (const ordered_json& item : items) text("• " + item.get<std::string>());
  }

  void drawing(const Drawing& drawing) {
    // A chart of very many prompts is made smaller, to a page at most.
    const double most = kPageHeight - 2 * kMargin;
    const double scale = std::min(kWidth / drawing.width, most / drawing.height);
    need(drawing.height * scale);
    cairo_save(cairo_.get());
    cairo_translate(cairo_.get(), kMargin, y_);
    cairo_scale(cairo_.get(), scale, scale);
    for (const Shape& shape : drawing.shapes) std::visit(PdfWriter{cairo_.get()}, shape);
    cairo_restore(cairo_.get());
    y_ += drawing.height * scale + 8;
  }

  // Rows of small pictures under their prompt.
  void sheet(const std::vector<Thumbnail>& thumbnails) {
    constexpr double side = 56, gap = 5;
    std::string prompt;
    double x = kMargin;
    for (const Thumbnail& thumbnail : thumbnails) {
      if (thumbnail.prompt != prompt) {
        if (!prompt.empty()) y_ += side + gap;
        prompt = thumbnail.prompt;
        need(side + 24);
        text(prompt, 9, true, 2);
        x = kMargin;
      } else if (x + side > kPageWidth - kMargin) {
        y_ += side + gap;
        need(side);
        x = kMargin;
      }
      picture(thumbnail.jpeg, x, side);
      x += side + gap;
    }
    if (!prompt.empty()) y_ += side + gap;
  }

  std::string finish() {
    cairo_.reset();
    cairo_surface_finish(surface_.get());
    if (cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS) {
      throw std::runtime_error("The PDF cannot be written.");
    }
    return bytes_;
  }

 private:
  void need(double height) {
    if (y_ + height <= kPageHeight - kMargin || y_ == kMargin) return;
    cairo_show_page(cairo_.get());
    y_ = kMargin;
  }

  void picture(const std::vector<unsigned char>& jpeg, double x, double side) {
    const Photo photo = decode_photo(jpeg, "thumbnail");
    const Surface image(cairo_image_surface_create(CAIRO_FORMAT_RGB24, photo.width, photo.height));
    unsigned char* rows = cairo_image_surface_get_data(image.get());
    const int stride = cairo_image_surface_get_stride(image.get());
    for (int y = 0; y < photo.height; ++y) {
      auto* row = reinterpret_cast<std::uint32_t*>(rows + std::ptrdiff_t{y} * stride);
      for (int i = 0; i < photo.width; ++i) {
        const Rgb p = photo.at(i, y);
        row[i] = std::uint32_t{p.r} << 16 | std::uint32_t{p.g} << 8 | p.b;
      }
    }
    cairo_surface_mark_dirty(image.get());
    cairo_save(cairo_.get());
    cairo_translate(cairo_.get(), x, y_);
    const double scale = side / std::max(photo.width, photo.height);
    cairo_scale(cairo_.get(), scale, scale);
    cairo_set_source_surface(cairo_.get(), image.get(), 0, 0);
    cairo_paint(cairo_.get());
    cairo_restore(cairo_.get());
  }

  std::string bytes_;
  Surface surface_;
  Context cairo_;
  double y_ = kMargin;
};

// A chart of many prompts goes over several pages, so that it can be read.
std::vector<Rows> pages_of(const ordered_json& report, const std::string& arm,
                           const std::string& attribute) {
  constexpr std::size_t page = 40;
  const auto prompts = static_cast<std::size_t>(std::count_if(
      report.at("groups").begin(), report.at("groups").end(), [&](const ordered_json& group) {
        return group.at("arm") == arm && group.at("attribute") == attribute;
      }));
  std::vector<Rows> pages;
  for (std::size_t first = 0; first < prompts; first += page) pages.push_back({first, page});
  return pages;
}

void add_worst(Book& book, const ordered_json& report) {
  if (report.at("worst").empty()) return;
  book.text("Farthest from parity", 11, true, 3);
  for (const ordered_json& row : report.at("worst")) {
    book.text(prompt_title(report, row.at("prompt")) + ": distance " +
                  decimals(row.at("total_variation_corrected"), 3) + ", " +
                  row.at("verdict").get<std::string>(),
              9, false, 2);
  }
}

void add_intersections(Book& book, const ordered_json& report) {
  if (!report.contains("intersections") || report.at("intersections").empty()) return;
  book.heading("Intersections");
  for (const ordered_json& table : report.at("intersections")) {
    std::string names;
    for (const ordered_json& attribute : table.at("attributes")) {
      names += (names.empty() ? "" : " × ") + plain_name(attribute);
    }
    book.text(names + ", " + table.at("n").dump() + " images", 10, true, 3);
    for (const ordered_json& row : table.at("cells")) {
      std::string words;
      for (const ordered_json& attribute : table.at("attributes")) {
        words += (words.empty() ? "" : ", ") + plain_name(row.at(attribute.get<std::string>()));
      }
      book.text(words + ": " + row.at("count").dump() + " (" + percent(row.at("share"), 1) + "; " +
                    percent(row.at("goodman").at(0), 1) + " to " +
                    percent(row.at("goodman").at(1), 1) + ")",
                8.5, false, 2);
    }
  }
}

// What a prompt's share is laid beside.
void add_references(Book& book, const ordered_json& report, const ordered_json& group) {
  if (!report.contains("references") || group.at("attribute") != "presentation") return;
  for (const ordered_json& prompt : report.at("references")) {
    if (prompt.at("prompt") != group.at("prompt") || prompt.at("arm") != group.at("arm")) continue;
    for (const ordered_json& row : prompt.at("against")) {
      book.text("Beside " + row.at("title").get<std::string>() + " (" +
                    percent(row.at("woman"), 1) + "): " + row.at("verdict").get<std::string>(),
                8.5, false, 2);
    }
  }
}

void add_templates(Book& book, const ordered_json& report) {
  if (!report.contains("templates")) return;
  book.heading("Wordings");
  for (const ordered_json& row : report.at("templates")) {
    book.text(row.at("template").get<std::string>() + ": " +
                  percent(row.at("woman").at("share"), 1) + " read as woman, of " +
                  row.at("woman").at("n").dump() + " classified",
              9, false, 2);
  }
}

void add_asked(Book& book, const ordered_json& report) {
  const std::vector<std::string> sentences = asked_sentences(report);
  if (sentences.empty()) return;
  book.heading("Do the pictures show what was asked?");
  for (const std::string& sentence : sentences) book.text(sentence);
  for (const ordered_json& row : report.at("asked")) {
    const ordered_json& share = row.at("as_asked");
    book.text(prompt_title(report, row.at("prompt")) + ": " + percent(share.at("share"), 1) +
                  " as asked, of " + share.at("n").dump(),
              9, false, 2);
  }
}

void add_scores(Book& book, const ordered_json& report) {
  book.heading("Scores of other audits, from the same counts");
  for (const ordered_json& row : report.at("compatibility")) {
    book.text(plain_name(row.at("attribute")) + ", " + row.at("score").get<std::string>() + " (" +
              row.at("what").get<std::string>() + "): " + decimals(row.at("value"), 3) +
              "; a fair model would score " + decimals(row.at("fair_model"), 3) + " by luck.");
  }
}

void add_instruments(Book& book, const ordered_json& report) {
  book.heading("Instruments and people");
  for (const std::string& sentence : human_sentences(report)) book.text(sentence);
  if (!report.contains("audit")) return;
  for (const ordered_json& instrument : report.at("audit").at("instruments")) {
    book.text(instrument.at("name").get<std::string>() + ", for " +
                  instrument.at("domain").get<std::string>(),
              10, true);
    book.text("Licence: " + instrument.at("licence").get<std::string>() + ". " +
              instrument.at("provenance").get<std::string>());
    book.list(instrument.at("limits"));
  }
}

}  // namespace

std::string report_pdf(const ordered_json& report, const std::vector<Thumbnail>& sheet) {
  Book book;
  book.set_title(report_title(report));
  book.text(report_title(report), 18, true);
  book.text(report_subtitle(report), 9);
  book.heading("Summary");
  for (const std::string& sentence : headline_sentences(report)) book.text(sentence);
  for (const auto& [arm, attribute] : families_of(report)) {
    if (!is_leading(report, attribute)) continue;
    for (const Rows rows : pages_of(report, arm, attribute)) {
      book.drawing(shares_chart(report, arm, attribute, rows));
    }
  }
  add_worst(book, report);
  book.heading("What the images were");
  for (const std::string& sentence : coverage_sentences(report)) book.text(sentence);
  for (const auto& [arm, attribute] : families_of(report)) {
    for (const Rows rows : pages_of(report, arm, attribute)) {
      book.drawing(outcomes_chart(report, arm, attribute, rows));
    }
  }
  for (const auto& [arm, attribute] : families_of(report)) {
    book.heading("Prompts: " + plain_name(attribute) + (arm.empty() ? "" : ", " + arm), 320);
    for (const Rows rows : pages_of(report, arm, attribute)) {
      book.drawing(distances_chart(report, arm, attribute, rows));
    }
    for (const ordered_json& group : report.at("groups")) {
      if (group.at("arm") != arm || group.at("attribute") != attribute) continue;
      book.text(
          prompt_title(report, group.at("prompt")) + ": " + group.at("verdict").get<std::string>(),
          10, true, 2);
      book.text(prompt_sentence(report, group));
      if (is_leading(report, attribute)) book.drawing(prompt_chart(report, group));
      add_references(book, report, group);
    }
  }
  add_intersections(book, report);
  add_templates(book, report);
  add_asked(book, report);
  add_scores(book, report);
  add_instruments(book, report);
  book.heading("Limits");
  book.list(report.at("limits"));
  if (!sheet.empty()) {
    book.heading("Contact sheet");
    book.text("The first images of every prompt, in the order of their seeds; nobody chose them.");
    book.sheet(sheet);
  }
  book.heading("Settings");
  if (report.contains("reproduce")) {
    book.text("To make this audit again: " + report.at("reproduce").get<std::string>());
  }
  for (const auto& [key, value] : settings_rows(report)) book.text(key + ": " + value, 8, false, 2);
  return book.finish();
}

}  // namespace evenlight::audit
