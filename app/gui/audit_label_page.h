#pragma once

#include <QWidget>
#include <map>

#include "app/gui/audit_reader.h"

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace evenlight::studio {

// A person says how pictures read, one after another: without prompt, seed or what an instrument
// said. Every answer is stored at once.
class AuditLabelPage : public QWidget {
  Q_OBJECT
 public:
  explicit AuditLabelPage(AuditReader& reader, QWidget* parent = nullptr);

  void begin(const std::filesystem::path& folder);
  void show_check(const nlohmann::ordered_json& report);  // what the labels come to so far

 signals:
  void labelled();
  void left();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Open {
    audit::BlindPicture picture;
    std::string answer;  // empty: none yet
  };
  QWidget* make_buttons();
  void settings_edited();
  void take_sample();
  void sample_taken(std::vector<Open> pictures);
  void answer(const std::string& outcome);
  void step_back();
  void show_picture();
  void fit_picture();
  std::string rater() const;

  AuditReader& reader_;
  std::filesystem::path folder_;
  std::string sampled_as_;  // rater and count of the sample
  std::vector<Open> sample_;
  size_t at_ = 0;
  int asked_ = 0;  // tells a late picture from the one that is wanted
  QImage image_;
  QLineEdit* rater_;
  QSpinBox* count_;
  QLabel* picture_;
  QLabel* told_;
  QLabel* check_;
  QProgressBar* progress_;
  std::vector<QPushButton*> buttons_;
  QPushButton* back_;
};

}  // namespace evenlight::studio
