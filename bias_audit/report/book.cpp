#include "bias_audit/report/book.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <variant>

#include "bias_audit/data/words.h"
#include "bias_audit/measure/picture.h"
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

  void need(double height) {
    if (measuring || y + height <= page_end || y == page_margin) return;
    end_page();
    y = page_margin;
  }

  void end_page() {
    PdfWriter{cairo.get()}(TextShape{page_width - page_margin, page_height - page_margin / 2,
                                     std::to_string(page++), 8, Anchor::end, "#8c8c8c"});
    cairo_show_page(cairo.get());
  }

  void picture(const std::vector<unsigned char>& jpeg, double x, double side) {
    if (jpeg.empty() || measuring) return;
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

Book::Book(const std::string& title) : parts_(std::make_unique<Parts>()) {
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
  block();
}

void Book::text(const std::string& words, double size, bool bold, double after) {
  cairo_t* cairo = parts_->cairo.get();
  const Layout layout = layout_of(cairo, with_unbroken_percents(words), size, bold);
  pango_layout_set_width(layout.get(), int(text_width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  int width = 0, height = 0;
  pango_layout_get_pixel_size(layout.get(), &width, &height);
  parts_->need(bold ? height + stays_with : height);
  if (!parts_->measuring) {
    set_colour(cairo, "#222222");
    cairo_move_to(cairo, page_margin, parts_->y);
    pango_cairo_show_layout(cairo, layout.get());
  }
  parts_->y += height + after;
}

void Book::heading(const std::string& words) {
  space(10);
  text(words, 14, true, 6);
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
  if (!parts_->measuring) {
    cairo_t* cairo = parts_->cairo.get();
    cairo_save(cairo);
    cairo_translate(cairo, page_margin, parts_->y);
    cairo_scale(cairo, scale, scale);
    for (const Shape& shape : drawing.shapes) std::visit(PdfWriter{cairo}, shape);
    cairo_restore(cairo);
  }
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
  parts_->end_page();
  parts_->cairo.reset();
  cairo_surface_finish(parts_->surface.get());
  if (cairo_surface_status(parts_->surface.get()) != CAIRO_STATUS_SUCCESS) {
    throw Error(ErrorKind::failed, say<"The PDF cannot be written.">());
  }
  return parts_->bytes;
}

}  // namespace evenlight::audit
