#pragma once

#include <QWidget>
#include <map>

#include "app/gui/audit/audit_reader.h"
#include "app/gui/audit/label_answers.h"

class QComboBox;
class QGridLayout;
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

  // Asks about that attribute first; the person may choose another one.
  void begin(const std::filesystem::path& folder, const QString& attribute);
  // Shows what the labels come to so far.
  void take_report(const audit::Report& report);

 signals:
  void labelled();
  void left();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Open {
    audit::BlindPicture picture;
    std::string answer;  // empty: none yet
  };
  struct Sample {
    std::vector<std::string> attributes;  // of the audit
    std::vector<std::string> outcomes;    // that can be said of the one in question
    std::vector<Open> pictures;
  };
  QWidget* make_buttons();
  void fill_buttons();
  void show_check();
  void fill_attributes(const std::vector<std::string>& attributes);
  void settings_edited();
  void take_sample();
  void sample_taken(const Sample& sample);
  bool takes(const QKeyEvent& key);  // and does what it stands for
  void answer(const std::string& outcome);
  void step_back();
  void show_picture();
  void fit_picture();
  std::string rater() const;
  QString attribute() const;
  std::string sample_key() const;  // what a sample depends on

  AuditReader& reader_;
  std::filesystem::path folder_;
  std::string sampled_as_;  // the key of the sample
  std::vector<LabelAnswer> answers_;
  std::vector<Open> sample_;
  size_t at_ = 0;
  int asked_ = 0;  // tells a late picture from the one that is wanted
  QImage image_;
  std::vector<audit::HumanCheck> checks_;  // of the report: what people's labels say
  QComboBox* attribute_;
  QLineEdit* rater_;
  QSpinBox* count_;
  QLabel* picture_;
  QLabel* summary_;
  QLabel* check_;
  QProgressBar* progress_;
  QGridLayout* answer_grid_;
  std::vector<QPushButton*> buttons_;
  QPushButton* back_;
};

}  // namespace evenlight::studio
