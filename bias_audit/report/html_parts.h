#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bias_audit/report/charts/drawing.h"

// The small pieces that the HTML report is made of; every text is escaped.
namespace evenlight::audit::html {

std::string style();  // the page's <style>
std::string text(const std::string& raw);
std::string cell(const std::string& raw);
std::string number_cell(const std::string& raw);
std::string header(std::initializer_list<const char*> names,
                   const std::string& last = "");  // a table's first row
std::string paragraph(const std::string& raw, const char* css_class = nullptr);
std::string badge(const std::string& verdict, const std::string& before = "");

std::string chart(const Drawing& drawing);  // on a narrow screen it is scrolled, not made illegible

// "12.0 % – 30.1 %".
std::string interval(const nlohmann::ordered_json& pair);

}  // namespace evenlight::audit::html
