#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace evenlight::cpu {

// A fixed crew for loops of independent tasks. Which worker takes which task is left to chance;
// results must not depend on it.
class ThreadPool {
 public:
  using Task = std::function<void(size_t index, size_t worker)>;

  // The caller is worker 0. Throws std::system_error where the system has no room for the others.
  explicit ThreadPool(size_t workers);
  ~ThreadPool();
  size_t size() const { return threads_.size() + 1; }

  // Runs task(0…count-1) and returns when all are done. The first exception, from a task or from
  // `poll`, stops the handing out of further tasks and is thrown here. `poll` is asked by the
  // calling thread, at most every 50 ms.
  void run(size_t count, const Task& task, const std::function<void()>& poll = {});

 private:
  void stop();
  void work(size_t worker);
  void take_tasks(size_t worker);
  void fail(std::exception_ptr error);

  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable start_, finish_;
  size_t generation_ = 0;  // guarded, like the three below
  size_t busy_ = 0;
  bool stop_ = false;
  std::exception_ptr error_;

  const Task* task_ = nullptr;
  const std::function<void()>* poll_ = nullptr;
  size_t count_ = 0;
  std::atomic<size_t> next_{0};
};

}  // namespace evenlight::cpu
