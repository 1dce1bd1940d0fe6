#include "engine/cpu/thread_pool.h"

#include <chrono>
#include <utility>

namespace evenlight::cpu {

ThreadPool::ThreadPool(size_t workers) {
  try {
    for (size_t i = 1; i < workers; ++i) threads_.emplace_back([this, i] { work(i); });
  } catch (...) {  // the system gives no room for one more; no destructor will end the others
    stop();
    throw;
  }
}

ThreadPool::~ThreadPool() {
  stop();
}

void ThreadPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  start_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void ThreadPool::run(size_t count, const Task& task, const std::function<void()>& poll) {
  if (count == 0) return;
  task_ = &task;
  poll_ = poll ? &poll : nullptr;
  count_ = count;
  next_ = 0;
  const bool shared = count > 1 && !threads_.empty();
  if (shared) {
    {
      const std::lock_guard lock(mutex_);
      busy_ = threads_.size();
      ++generation_;
    }
    start_.notify_all();
  }
  take_tasks(0);
  std::unique_lock lock(mutex_);
  finish_.wait(lock, [this] { return busy_ == 0; });
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
}

void ThreadPool::work(size_t worker) {
  size_t seen = 0;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      start_.wait(lock, [&] { return stop_ || generation_ != seen; });
      if (stop_) return;
      seen = generation_;
    }
    take_tasks(worker);
    const std::lock_guard lock(mutex_);
    if (--busy_ == 0) finish_.notify_one();
  }
}

void ThreadPool::take_tasks(size_t worker) {
  using Clock = std::chrono::steady_clock;
  auto asked = Clock::now();
  try {
    for (size_t i = next_++; i < count_; i = next_++) {
      (*task_)(i, worker);
      if (worker != 0 || !poll_ || Clock::now() - asked < std::chrono::milliseconds(50)) continue;
      (*poll_)();
      asked = Clock::now();
    }
  } catch (...) {
    fail(std::current_exception());
  }
}

void ThreadPool::fail(std::exception_ptr error) {
  next_ = count_;
  const std::lock_guard lock(mutex_);
  if (!error_) error_ = std::move(error);
}

}  // namespace evenlight::cpu
