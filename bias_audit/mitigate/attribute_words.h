// Words that ask for a class of an attribute, and words that say one already. English.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace evenlight::audit {

// "female" for presentation's woman. Throws InputError where a class has no words here.
std::vector<std::string> words_for(const std::string& attribute,
                                   const std::vector<std::string>& classes);

// Of the attribute, whatever the class: "woman", "she", "dark-skinned", "elderly".
bool says_attribute(std::string_view word, const std::string& attribute);

// What ENTIGEN appends (Bansal et al. 2022, arXiv 2210.15230): "… if all individuals can be a CEO
// irrespective of their gender".
std::string intervention(const std::string& person, const std::string& attribute);

}  // namespace evenlight::audit
