#include "app/gui/audit/audit_tiles.h"

#include <QFrame>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "app/gui/audit/audit_words.h"
#include "app/gui/widgets/text.h"
#include "bias_audit/report/lookup.h"
#include "bias_audit/report/sentences.h"

namespace evenlight::studio {
namespace {

constexpr int gap = 6;
constexpr int min_letters = 15;  // a tile is never narrower

struct Tile {
  const char* name;
  QString figure, words;
  QColor colour = {};  // of its edge; none: plain
};

class TileFrame : public QFrame {
 public:
  explicit TileFrame(const Tile& tile) {
    setObjectName(tile.name);
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* figure = new QLabel(tile.figure);
    QFont font = figure->font();
    font.setBold(true);
    const bool number = tile.figure.front().isDigit() || tile.figure.size() == 1;
    if (number) font.setPointSizeF(font.pointSizeF() * 1.5);
    figure->setFont(font);
    auto* words = new QLabel(tile.words);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(tile.colour.isValid() ? gap * 2 : gap, gap / 2, gap, gap / 2);
    column->setSpacing(0);
    column->addWidget(figure);
    column->addWidget(words, 1);
    colour_ = tile.colour;
    setAccessibleName(tile.figure + " " + tile.words);
  }

 protected:
  void paintEvent(QPaintEvent* event) override {
    QFrame::paintEvent(event);
    if (!colour_.isValid()) return;
    QPainter painter(this);
    painter.fillRect(QRect(1, 1, gap / 2, height() - 2), colour_);
  }

 private:
  QColor colour_;
};

std::vector<Tile> verdict_tiles(const audit::FamilySummary& counted,
                                const audit::CorrectedSummary* corrected) {
  const audit::VerdictCounts& verdicts = corrected ? corrected->verdicts : counted.verdicts;
  const qint64 prompts = corrected ? corrected->prompts : counted.prompts;
  std::vector<Tile> tiles = {
      {"audit_tile_skewed", QString::number(verdicts.skewed),
       AuditTiles::tr("of %n prompt(s) skewed", nullptr, int(prompts)),
       verdict_colour(audit::Verdict::skewed)},
      {"audit_tile_within", QString::number(verdicts.within), AuditTiles::tr("within the margin"),
       verdict_colour(audit::Verdict::within)},
      {"audit_tile_inconclusive", QString::number(verdicts.inconclusive),
       AuditTiles::tr("inconclusive")}};
  if (!corrected && !counted.distance) return tiles;
  const double mean = corrected ? corrected->mean : counted.distance->corrected;
  const audit::Interval interval = corrected ? corrected->interval : counted.distance->interval;
  tiles.push_back({"audit_tile_distance", percent_text(mean),
                   AuditTiles::tr("average distance from equal shares (%1 to %2)")
                       .arg(percent_text(interval.lo), percent_text(interval.hi))});
  return tiles;
}

// Of an attribute without verdicts.
std::vector<Tile> share_tiles(const audit::Report& report, const audit::FamilySummary& counted) {
  std::vector<Tile> tiles;
  const auto shares = overall_shares(report, counted);
  for (size_t i = 0; i < shares.size(); ++i) {
    tiles.push_back({"audit_tile_share", percent_text(shares[i].second), shares[i].first,
                     class_colour(to_qt(counted.attribute), int(i), int(shares.size()))});
  }
  return tiles;
}

std::vector<Tile> tiles_of(const audit::Report& report, const audit::FamilySummary& counted) {
  const audit::CorrectedSummary* corrected =
      counted.arm.empty() ? audit::corrected_summary(report, counted.attribute) : nullptr;
  std::vector<Tile> tiles = audit::is_described(report, counted)
                                ? share_tiles(report, counted)
                                : verdict_tiles(counted, corrected);
  tiles.push_back({"audit_tile_classified",
                   counted.images > 0
                       ? percent_text(double(counted.classified) / double(counted.images))
                       : QString("–"),
                   AuditTiles::tr("of %n picture(s) classified", nullptr, int(counted.images))});
  tiles.push_back(corrected ? Tile{"audit_tile_corrected", AuditTiles::tr("Corrected"),
                                   AuditTiles::tr("by people's labels")}
                            : Tile{"audit_tile_corrected", AuditTiles::tr("Uncorrected"),
                                   AuditTiles::tr("too few labels by people")});
  return tiles;
}

}  // namespace

AuditTiles::AuditTiles(QWidget* parent) : QWidget(parent) {
  setObjectName("audit_tiles");
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void AuditTiles::show_family(const audit::Report& report, size_t family) {
  for (QWidget* tile : tiles_) delete tile;
  tiles_.clear();
  if (family < report.analysis.summary.size()) {
    for (const Tile& tile : tiles_of(report, report.analysis.summary[family])) {
      tiles_.push_back(new TileFrame(tile));
      tiles_.back()->setParent(this);
      tiles_.back()->show();
    }
  }
  updateGeometry();
  resizeEvent(nullptr);
}

// In rows of equally wide ones, as many a row as there is room for.
std::vector<QRect> AuditTiles::places(int width) const {
  std::vector<QRect> found;
  const int count = int(tiles_.size());
  const int least = fontMetrics().averageCharWidth() * min_letters;
  const int fitting = std::max(1, (width + gap) / (least + gap));
  const int rows = (count + fitting - 1) / fitting;
  const int columns = rows > 0 ? (count + rows - 1) / rows : 1;
  int top = 0;
  for (int first = 0; first < count; first += columns) {
    const int each = (width - (columns - 1) * gap) / columns;
    int height = 0;
    for (int i = first; i < std::min(count, first + columns); ++i) {
      height = std::max(height, tiles_[size_t(i)]->heightForWidth(each));
    }
    for (int i = first; i < std::min(count, first + columns); ++i) {
      found.emplace_back((i - first) * (each + gap), top, each, height);
    }
    top += height + gap;
  }
  return found;
}

void AuditTiles::resizeEvent(QResizeEvent*) {
  const std::vector<QRect> found = places(width());
  for (size_t i = 0; i < found.size(); ++i) tiles_[i]->setGeometry(found[i]);
}

int AuditTiles::heightForWidth(int width) const {
  const std::vector<QRect> found = places(width);
  return found.empty() ? 0 : found.back().bottom() + 1;
}

QSize AuditTiles::sizeHint() const {
  const int width = fontMetrics().averageCharWidth() * min_letters * 3;
  return {width, heightForWidth(width)};
}

QSize AuditTiles::minimumSizeHint() const {
  const int width = fontMetrics().averageCharWidth() * min_letters;
  return {width, heightForWidth(std::max(width, this->width()))};
}

}  // namespace evenlight::studio
