#include <cmath>

#include "engine/cpu/step.h"

namespace evenlight::cpu {

namespace {

constexpr size_t vector_room = 64;  // floats; rows are worked on in whole vectors

// A norm's gamma or beta: a weight, or the same number for every channel.
class ChannelRow {
 public:
  ChannelRow(ValueId id, float otherwise, size_t channels, Builder& builder) : id_(id) {
    if (id != no_value) {
      builder.plain(id);
    } else {
      same_.assign(round_up(channels, vector_room), otherwise);
    }
  }
  const float* floats(const Frame& frame) const {
    if (id_ == no_value) return same_.data();
    return reinterpret_cast<const float*>(frame.rows(id_).data);
  }

 private:
  ValueId id_;
  std::vector<float> same_;
};

// GroupNorm reads its operand twice: once for the moments of every channel over a chunk of rows,
// once to apply what a whole group adds up to. Chunks depend on the shape of one image alone.
class GroupNormStep : public Step {
 public:
  GroupNormStep(const GroupNorm& op, ValueId result, Builder& builder)
      : op_(op),
        result_(result),
        gamma_(op.gamma, 1.0f, builder.channels(result), builder),
        beta_(op.beta, 0.0f, builder.channels(result), builder) {
    const Shape& y = builder.shape(result);
    images_ = size_t(y[0]);
    pixels_ = size_t(y[1] * y[2]);
    channels_ = size_t(y[3]);
    stride_ = round_up(channels_, vector_room);
    chunk_ = std::max<size_t>(1, 16384 / channels_);
    chunks_ = ceil_div(pixels_, chunk_);
    builder.reserve((images_ * chunks_ + images_) * 2 * stride_ * sizeof(float),
                    (chunk_ * channels_ + 2 * stride_) * sizeof(float));
  }

  void run(const Frame& frame) override {
    frame.parallel(images_ * chunks_, [&](size_t task, size_t worker) {
      const size_t image = task / chunks_, chunk = task % chunks_;
      const size_t first = image * pixels_ + chunk * chunk_;
      const float* x = gather(frame, first, rows_of(chunk), frame.scratch(worker));
      float* mean = moments(frame, image, chunk);
      channel_moments(x, rows_of(chunk), channels_, mean, mean + stride_);
    });
    for (size_t image = 0; image < images_; ++image) add_up(frame, image);
    frame.parallel(images_ * chunks_, [&](size_t task, size_t worker) {
      apply(frame, task / chunks_, task % chunks_, frame.scratch(worker));
    });
  }

 private:
  size_t rows_of(size_t chunk) const { return std::min(chunk_, pixels_ - chunk * chunk_); }
  float* moments(const Frame& frame, size_t image, size_t chunk) const {
    return reinterpret_cast<float*>(frame.shared_scratch) + (image * chunks_ + chunk) * 2 * stride_;
  }
  float* scale(const Frame& frame, size_t image) const {
    return reinterpret_cast<float*>(frame.shared_scratch) +
           (images_ * chunks_ + image) * 2 * stride_;
  }

  // Rows of both operands side by side, as f32.
  const float* gather(const Frame& frame, size_t first, size_t count, float* buffer) const {
    const Rows x = frame.rows(op_.x);
    if (op_.x2 == no_value && x.type == DType::f32) {
      return reinterpret_cast<const float*>(x.at(first));
    }
    for (size_t i = 0; i < count; ++i) {
      float* row = buffer + i * channels_;
      widen(x.at(first + i), x.type, row, x.channels);
      if (op_.x2 == no_value) continue;
      const Rows x2 = frame.rows(op_.x2);
      widen(x2.at(first + i), x2.type, row + x.channels, x2.channels);
    }
    return buffer;
  }

