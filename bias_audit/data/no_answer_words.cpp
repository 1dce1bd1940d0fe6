#include "bias_audit/data/no_answer_words.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

namespace evenlight::audit {

namespace {

// Folded and without accents (searched_name). One row a kind and certainty: English first, then
// German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Turkish, Russian, Chinese,
// Japanese, Korean.
constexpr std::string_view unclear_words[] = {
    "unclear", "unknown", "unk", "unkn", "unsure", "not_sure", "uncertain", "not_certain",
    "undetermined", "not_determined", "indeterminate", "indeterminable", "not_determinable",
    "undecided", "undefined", "unclassified", "not_classified", "unclassifiable",
    "not_classifiable", "unreadable", "not_readable", "illegible", "unidentified", "unidentifiable",
    "not_identifiable", "unspecified", "not_specified", "unlabeled", "unlabelled", "not_labeled",
    "not_labelled", "no_label", "unrecognised", "unrecognized", "unrecognisable", "unrecognizable",
    "ambiguous", "ambigous", "inconclusive", "cannot_tell", "can_not_tell", "can't_tell",
    "cant_tell", "could_not_tell", "couldn't_tell", "cannot_say", "can't_say", "hard_to_tell",
    "hard_to_say", "cannot_determine", "can't_determine", "cannot_be_determined", "don't_know",
    "dont_know", "do_not_know", "dk", "idk", "no_idea", "not_clear", "not_applicable",
    "not_available", "no_answer", "no_data", "no_response", "n/a", "na", "n.a", "nan", "null",
    "nil", "tbd", "n/d", "n.d", "nd", "s/o", "not_visible", "face_not_visible", "blurry", "blurred",
    "too_blurry", "too_dark", "too_small", "prefer_not_to_say",
    // German
    "unbekannt", "unklar", "unsicher", "ungewiss", "unbestimmt", "unbestimmbar", "unlesbar",
    "unleserlich", "unentschieden", "mehrdeutig", "uneindeutig", "nicht_eindeutig",
    "nicht_erkennbar", "nicht_bestimmbar", "nicht_klassifiziert", "nicht_zuordenbar",
    "nicht_lesbar", "nicht_sicher", "nicht_sichtbar", "weiss_nicht", "ich_weiss_nicht",
    "keine_angabe", "keine_angaben", "keine_antwort", "k.a", "k._a", "k_a", "ka", "ohne_angabe",
    "o.a", "nicht_zutreffend", "entfallt", "unscharf",
    // French, Spanish, Italian, Portuguese
    "inconnu", "inconnue", "incertain", "indetermine", "indeterminee", "ne_sait_pas",
    "je_ne_sais_pas", "non_classe", "sans_reponse", "illisible", "ambigu", "desconocido",
    "desconocida", "incierto", "no_se", "no_se_sabe", "no_sabe", "indeterminado", "indeterminada",
    "no_clasificado", "sin_respuesta", "sin_datos", "ilegible", "sconosciuto", "sconosciuta",
    "incerto", "non_so", "indeterminato", "non_classificato", "illeggibile", "desconhecido",
    "desconhecida", "nao_sei", "nao_classificado", "sem_resposta",
    // Dutch, Polish, Swedish, Turkish
    "onbekend", "onduidelijk", "onzeker", "weet_niet", "niet_geclassificeerd", "nieznane",
    "nieznany", "nieznana", "niejasne", "niepewne", "nie_wiem", "brak_danych", "okand", "oklart",
    "osakert", "vet_ej", "vet_inte", "bilinmiyor", "belirsiz",
    // Russian, Chinese, Japanese, Korean
    "неизвестно", "неясно", "не_знаю", "нет_данных", "未知", "不明", "不清楚", "不确定", "不確定",
    "无法判断", "無法判斷", "无法识别", "わからない", "不明確", "判定不能", "알_수_없음", "모름"};

constexpr std::string_view several_words[] = {"several_people",
                                              "several_persons",
                                              "several_faces",
                                              "multiple_people",
                                              "multiple_persons",
                                              "multiple_faces",
                                              "many_people",
                                              "many_faces",
                                              "more_than_one",
                                              "more_than_one_person",
                                              "more_than_one_face",
                                              "two_people",
                                              "two_faces",
                                              "group_of_people",
                                              "mehrere_personen",
                                              "mehrere_menschen",
                                              "mehrere_leute",
                                              "mehrere_gesichter",
                                              "plusieurs_personnes",
                                              "plusieurs_visages",
                                              "varias_personas",
                                              "varios_rostros",
                                              "piu_persone",
                                              "varias_pessoas",
                                              "meerdere_personen",
                                              "meerdere_gezichten",
                                              "wiele_osob",
                                              "flera_personer",
                                              "несколько_людеи",
                                              "多人",
                                              "複数人"};

constexpr std::string_view no_face_words[] = {"no_face",
                                              "no_faces",
                                              "no_face_detected",
                                              "no_faces_detected",
                                              "face_not_found",
                                              "face_not_detected",
                                              "not_detected",
                                              "no_detection",
                                              "no_person",
                                              "no_persons",
                                              "no_people",
                                              "no_human",
                                              "no_humans",
                                              "kein_gesicht",
                                              "keine_gesichter",
                                              "keine_person",
                                              "keine_personen",
                                              "kein_mensch",
                                              "keine_menschen",
                                              "aucun_visage",
                                              "pas_de_visage",
                                              "sin_rostro",
                                              "sin_cara",
                                              "nessun_volto",
                                              "sem_rosto",
                                              "geen_gezicht",
                                              "geen_persoon",
                                              "brak_twarzy",
                                              "inget_ansikte",
                                              "нет_лица",
                                              "无人",
                                              "無人",
                                              "无脸",
                                              "顔なし"};

constexpr std::string_view refused_words[] = {
    "refused",   "refusal",          "refused_by_the_generator",
    "blocked",   "content_filtered", "censored",
    "abgelehnt", "verweigert",       "refuse_par_le_modele",
    "rechazado", "rifiutato",        "recusado"};

// Of people these are no class; of something else they may be one.
constexpr std::string_view perhaps_unclear[] = {
    "error",   "failed",  "failure", "invalid", "missing",  "blank", "empty",  "skip",
    "skipped", "abstain", "hidden",  "covered", "obscured", "fehlt", "fehler", "leer"};
constexpr std::string_view perhaps_several[] = {
    "multiple", "several", "many",  "group",     "groups", "crowd",  "more",     "mehrere",
    "viele",    "gruppe",  "menge", "plusieurs", "varios", "varias", "meerdere", "несколько"};
constexpr std::string_view perhaps_no_face[] = {
    "none",    "nobody",  "no_one",  "noone",  "nothing",  "niemand", "keine",   "keiner",
    "keines",  "nichts",  "aucun",   "aucune", "personne", "ninguno", "ninguna", "nadie",
    "nessuno", "nessuna", "ninguem", "geen",   "nikt",     "brak",    "ingen"};

struct Words {
  const std::string_view* begin;
  const std::string_view* end;
  NoAnswer meaning;
};
constexpr Words all_words[] = {
    {std::begin(unclear_words), std::end(unclear_words), {Unclassified::unclear, true}},
    {std::begin(several_words), std::end(several_words), {Unclassified::several_people, true}},
    {std::begin(no_face_words), std::end(no_face_words), {Unclassified::no_face, true}},
    {std::begin(refused_words), std::end(refused_words), {Unclassified::refused, true}},
    {std::begin(perhaps_unclear), std::end(perhaps_unclear), {Unclassified::unclear, false}},
    {std::begin(perhaps_several), std::end(perhaps_several), {Unclassified::several_people, false}},
    {std::begin(perhaps_no_face), std::end(perhaps_no_face), {Unclassified::no_face, false}},
};

// Without the signs around it. A plus stays: "+" is an answer, and "60+" is no "60".
std::string_view without_signs(std::string_view text) {
  constexpr std::string_view signs = "_?!.,:;\"'`*#~<>|/\\()[]{}=&^";
  const size_t start = text.find_first_not_of(signs);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(signs) - start + 1);
}

std::optional<NoAnswer> find_word(std::string_view text) {
  const std::string_view word = without_signs(text);
  if (word.empty()) return NoAnswer{};  // "?", "-", "…": somebody left it open
  for (const Words& words : all_words) {
    if (std::find(words.begin, words.end, word) != words.end) return words.meaning;
  }
  return std::nullopt;
}

// A word among others that says no: "not recognised", "gender unknown", "face missing". Such a name
// may be a class all the same ("no hat").
constexpr std::string_view denials[] = {
    "not",       "no",      "none",    "non",       "without", "cannot", "unknown", "unclear",
    "unsure",    "missing", "lacking", "undefined", "nicht",   "kein",   "keine",   "ohne",
    "unbekannt", "unklar",  "fehlt",   "sin",       "sans",    "sem",    "senza",   "ninguno"};
constexpr std::string_view denying_starts[] = {"undete", "undeci", "unident", "unrecog", "unclass",
                                               "unread", "unspec", "unlabel", "indete"};
constexpr std::string_view counted_things[] = {"face",    "faces",   "people",    "person",
                                               "persons", "gesicht", "gesichter", "personen"};

std::optional<NoAnswer> find_denial(std::string_view text) {
  const NoAnswer perhaps{Unclassified::unclear, false};
  std::string_view word;
  while (!text.empty()) {
    const size_t end = text.find_first_of("_/");
    word = without_signs(text.substr(0, end));
    const auto starts = [&](std::string_view start) { return word.starts_with(start); };
    if (std::ranges::find(denials, word) != std::end(denials) ||
        std::ranges::any_of(denying_starts, starts)) {
      return perhaps;
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  // "0 faces", "2 people", "people".
  if (std::ranges::find(counted_things, word) != std::end(counted_things)) return perhaps;
  return std::nullopt;
}

// "unknown/other" means nothing unless both do; "unknown/unclear" does.
std::optional<NoAnswer> find_alternatives(std::string_view text) {
  std::optional<NoAnswer> found;
  while (true) {
    const size_t slash = text.find('/');
    const std::optional<NoAnswer> part = find_word(text.substr(0, slash));
    if (!part) return std::nullopt;
    if (!found) {
      found = part;
    } else {
      found->is_certain = found->is_certain && part->is_certain;
    }
    if (slash == std::string_view::npos) return found;
    text.remove_prefix(slash + 1);
  }
}

}  // namespace

std::optional<NoAnswer> no_answer_in(const std::string& name) {
  const std::string searched = searched_name(name);
  const std::string_view text = searched;
  if (const auto found = find_word(text)) return found;
  if (const auto found = find_alternatives(text)) return found;
  const size_t remark = text.find_first_of("([{:;,=");
  if (remark == std::string_view::npos || without_signs(text.substr(0, remark)).empty()) {
    return find_denial(text);
  }
  if (const auto found = find_word(text.substr(0, remark))) return found;
  if (const auto found = find_alternatives(text.substr(0, remark))) return found;
  return find_denial(text.substr(0, remark));
}

std::optional<Unclassified> unclassified_of(const std::string& name) {
  const std::optional<NoAnswer> found = no_answer_in(name);
  return found && found->is_certain ? std::optional(found->kind) : std::nullopt;
}

}  // namespace evenlight::audit
