// An edit of what words mean to a diffusion network: Gandikota et al. 2024, "Unified Concept
// Editing in Diffusion Models" (arXiv 2308.14761; UCE), after Orgad et al. 2023 (TIME, arXiv
// 2303.08084).
//
// The keys and values of cross-attention are W·c of a token's state c. The W' that makes of each
// edited c what W makes of c + d, keeps W·p of the others and stays near W itself minimises
//   Σ |W'c − W(c + d)|² + λ Σ |W'p − Wp|² + μ |W' − W|²,
// and so W' = W + W·E with E = (Σ d cᵀ)(Σ c cᵀ + λ Σ p pᵀ + μ I)⁻¹: one matrix E for all layers.
#pragma once

#include <cstddef>
#include <vector>

namespace evenlight {

struct ConceptEdit {
  size_t width = 0;            // of a state
  std::vector<float> states;   // c [n,width]
  std::vector<float> changes;  // d [n,width]
  std::vector<float> kept;     // p [m,width]
  double keep = 0.1;           // λ
  double stay = 0.5;           // μ
};

// left·right ≈ E, of at most that rank.
struct LowRank {
  size_t width = 0, rank = 0;
  std::vector<float> left;   // [width,rank]
  std::vector<float> right;  // [rank,width], rows of length 1 across to each other
};

// E, row-major [width,width]. Throws Error(failed) where the states leave nothing to solve.
std::vector<double> solve_edit(const ConceptEdit& edit);

// Its largest parts, by subspace iteration from a fixed start.
LowRank low_rank(const std::vector<double>& matrix, size_t width, size_t rank);

}  // namespace evenlight
