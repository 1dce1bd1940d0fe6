#include "app/common/recipe/control_stamps.h"

#include "engine/base/check.h"

namespace evenlight {
namespace {

namespace limits = recipe_limits;

template <class Thing>
std::vector<Thing> from_texts(const ObjectForm<Thing>& form, std::string_view key,
                              const std::vector<std::string>& texts) {
  std::vector<Thing> things;
  for (const std::string& text : texts) {
    if (text == "none") continue;
    things.push_back(form.from_text(text, {ErrorKind::usage, Field{std::string(key)}}));
  }
  return things;
}

struct ListedObject {
  std::string_view key;
  void (*set)(RecipeDocument& document, std::string_view key,
              const std::vector<std::string>& texts);
};
constexpr ListedObject listed_objects[] = {
    {"control",
     [](RecipeDocument& document, std::string_view key, const std::vector<std::string>& texts) {
       document.controls = from_texts(control_form(), key, texts);
     }},
    {"ip_adapter",
     [](RecipeDocument& document, std::string_view key, const std::vector<std::string>& texts) {
       document.ip_adapters = from_texts(ip_adapter_form(), key, texts);
     }},
    {"region",
     [](RecipeDocument& document, std::string_view key, const std::vector<std::string>& texts) {
       document.regions = from_texts(region_form(), key, texts);
     }},
};

}  // namespace

const ObjectForm<ControlInput>& control_form() {
  using Input = ControlInput;
  static const ObjectForm<Input> form = {{{"model", &Input::model}, {"image", &Input::image}},
                                         {{"preprocess", &Input::preprocess}},
                                         {{"weight", &Input::weight, limits::control_weight},
                                          {"start", &Input::start, limits::control_share},
                                          {"end", &Input::end, limits::control_share}}};
  return form;
}

const ObjectForm<IpAdapterInput>& ip_adapter_form() {
  using Input = IpAdapterInput;
  static const ObjectForm<Input> form = {
      {{"model", &Input::model}, {"encoder", &Input::encoder}, {"image", &Input::image}},
      {},
      {{"weight", &Input::weight, limits::control_weight},
       {"start", &Input::start, limits::control_share},
       {"end", &Input::end, limits::control_share}}};
  return form;
}

const ObjectForm<RegionInput>& region_form() {
  using Input = RegionInput;
  static const ObjectForm<Input> form = {{{"mask", &Input::mask}},
                                         {{"prompt", &Input::prompt, true}},
                                         {{"weight", &Input::weight, limits::region_weight}}};
  return form;
}

bool is_listed_object(std::string_view key) {
  return std::ranges::find(listed_objects, key, &ListedObject::key) != std::end(listed_objects);
}

void set_listed_objects(RecipeDocument& document, std::string_view key,
                        const std::vector<std::string>& texts) {
  const auto found = std::ranges::find(listed_objects, key, &ListedObject::key);
  EVENLIGHT_CHECK(found != std::end(listed_objects), "a field that lists such things");
  found->set(document, key, texts);
}

}  // namespace evenlight
