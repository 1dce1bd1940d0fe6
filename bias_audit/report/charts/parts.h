#pragma once

#include <cstddef>
#include <string>

#include "bias_audit/report/charts/drawing.h"

// What the charts with a row a prompt are made of.
namespace evenlight::audit::charts {

inline constexpr double row_height = 22, label_width = 175, plot_width = 330, top_margin = 56,
                        right_margin = 140;
inline constexpr const char* ink = "#222222";
inline constexpr const char* grid = "#d9d9d9";
inline constexpr const char* blue = "#0072b2";
inline constexpr const char* orange = "#d55e00";
inline constexpr const char* grey_ink = "#8c8c8c";
inline constexpr const char* band = "#e8eef4";

double x_of(double share);

// An axis from 0 to `most` with its lines and numbers.
void add_axis(Drawing& d, double top, double bottom, double most, bool as_percent);

Drawing frame(const std::string& title, size_t rows);

}  // namespace evenlight::audit::charts