  // Moments of chunks and channels → of groups (Chan et al. 1979) → scale and shift of channels.
  void add_up(const Frame& frame, size_t image) const {
    const float *gamma = gamma_.floats(frame), *beta = beta_.floats(frame);
    float* scales = scale(frame, image);
    const size_t width = channels_ / size_t(op_.groups);
    for (size_t first = 0; first < channels_; first += width) {
      double mean = 0, squares = 0;
      for (size_t chunk = 0; chunk < chunks_; ++chunk) {
        const float* m = moments(frame, image, chunk);
        double sum = 0;
        for (size_t c = first; c < first + width; ++c) sum += double(m[c]);
        mean += sum * double(rows_of(chunk));
      }
      mean /= double(pixels_ * width);
      for (size_t chunk = 0; chunk < chunks_; ++chunk) {
        const float* m = moments(frame, image, chunk);
        for (size_t c = first; c < first + width; ++c) {
          const double d = double(m[c]) - mean;
          squares += double(m[stride_ + c]) + double(rows_of(chunk)) * d * d;
        }
      }
      const double factor = 1.0 / std::sqrt(squares / double(pixels_ * width) + double(op_.eps));
      for (size_t c = first; c < first + width; ++c) {
        scales[c] = float(double(gamma[c]) * factor);
        scales[stride_ + c] = float(double(beta[c]) - mean * double(gamma[c]) * factor);
      }
    }
  }

  void apply(const Frame& frame, size_t image, size_t chunk, float* scratch) const {
    const size_t first = image * pixels_ + chunk * chunk_;
    const float* x = gather(frame, first, rows_of(chunk), scratch);
    const float* scales = scale(frame, image);
    float* row = scratch + chunk_ * channels_ + stride_;
    const Rows y = frame.rows(result_);
    for (size_t i = 0; i < rows_of(chunk); ++i) {
      scale_shift_row(x + i * channels_, scales, scales + stride_, row, channels_);
      activate_row(row, op_.activation, channels_);
      narrow(row, y.at(first + i), y.type, channels_);
    }
  }

  GroupNorm op_;
  ValueId result_;
  ChannelRow gamma_, beta_;
  size_t images_ = 0, pixels_ = 0, channels_ = 0;
  size_t stride_ = 0;  // floats of a row of moments
  size_t chunk_ = 0, chunks_ = 0;
};

class LayerNormStep : public Step {
 public:
  LayerNormStep(const LayerNorm& op, ValueId result, Builder& builder)
      : op_(op),
        result_(result),
        rows_(size_t(builder.shape(result).rows())),
        gamma_(op.gamma, 1.0f, builder.channels(op.x), builder),
        beta_(op.beta, 0.0f, builder.channels(op.x), builder) {
    builder.reserve(0, 2 * round_up(builder.channels(op.x), vector_room) * sizeof(float));
  }

  void run(const Frame& frame) override {
    const Rows x = frame.rows(op_.x), y = frame.rows(result_);
    const float *gamma = gamma_.floats(frame), *beta = beta_.floats(frame);
    const size_t n = x.channels;
    frame.parallel(ceil_div(rows_, batch), [&](size_t task, size_t worker) {
      float* buffer = frame.scratch(worker);
      float* row = buffer + round_up(n, vector_room);
      for (size_t r = task * batch; r < std::min(rows_, (task + 1) * batch); ++r) {
        layer_norm_row(x.floats(r, 0, n, buffer), gamma, beta, op_.eps, row, n);
        narrow(row, y.at(r), y.type, n);
      }
    });
  }

 private:
  static constexpr size_t batch = 32;
  LayerNorm op_;
  ValueId result_;
  size_t rows_;
  ChannelRow gamma_, beta_;
};

}  // namespace

std::unique_ptr<Step> make_step(const GroupNorm& op, ValueId result, Builder& builder) {
  return std::make_unique<GroupNormStep>(op, result, builder);
}
std::unique_ptr<Step> make_step(const LayerNorm& op, ValueId result, Builder& builder) {
  return std::make_unique<LayerNormStep>(op, result, builder);
}

}  // namespace evenlight::cpu
