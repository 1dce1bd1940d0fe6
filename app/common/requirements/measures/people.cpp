// What audits read of people, by the same instruments.
#include <fmt/format.h>

#include "app/common/requirements/measures/rows.h"
#include "app/common/requirements/rule.h"

namespace evenlight {
namespace {

// The instruments' word for "cannot tell" stays as it is: it holds for no requirement.
Test named(const Expression& expression, const std::vector<std::string>& classes,
           std::function<std::string(const audit::Measurement&)> label) {
  require_arguments(expression, 0, expression.name + "=" + classes.front());
  const NameRule rule(expression, classes);
  return [rule, label = std::move(label)](PictureSubject& subject) {
    const std::string name = label(subject.people());
    return Measured{name, rule.holds(name)};
  };
}

void require_reader(const Expression& expression, RequirementTools& tools,
                    const std::string& attribute) {
  if (tools.reads(attribute)) return;
  refuse_requirement(expression, say<"no instrument for this model reads it; name one, such as "
                                     "instrument(manifest.json,{0})=CLASS">(attribute));
}

std::string detail_of(const audit::Measurement& m, const char* key) {
  const auto found = m.detail.find(key);
  return found != m.detail.end() && found->is_string() ? found->get<std::string>() : "unclear";
}

// What an instrument that reads the picture as a whole has found, as a number of people.
int people_in(const audit::Measurement& m) {
  if (m.faces) return *m.faces;
  return m.outcome == "no_face" ? 0 : m.outcome == "several_people" ? 2 : 1;
}

}  // namespace

Test faces(const Expression& expression, RequirementTools& tools) {
  require_arguments(expression, 0, "faces=1");
  const NumberRule rule(expression, 0, 1000);
  if (!tools.detector() && !tools.reads("people")) {
    refuse_requirement(expression, say<"no instrument for this model finds faces">());
  }
  return [rule](PictureSubject& subject) {
    const int count = people_in(subject.people());
    return Measured{fmt::format("{}", count), rule.holds(count)};
  };
}

Test reads_as(const Expression& expression, RequirementTools& tools) {
  require_reader(expression, tools, "presentation");
  return named(expression, tools.instruments().classes_of("presentation"),
               [](const auto& m) { return m.label_of("presentation"); });
}

Test age(const Expression& expression, RequirementTools& tools) {
  require_reader(expression, tools, "age");
  return named(expression, tools.instruments().classes_of("age"),
               [](const auto& m) { return m.label_of("age"); });
}

Test tone(const Expression& expression, RequirementTools& tools) {
  // Where there is a face, tone is read by its colour.
  if (!tools.detector()) require_reader(expression, tools, "tone_band");
  return named(expression, tools.instruments().classes_of("tone_band"),
               [](const auto& m) { return m.label_of("tone_band"); });
}

Test occupation(const Expression& expression, RequirementTools& tools) {
  require_reader(expression, tools, "occupation");
  return named(expression, tools.instruments().classes_of("occupation"),
               [](const auto& m) { return detail_of(m, "occupation"); });
}

Test instrument(const Expression& expression, RequirementTools& tools) {
  require_arguments(expression, 2, "instrument(MANIFEST.json,ATTRIBUTE)=CLASS");
  const audit::Instruments& own = tools.instrument(expression.arguments[0]);
  const std::string attribute = expression.arguments[1];
  const std::vector<std::string> classes = own.classes_of(attribute);
  if (classes.empty()) {
    refuse_requirement(expression, say<"that instrument does not read \"{0}\"">(attribute));
  }
  const NameRule rule(expression, classes);
  return [rule, attribute, &own](PictureSubject& subject) {
    const audit::Measurement m = own.measure(subject.photo());
    const std::string name =
        attribute == "occupation" ? detail_of(m, "occupation") : m.label_of(attribute);
    return Measured{name, rule.holds(name)};
  };
}

}  // namespace evenlight
