// Transposes weights into panels while they are packed.
#include "engine/cpu/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/cpu/pack_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/cpu/math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace evenlight::cpu::HWY_NAMESPACE {

constexpr size_t lanes = HWY_LANES(float);

// Column c of the panel from row c of the file: `lanes` numbers that are `stride` apart.
class Gatherer {
 public:
  explicit Gatherer(size_t stride)
      : steps_(hn::Mul(hn::Iota(hn::RebindToSigned<F>(), 0),
                       hn::Set(hn::RebindToSigned<F>(), int32_t(stride)))) {}
  V operator()(const float* from) const { return hn::GatherIndex(F(), from, steps_); }

 private:
  hn::Vec<hn::RebindToSigned<F>> steps_;
};

template <class P>
void fill(const PanelPart& p) {
  const Gatherer gather(p.stride);
  for (size_t tap = 0; tap < p.taps; ++tap) {
    for (size_t i = 0; i < p.channels; ++i) {
      P* to = reinterpret_cast<P*>(p.panel) + (p.first + tap * p.tap_rows + i) * p.width;
      for (size_t c = 0; c < p.width; c += lanes) {
        store(gather(p.rows + c * p.stride + i * p.taps + tap), to + c);
      }
    }
  }
}

void fill_bf16(const PanelPart& p) {
  const hn::RebindToUnsigned<F> words;
  const Gatherer gather(p.stride);
  for (size_t tap = 0; tap < p.taps; ++tap) {
    for (size_t i = 0; i < p.channels; i += 2) {
      const size_t pair = (p.first + tap * p.tap_rows + i) / 2;
      uint32_t* to = reinterpret_cast<uint32_t*>(p.panel) + pair * p.width;
      for (size_t c = 0; c < p.width; c += lanes) {
        const float* from = p.rows + c * p.stride + i * p.taps + tap;
        auto both = bf16_bits(gather(from));
        if (i + 1 < p.channels) {
          both = hn::Or(both, hn::ShiftLeft<16>(bf16_bits(gather(from + p.taps))));
        }
        hn::StoreU(both, words, to + c);
      }
    }
  }
}

void FillPanel(const PanelPart& part) {
  switch (part.type) {
    case DType::f32:
      return fill<float>(part);
    case DType::f16:
      return fill<hwy::float16_t>(part);
    default:
      return fill_bf16(part);
  }
}

}  // namespace evenlight::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace evenlight::cpu {
HWY_EXPORT(FillPanel);

void fill_panel(const PanelPart& part) {
  HWY_DYNAMIC_DISPATCH(FillPanel)(part);
}
}  // namespace evenlight::cpu
#endif
