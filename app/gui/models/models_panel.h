#pragma once

#include <QWidget>
#include <filesystem>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QVBoxLayout;

namespace evenlight {
struct DeviceInfo;
}

namespace evenlight::studio {

class ModelShelf;
struct ShelfModel;

// The models: choose one, add files and folders, read what one is and why another can't be used,
// compute its hash; and the device that runs it.
class ModelsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit ModelsPanel(ModelShelf& shelf, QWidget* parent = nullptr);

  void add(const QString& path);  // a file or folder, which is then shown
  // The one in use.
  void set_used(const std::filesystem::path& path);
  void set_device(const QString& id);

 signals:
  void use_wanted(const std::filesystem::path& path);
  void device_wanted(const QString& id);
  void failed(const QString& sentence);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void make_device_row(QVBoxLayout& column);
  void fill_devices(const std::vector<DeviceInfo>& devices);
  void make_buttons(QVBoxLayout& column);
  void make_details(QVBoxLayout& column);
  const ShelfModel* current() const;
  void select(const std::filesystem::path& path);
  void show_current();
  void use();
  void forget();
  void hash();
  void looked();

  ModelShelf& shelf_;
  std::filesystem::path used_;
  std::filesystem::path shown_;
  QString wanted_;  // the place that was just added
  QString device_;  // the chosen one, or "auto"
  bool asked_for_devices_ = false;
  QComboBox* devices_ = nullptr;
  QListView* list_ = nullptr;
  QPushButton* use_ = nullptr;
  QPushButton* forget_ = nullptr;
  QPushButton* hash_ = nullptr;
  QLabel* verdict_ = nullptr;
  QLineEdit* sha256_ = nullptr;
  QWidget* rows_ = nullptr;
  QFormLayout* form_ = nullptr;
};

}  // namespace evenlight::studio
