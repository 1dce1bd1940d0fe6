#include "bias_audit/report/book.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <variant>

#include "bias_audit/data/words.h"
#include "bias_audit/measure/picture.h"
#include "bias_audit/report/charts/charts.h"
#include "engine/base/error.h"

namespace evenlight::audit {

namespace {

constexpr double page_width = 595, page_height = 842, page_margin = 48;
constexpr double text_width = page_width - 2 * page_margin;
constexpr const char* font_family = "DejaVu Sans";

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
  const auto part = [&](size_t at) { return std::stoi(hex.substr(at, 2), nullptr, 16) / 255.0; };
  cairo_set_source_rgb(cairo, part(1), part(3), part(5));
}

Layout layout_of(cairo_t* cairo, const std::string& text, double size, bool bold) {
  Layout layout(pango_cairo_create_layout(cairo));
  const std::unique_ptr<PangoFontDescription, Releaser<pango_font_description_free>> font(
      pango_font_description_new());
  pango_font_description_set_family(font.get(), font_family);
  pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
  pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_text(layout.get(), text.data(), int(text.size()));
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

constexpr double page_end = page_height - page_margin;
constexpr double stays_with = 60;  // how much of what follows a bold line stands on its page

}  // namespace

struct Book::Parts {
  std::string bytes;
  Surface surface;
  Context cairo;
  double y = page_margin;
  int page = 1;
  bool measuring = false;  // nothing is drawn and no page ends, only y moves
  bool fits = false;       // what is being written is known to fit this page
  std::string title;
  BookPlan plan;                      // of an earlier making
  std::vector<BookHeading> headings;  // of this one

  void need(double height) {
    if (measuring || fits || y + height <= page_end || y == page_margin) return;
    end_page();
    y = page_margin;
  }

  void end_page() {
    const double foot = page_height - page_margin / 2;
    const std::string number =
        "page " + std::to_string(page) +
        (plan.pages > 0 ? " of " + std::to_string(plan.pages) : std::string());
    PdfWriter{cairo.get()}(
        TextShape{page_width - page_margin, foot, number, 8, Anchor::end, "#6c6c6c"});
    PdfWriter{cairo.get()}(TextShape{page_margin, foot, title, 8, Anchor::start, "#6c6c6c"});
    cairo_show_page(cairo.get());
    ++page;
  }

  // What is drawn between is one element of the structure that a screen reader goes by.
  template <class Draw>
  void tagged(const char* tag, Draw draw) {
    if (measuring) return;
    cairo_tag_begin(cairo.get(), tag, nullptr);
    draw();
    cairo_tag_end(cairo.get(), tag);
  }

  void picture(const std::vector<unsigned char>& jpeg, double x, double side) {
    if (jpeg.empty() || measuring || plan.pages == 0) return;
    const Photo photo = decode_photo(jpeg, "thumbnail");
    const Surface image(cairo_image_surface_create(CAIRO_FORMAT_RGB24, photo.width, photo.height));
    unsigned char* rows = cairo_image_surface_get_data(image.get());
    const int stride = cairo_image_surface_get_stride(image.get());
    for (int v = 0; v < photo.height; ++v) {
      auto* row = reinterpret_cast<uint32_t*>(rows + std::ptrdiff_t{v} * stride);
      for (int u = 0; u < photo.width; ++u) {
        const Rgb p = photo.at(u, v);
        row[u] = uint32_t{p.r} << 16 | uint32_t{p.g} << 8 | p.b;
      }
    }
    cairo_surface_mark_dirty(image.get());
    cairo_save(cairo.get());
    cairo_translate(cairo.get(), x, y);
    const double scale = side / std::max(photo.width, photo.height);
    cairo_scale(cairo.get(), scale, scale);
    cairo_set_source_surface(cairo.get(), image.get(), 0, 0);
    cairo_paint(cairo.get());
    cairo_restore(cairo.get());
  }
};

Book::Book(const std::string& title, BookPlan plan) : parts_(std::make_unique<Parts>()) {
  constexpr size_t foot_characters = 90;
  parts_->title = title.size() > foot_characters ? shortened_title(title, foot_characters) : title;
  parts_->plan = std::move(plan);
  const auto append = [](void* to, const unsigned char* bytes, unsigned size) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
  };
  parts_->surface.reset(
      cairo_pdf_surface_create_for_stream(append, &parts_->bytes, page_width, page_height));
  cairo_surface_t* surface = parts_->surface.get();
  // A date would make two files of the same audit differ.
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  parts_->cairo.reset(cairo_create(surface));
  cairo_tag_begin(parts_->cairo.get(), "Document", nullptr);
}
Book::~Book() = default;

