#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace evenlight {

// Extents of a tensor, outermost first. Pictures are [N,H,W,C], sequences [N,L,C].
class Shape {
 public:
  Shape() = default;
  Shape(std::initializer_list<int64_t> dims) : dims_(dims) {}
  explicit Shape(std::vector<int64_t> dims) : dims_(std::move(dims)) {}

  size_t rank() const { return dims_.size(); }
  int64_t operator[](size_t i) const { return dims_[i]; }
  int64_t& operator[](size_t i) { return dims_[i]; }
  int64_t back() const { return dims_.back(); }
  int64_t count() const {
    int64_t n = 1;
    for (int64_t d : dims_) n *= d;
    return n;
  }
  // Elements before the last axis: the rows of a matrix whose columns are channels.
  int64_t rows() const { return dims_.empty() || back() == 0 ? 0 : count() / back(); }
  const std::vector<int64_t>& dims() const { return dims_; }
  bool operator==(const Shape&) const = default;

 private:
  std::vector<int64_t> dims_;
};

// "[2,64,64,320]"
inline std::string to_string(const Shape& shape) {
  std::string text = "[";
  for (size_t i = 0; i < shape.rank(); ++i) {
    if (i) text += ",";
    text += std::to_string(shape[i]);
  }
  return text + "]";
}

}  // namespace evenlight