void Book::together(const std::function<void()>& block) {
  if (parts_->measuring) return block();
  const double top = parts_->y;
  parts_->measuring = true;
  block();
  parts_->measuring = false;
  const double height = parts_->y - top;
  parts_->y = top;
  parts_->need(height);
  parts_->fits = height <= room();
  block();
  parts_->fits = false;
}

void Book::text(const std::string& words, double size, bool bold, double after) {
  cairo_t* cairo = parts_->cairo.get();
  const Layout layout = layout_of(cairo, with_unbroken_percents(words), size, bold);
  pango_layout_set_width(layout.get(), int(text_width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  int width = 0, height = 0;
  pango_layout_get_pixel_size(layout.get(), &width, &height);
  parts_->need(bold ? height + stays_with : height);
  const char* tag = !bold ? "P" : size >= 16 ? "H1" : size >= 13 ? "H2" : "H3";
  parts_->tagged(tag, [&] {
    set_colour(cairo, "#222222");
    cairo_move_to(cairo, page_margin, parts_->y);
    pango_cairo_show_layout(cairo, layout.get());
  });
  parts_->y += height + after;
}

void Book::heading(const std::string& words) {
  space(10);
  text(words, 14, true, 6);
  if (!parts_->measuring) parts_->headings.push_back({words, parts_->page});
}

double Book::room() const {
  return page_end - parts_->y;
}

BookPlan Book::plan() const {
  return {parts_->headings, parts_->page};
}

void Book::contents() {
  for (const BookHeading& heading : parts_->plan.headings) {
    cairo_t* cairo = parts_->cairo.get();
    constexpr double height = 14;
    parts_->need(height);
    const double baseline = parts_->y + 10;
    parts_->tagged("P", [&] {
      const PdfWriter write{cairo};
      write(TextShape{page_margin, baseline, shortened_title(heading.title, 80), 9.5});
      write(TextShape{page_width - page_margin, baseline, std::to_string(heading.page), 9.5,
                      Anchor::end});
    });
    parts_->y += height;
  }
}

namespace {

constexpr double table_size = 8.5, cell_gap = 10;

double width_of(cairo_t* cairo, const std::string& words, bool bold) {
  int width = 0, height = 0;
  pango_layout_get_pixel_size(layout_of(cairo, words, table_size, bold).get(), &width, &height);
  return width;
}

// What the widest columns of texts are cut to, so that all of them come to `room`.
double widest_that_fits(std::vector<double> widths, double room) {
  std::sort(widths.begin(), widths.end());
  for (size_t i = 0; i < widths.size(); ++i) {
    const double each = room / double(widths.size() - i);
    if (widths[i] > each) return each;
    room -= widths[i];
  }
  return text_width;
}

// As wide as their longest cell; where that is too much, the widest columns of texts give way.
std::vector<double> column_widths(cairo_t* cairo, const std::vector<std::string>& columns,
                                  const std::vector<std::vector<std::string>>& rows, size_t texts) {
  constexpr double min_width = 30;
  std::vector<double> widths;
  double of_numbers = 0;
  for (size_t c = 0; c < columns.size(); ++c) {
    double width = width_of(cairo, columns[c], true);
    for (const auto& row : rows) width = std::max(width, width_of(cairo, row[c], false));
    widths.push_back(width + cell_gap);
    of_numbers += c < texts ? 0 : widths.back();
  }
  texts = std::min(texts, widths.size());
  const auto end = widths.begin() + std::ptrdiff_t(texts);
  const double most = widest_that_fits({widths.begin(), end}, text_width - of_numbers);
  for (size_t c = 0; c < texts; ++c) widths[c] = std::min(widths[c], std::max(most, min_width));
  return widths;
}

std::vector<Layout> layouts_of(cairo_t* cairo, const std::vector<std::string>& cells,
                               const std::vector<double>& widths, bool bold, size_t texts) {
  std::vector<Layout> layouts;
  for (size_t c = 0; c < cells.size(); ++c) {
    layouts.push_back(layout_of(cairo, with_unbroken_percents(cells[c]), table_size, bold));
    pango_layout_set_width(layouts[c].get(), int((widths[c] - cell_gap + 1) * PANGO_SCALE));
    pango_layout_set_wrap(layouts[c].get(), PANGO_WRAP_WORD_CHAR);
    if (c >= texts) pango_layout_set_alignment(layouts[c].get(), PANGO_ALIGN_RIGHT);
  }
  return layouts;
}

double height_of(const std::vector<Layout>& layouts) {
  int most = 0;
  for (const Layout& layout : layouts) {
    int width = 0, height = 0;
    pango_layout_get_pixel_size(layout.get(), &width, &height);
    most = std::max(most, height);
  }
  return most;
}

}  // namespace

void Book::table(const std::vector<std::string>& columns,
                 const std::vector<std::vector<std::string>>& rows, size_t texts) {
  cairo_t* cairo = parts_->cairo.get();
  const std::vector<double> widths = column_widths(cairo, columns, rows, texts);
  const auto draw = [&](const std::vector<std::string>& cells, bool bold) {
    const std::vector<Layout> layouts = layouts_of(cairo, cells, widths, bold, texts);
    const double height = height_of(layouts);
    parts_->tagged("TR", [&] {
      double x = page_margin;
      for (size_t c = 0; c < cells.size(); ++c) {
        parts_->tagged(bold ? "TH" : "TD", [&] {
          set_colour(cairo, "#222222");
          cairo_move_to(cairo, x, parts_->y);
          pango_cairo_show_layout(cairo, layouts[c].get());
        });
        x += widths[c];
      }
      PdfWriter{cairo}(LineShape{page_margin, parts_->y + height + 1.5, page_margin + text_width,
                                 parts_->y + height + 1.5, "#dddddd", bold ? 1.0 : 0.5});
    });
    parts_->y += height + 4;
    return height;
  };
  parts_->need(stays_with);
  if (!parts_->measuring) cairo_tag_begin(cairo, "Table", nullptr);
  draw(columns, true);
  for (const auto& row : rows) {
    const double height = height_of(layouts_of(cairo, row, widths, false, texts));
    const int page = parts_->page;
    parts_->need(height);
    if (parts_->page != page) draw(columns, true);
    draw(row, false);
  }
  if (!parts_->measuring) cairo_tag_end(cairo, "Table");
  parts_->y += 4;
}

void Book::picture(const std::string& file, double height) {
  if (parts_->measuring) return;
  const auto* data = reinterpret_cast<const unsigned char*>(file.data());
  const Photo photo = decode_photo({data, file.size()}, "the logo");
  const double side = height * std::max(photo.width, photo.height) / photo.height;
  const double width = height * photo.width / photo.height;
  parts_->picture({data, data + file.size()}, page_width - page_margin - width, side);
  parts_->y += height + 6;
}

void Book::space(double height) {
  if (parts_->y > page_margin) parts_->y += height;
}

void Book::list(const std::vector<std::string>& items) {
  for (const std::string& item : items) text("• " + item);
}

void Book::drawing(const Drawing& drawing) {
  // A chart of very many prompts is made smaller, so that it fits a page with its heading.
  const double most = page_height - 2 * page_margin - stays_with;
  const double scale = std::min(text_width / drawing.width, most / drawing.height);
  parts_->need(drawing.height * scale);
  parts_->tagged("Figure", [&] {
    cairo_t* cairo = parts_->cairo.get();
    cairo_save(cairo);
    cairo_translate(cairo, page_margin, parts_->y);
    cairo_scale(cairo, scale, scale);
    for (const Shape& shape : drawing.shapes) std::visit(PdfWriter{cairo}, shape);
    cairo_restore(cairo);
  });
  parts_->y += drawing.height * scale + 8;
}

void Book::sheet(const std::vector<Thumbnail>& thumbnails) {
  constexpr double side = 56, gap = 5;
  std::string prompt;
  double x = page_margin;
  for (const Thumbnail& thumbnail : thumbnails) {
    if (thumbnail.prompt != prompt) {
      if (!prompt.empty()) parts_->y += side + gap;
      prompt = thumbnail.prompt;
      parts_->need(side + 24);
      text(prompt, 9, true, 2);
      x = page_margin;
    } else if (x + side > page_width - page_margin) {
      parts_->y += side + gap;
      parts_->need(side);
      x = page_margin;
    }
    parts_->picture(thumbnail.jpeg, x, side);
    x += side + gap;
  }
  if (!prompt.empty()) parts_->y += side + gap;
}

std::string Book::finish() {
  cairo_tag_end(parts_->cairo.get(), "Document");
  parts_->end_page();
  parts_->cairo.reset();
  cairo_surface_finish(parts_->surface.get());
  if (cairo_surface_status(parts_->surface.get()) != CAIRO_STATUS_SUCCESS) {
    throw Error(ErrorKind::failed, say<"The PDF cannot be written.">());
  }
  return parts_->bytes;
}

}  // namespace evenlight::audit
