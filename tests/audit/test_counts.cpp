#include <gtest/gtest.h>

#include "bias_audit/data/counts.h"
#include "bias_audit/data/csv.h"
#include "engine/base/input_error.h"

namespace evenlight::audit {
namespace {

const std::string header_line = "prompt,arm,attribute,class,count\n";

Counts parse(const std::string& rows) {
  return parse_counts(header_line + rows, "a.csv");
}

TEST(Counts, GroupsInOrderOfAppearance) {
  const Counts counts = parse(
      "nurse,after,presentation,woman,7\nnurse,after,presentation,man,3\n"
      "ceo,,presentation,man,9\n");
  ASSERT_EQ(counts.attributes.size(), 1u);
  EXPECT_EQ(counts.attributes[0].classes, (std::vector<std::string>{"woman", "man"}));
  ASSERT_EQ(counts.groups.size(), 2u);
  EXPECT_EQ(counts.groups[0].prompt, "nurse");
  EXPECT_EQ(counts.groups[0].counts, (CountVector{7, 3}));
  EXPECT_EQ(counts.groups[1].arm, "");
  EXPECT_EQ(counts.groups[1].counts, (CountVector{0, 9})) << "a class not listed counts 0";
}

TEST(Counts, UnclassifiedIsNeverAClass) {
  const Counts counts =
      parse("a,,p,man,1\na,,p,woman,2\na,,p,Unclear,3\na,,p,several people,4\na,,p,NO_FACE,5\n");
  EXPECT_EQ(counts.attributes[0].classes.size(), 2u);
  EXPECT_EQ(counts.groups[0].unclassified, (UnclassifiedCounts{3, 4, 5, 0}));
  EXPECT_EQ(counts.groups[0].classified(), 3);
  EXPECT_EQ(counts.groups[0].unclear(), 12);
}

TEST(Counts, QuotesByteOrderMarkAndCarriageReturns) {
  const Counts counts = parse_counts(
      "\xEF\xBB\xBF"
      "count,class,attribute,arm,prompt\r\n"
      "5 ,man, p ,,\"a \"\"boss\"\", smiling\r\nand tall\"\r\n\r\n6,woman,p,,\"a \"\"boss\"\", "
      "smiling\r\nand tall\"",
      "a.csv");
  ASSERT_EQ(counts.groups.size(), 1u);
  EXPECT_EQ(counts.groups[0].prompt, "a \"boss\", smiling\r\nand tall");
  EXPECT_EQ(counts.attributes[0].name, "p");
  EXPECT_EQ(counts.groups[0].counts, (CountVector{5, 6}));
}

TEST(Counts, NoFaceAtAllIsAccepted) {
  const Counts counts = parse("a,,p,no face,100\n");
  EXPECT_TRUE(counts.attributes[0].classes.empty());
  EXPECT_EQ(counts.groups[0].unclear(), 100);
}

TEST(Counts, SpellingsOfOneClassAreOneClass) {
  const Counts counts = parse(
      "a,,Presentation,woman,4\na,,presentation,man,4\n"
      "b,,presentation,Woman,4\nb,,presentation,MAN,4\n"
      "c,,presentation,non-binary,1\nd,,presentation,Non binary,2\n");
  ASSERT_EQ(counts.attributes.size(), 1u);
  EXPECT_EQ(counts.attributes[0].classes, (std::vector<std::string>{"woman", "man", "non-binary"}));
  EXPECT_EQ(counts.groups[1].counts, (CountVector{4, 4, 0}));
  EXPECT_EQ(counts.groups[3].counts, (CountVector{0, 0, 2}));
  ASSERT_EQ(counts.notes.size(), 4u);
  EXPECT_NE(worded(counts.notes[1]).find("a.csv: the class 'Woman' is counted as 'woman'"),
            std::string::npos)
      << worded(counts.notes[1]);
}

TEST(Counts, FormsOfUnicodeAreOneName) {
  // "pâtissier" and "élève", composed and with combining accents.
  const Counts counts = parse(
      "p\u00e2tissier,,p,\u00e9l\u00e8ve,3\np\u00e2tissier,,p,man,1\n"
      "pa\u0302tissier,x,p,e\u0301le\u0300ve,2\npa\u0302tissier,x,p,man,0\n");
  EXPECT_EQ(counts.attributes[0].classes.size(), 2u);
  ASSERT_EQ(counts.groups.size(), 2u);
  EXPECT_EQ(counts.groups[0].prompt, counts.groups[1].prompt);
  EXPECT_THROW(parse("pa\u0302t,,p,man,1\np\u00e2t,,p,man,1\np\u00e2t,,p,woman,1\n"), InputError)
      << "the same prompt's count twice";
}

TEST(Counts, NoAnswerIsNoThirdClass) {
  const Counts counts = parse(
      "a,,p,man,1\na,,p,woman,2\na,,p,unknown,3\na,,p,Unsure,4\na,,p,Can\u2019t tell,5\n"
      "a,,p,multiple faces,6\na,,p,no person,7\n");
  EXPECT_EQ(counts.attributes[0].classes.size(), 2u);
  EXPECT_EQ(counts.groups[0].unclassified, (UnclassifiedCounts{12, 6, 7, 0}));
  ASSERT_EQ(counts.notes.size(), 5u);
  EXPECT_NE(
      worded(counts.notes[0]).find("'unknown' is no class of its own and is counted as unclear"),
      std::string::npos)
      << worded(counts.notes[0]);
}

struct Said {
  const char* name;
  Unclassified meaning;
};

// Whatever a rater, a program or a spreadsheet writes for "no answer": it is never a third class,
// which would make a fair prompt "skewed".
TEST(Counts, NoWordForNoAnswerIsAClassOfPeople) {
  constexpr auto unclear = Unclassified::unclear, several = Unclassified::several_people,
                 nobody = Unclassified::no_face;
  const Said said[] = {{"NA", unclear},
                       {"N/A", unclear},
                       {"n.a.", unclear},
                       {"nan", unclear},
                       {"NaN", unclear},
                       {"null", unclear},
                       {"-", unclear},
                       {"--", unclear},
                       {"\u2013", unclear},
                       {"?", unclear},
                       {"...", unclear},
                       {"not classified", unclear},
                       {"Not applicable", unclear},
                       {"unk", unclear},
                       {"unbekannt", unclear},
                       {"unklar", unclear},
                       {"keine Angabe", unclear},
                       {"k.A.", unclear},
                       {"wei\u00df nicht", unclear},
                       {"ind\u00e9termin\u00e9", unclear},
                       {"desconocido", unclear},
                       {"Unknown?", unclear},
                       {"unknown (blurry)", unclear},
                       {"unclear: hat", unclear},
                       {"unknown/unclear", unclear},
                       {"can't tell", unclear},
                       {"Can\u2019t tell!", unclear},
                       {"\u00a0unknown\u00a0", unclear},
                       {"un\u00adknown", unclear},
                       {"unknown\u200b", unclear},
                       {"\u2066unknown\u2069", unclear},
                       {"\uff35\uff2e\uff2b\uff2e\uff2f\uff37\uff2e", unclear},
                       {"error", unclear},
                       {"\u672a\u77e5", unclear},
                       {"multiple", several},
                       {"several", several},
                       {"mehrere Personen", several},
                       {"none", nobody},
                       {"nobody", nobody},
                       {"No person.", nobody},
                       {"kein Gesicht", nobody}};
  for (const Said& each : said) {
    SCOPED_TRACE(each.name);
    const Counts counts =
        parse("a,,presentation,woman,500\na,,presentation,man,500\na,,presentation,\"" +
              std::string(each.name) + "\",20\n");
    EXPECT_EQ(counts.attributes[0].classes, (std::vector<std::string>{"woman", "man"}));
    EXPECT_EQ(counts.groups[0].unclassified[size_t(each.meaning)], 20);
    EXPECT_EQ(counts.notes.size(), 1u) << "it is said what it was taken for";
    EXPECT_TRUE(counts.questions.empty());
  }
}

TEST(Counts, NamesOfTheTwoClassesInOtherWordsAreTheTwoClasses) {
  for (const char* rows :
       {"women,500\nb,,presentation,men", "Frauen,5\nb,,presentation,M\u00e4nner",
        "female,5\nb,,presentation,male", "F,5\nb,,presentation,M",
        "weiblich,5\nb,,presentation,m\u00e4nnlich", "femme,5\nb,,presentation,homme"}) {
    SCOPED_TRACE(rows);
    const Counts counts = parse(std::string("a,,presentation,woman,4\na,,presentation,man,4\n") +
                                "b,,presentation," + rows + ",7\n");
    EXPECT_EQ(counts.attributes[0].classes.size(), 2u);
    EXPECT_EQ(counts.groups[1].counts[1], 7);
    EXPECT_EQ(counts.notes.size(), 2u);
  }
  // Also where only the classes tell that it is about people.
  EXPECT_EQ(parse("a,,reads as,female,4\na,,reads as,male,4\nb,,reads as,women,3\n")
                .attributes[0]
                .classes.size(),
            2u);
  // Not of something else: letters are sizes there.
  EXPECT_EQ(parse("a,,size,m,4\na,,size,f,4\na,,size,man,3\n").attributes[0].classes.size(), 3u);
}

TEST(Counts, AFurtherClassThatNobodyExplainedIsAskedAbout) {
  const std::string two = "a,,presentation,woman,500\na,,presentation,man,500\n";
  const Counts counts = parse(two + "a,,presentation,blob,20\n");
  EXPECT_EQ(counts.attributes[0].in_question, (std::vector<size_t>{2}));
  ASSERT_EQ(counts.questions.size(), 1u);
  const std::string question = worded(counts.questions[0]);
  for (const char* part : {"'blob'", "20 of 1020", "classes", "unclear"}) {
    EXPECT_NE(question.find(part), std::string::npos) << question;
  }
  EXPECT_TRUE(parse(two + "a,,presentation,non-binary,20\n").questions.empty());
  // "none" may be a class of headgear, and beside one other class must be.
  EXPECT_EQ(parse("a,,hat,none,5\na,,hat,cap,5\n").attributes[0].classes.size(), 2u);
  EXPECT_EQ(parse("a,,hat,none,5\na,,hat,cap,5\na,,hat,hood,5\n").questions.size(), 1u);
  const Counts without = without_questions(counts);
  EXPECT_EQ(without.attributes[0].classes.size(), 2u);
  EXPECT_EQ(without.groups[0].counts, (CountVector{500, 500}));
  EXPECT_EQ(without.groups[0].unclassified[0], 20);
}

// Names that no list holds: of any attribute, and beside one known class alone.
TEST(Counts, ADenialIsAskedAboutEverywhere) {
  for (const char* name : {"not recognised", "nicht erkannt", "undeterminable", "none detected",
                           "face missing", "0 faces", "2 people", "gender unknown", "unknown 1",
                           "unknown - blurry", "probably unknown", "kein"}) {
    const std::string rows =
        std::string("a,,race,white,20\na,,race,black,20\na,,race,") + name + ",120\n";
    const Counts counts = parse(rows);
    EXPECT_EQ(counts.questions.size(), 1u) << name;
  }
  for (const char* name : {"back view", "both", "x", "0", "other"}) {
    const Counts counts = parse(std::string("a,,gender,woman,20\na,,gender,") + name + ",120\n");
    EXPECT_EQ(counts.questions.size(), 1u) << name;
  }
}

TEST(Counts, StatedClassesWin) {
  const std::string rows =
      header_line + "a,,presentation,woman,5\na,,presentation,man,5\na,,presentation,blob,2\n";
  const ClassChoices three{{{"", {"woman", "man", "blob"}}}, {}};
  EXPECT_EQ(parse_counts(rows, "a.csv", three).attributes[0].classes.size(), 3u);
  EXPECT_TRUE(parse_counts(rows, "a.csv", three).questions.empty());
  const ClassChoices unclear{{}, {"Blob"}};
  EXPECT_EQ(parse_counts(rows, "a.csv", unclear).groups[0].unclassified[0], 2);
  const ClassChoices two{{{"presentation", {"woman", "man"}}}, {}};
  EXPECT_THROW(parse_counts(rows, "a.csv", two), InputError);
  const ClassChoices seldom{{{"hat", {"none", "cap", "hood"}}}, {}};
  const Counts hats = parse_counts(header_line + "a,,hat,none,5\na,,hat,unknown,2\n", "h", seldom);
  EXPECT_EQ(hats.attributes[0].classes, (std::vector<std::string>{"none", "cap", "hood"}));
  EXPECT_EQ(hats.groups[0].counts, (CountVector{5, 0, 0})) << "what was never seen counts 0";
  EXPECT_EQ(hats.groups[0].unclassified[0], 2);
}

TEST(Counts, APromptMayLeaveOutWhatItNeverShowed) {
  const Counts counts = parse("a,,p,man,5\nb,,p,woman,5\n");
  EXPECT_EQ(counts.groups[0].counts, (CountVector{5, 0}));
  EXPECT_TRUE(counts.notes.empty());
}

TEST(Counts, SpreadsheetsOfEveryCountryAreRead) {
  const std::string rows[] = {
      "prompt;arm;attribute;class;count\r\n\"a;b\";x;p;man;3\r\na;x;p;woman;7\r\n",
      "prompt\tarm\tattribute\tclass\tcount\n\"a;b\"\tx\tp\tman\t3\n",
      "\"prompt\",\"arm\",\"attribute\",\"class\",\"count\"\n\"a;b\",x,p,man,3\n"};
  for (const std::string& text : rows) {
    for (const std::string& head : {std::string(), std::string("\xEF\xBB\xBF")}) {
      const std::vector<CsvRow> found = read_csv(head + text, "a.csv");
      ASSERT_GE(found.size(), 2u) << text;
      EXPECT_EQ(found[1].fields, (std::vector<std::string>{"a;b", "x", "p", "man", "3"})) << text;
    }
  }
  const std::vector<CsvRow> named = read_csv("\xEF\xBB\xBFsep=;\r\na,b;c\r\n", "a.csv");
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0].fields, (std::vector<std::string>{"a,b", "c"}));
  EXPECT_EQ(named[0].line, 2u);
}

// What a spreadsheet leaves around a table.
TEST(Counts, EmptyColumnsAndRowsAreNone) {
  const std::string rows[] = {
      "prompt,arm,attribute,class,count,,\n,,,,,,\na,,p,man,3,,\n,,\nb,,p,woman,4\n",
      "prompt;arm;attribute;class;count;;\r\n;;;;;;\r\na;;p;man;3;;\r\n  ;\r\nb;;p;woman;4\r\n",
      "\"sep=;\"\nprompt;arm;attribute;class;count\na;;p;man;3\nb;;p;woman;4\n",
      "sep=;;;;;\r\nprompt;arm;attribute;class;count\r\na;;p;man;3\r\nb;;p;woman;4\r\n",
      "\"sep=,\",,,,\nprompt,arm,attribute,class,count\na,,p,man,3\nb,,p,woman,4\n"};
  for (const std::string& text : rows) {
    SCOPED_TRACE(text);
    const Counts counts = parse_counts(text, "a.csv");
    ASSERT_EQ(counts.groups.size(), 2u);
    EXPECT_EQ(counts.groups[0].counts, (CountVector{3, 0}));
  }
  EXPECT_THROW(parse_counts(header_line + "a,,p,man,3,x\n", "a.csv"), InputError)
      << "a field that says something beyond the last column";
}

TEST(Counts, NoFieldIsAFormulaAndEveryFieldComesBack) {
  for (const char* text :
       {"=1+1",      "+49",        "-2",       "@SUM(A1)", "plain",   "a,b",     "a;b",
        "say \"x\"", "two\nlines", "'quoted'", "=a,\"b\"", "\t=1",    "\r=1",    "  =1",
        "\n+1",      "'=1",        "''=1",     "\u00a0=1", "\uff1d1", " plain ", "\ufeff@x"}) {
    const std::string field = csv_field(text);
    // The first thing that a spreadsheet heeds, blanks and quotes aside.
    const size_t start = field.find_first_not_of("\" \t\r\n");
    EXPECT_EQ(std::string("=+-@").find(field[start]), std::string::npos) << field;
    const std::vector<CsvRow> rows = read_csv(field + ",end\n", "a.csv");
    ASSERT_EQ(rows.size(), 1u) << field;
    EXPECT_EQ(rows[0].fields, (std::vector<std::string>{text, "end"}));
  }
}

struct Bad {
  const char* name;
  std::string text;
  const char* message;  // what it must mention
};

class BadCounts : public testing::TestWithParam<Bad> {};

TEST_P(BadCounts, IsRefusedInWords) {
  try {
    parse_counts(GetParam().text, "a.csv");
    FAIL() << "accepted";
  } catch (const InputError& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("a.csv"), std::string::npos) << message;
    EXPECT_NE(message.find(GetParam().message), std::string::npos) << message;
  }
}

const std::string row_height = "a,,p,man,1\n";

INSTANTIATE_TEST_SUITE_P(
    All, BadCounts,
    testing::Values(
        Bad{"Empty", "", "empty"}, Bad{"HeaderOnly", header_line, "no counts"},
        Bad{"UnknownColumn", "prompt,arm,attribute,class,count,model\n" + row_height, "'model'"},
        Bad{"Separator", "sep=|\nprompt|arm\n", "separator"},
        Bad{"SeparatorAndMore", "sep=;x\n", "nothing may follow"},
        Bad{"MissingColumn", "prompt,attribute,class,count\na,p,man,1\n", "'arm' is missing"},
        Bad{"ColumnTwice", "prompt,arm,attribute,class,count,count\n" + row_height, "twice"},
        Bad{"TooFewFields", header_line + "a,p,man,1\n", "line 2: expected 5 fields, found 4"},
        Bad{"TooManyFields", header_line + "a,,p,man,1,2\n", "found 6"},
        Bad{"Negative", header_line + "a,,p,man,-1\n", "'-1'"},
        Bad{"Fraction", header_line + "a,,p,man,1.5\n", "'1.5'"},
        Bad{"NoCount", header_line + "a,,p,man,\n", "line 2: the count ''"},
        Bad{"Huge", header_line + "a,,p,man,1000000001\n", "1,000,000,000"},
        Bad{"Overflow", header_line + "a,,p,man,99999999999999999999999\n", "1,000,000,000"},
        Bad{"SameRowTwice", header_line + row_height + "b,,p,man,2\n" + row_height, "line 4"},
        Bad{"UnclearTwice", header_line + row_height + "a,,p,no_face,1\na,,p,No Face,1\n",
            "line 3"},
        Bad{"EmptyPrompt", header_line + ",,p,man,1\n", "the prompt is empty"},
        Bad{"EmptyClass", header_line + "a,,p,,1\n", "the class is empty"},
        Bad{"ClassTwiceInTwoSpellings", header_line + row_height + "a,,p,Man,1\n", "line 3"},
        Bad{"OtherNamesOfTheClasses",
            header_line + "a,,p,red,1\na,,p,blue,1\nb,,p,rot,1\nb,,p,blau,1\n",
            "one class one name"},
        Bad{"OneClass", header_line + row_height, "single class 'man'"},
        Bad{"OpenQuote", header_line + "a,,p,man,1\n\"b,,p,man,1\n", "line 3"},
        Bad{"TextAfterQuote", header_line + "\"a\"b,,p,man,1\n", "after a closing quote"},
        Bad{"StrayQuote", header_line + "a\"b,,p,man,1\n", "quote inside a field"},
        Bad{"NotUtf8", header_line + "a\xC3(,,p,man,1\n", "UTF-8"},
        Bad{"Surrogate", header_line + "\xED\xA0\x80,,p,man,1\n", "UTF-8"},
        Bad{"Utf16", "\xFF\xFEp", "UTF-16"},
        Bad{"Nul", header_line + std::string("a\0b,,p,man,1\n", 13), "control character"},
        Bad{"LongField", header_line + std::string(70000, 'x') + ",,p,man,1\n", "64 KiB"}),
    [](const auto& info) { return info.param.name; });

TEST(Counts, TooManyClasses) {
  std::string rows;
  for (int i = 0; i < 65; ++i) rows += "a,,p,c" + std::to_string(i) + ",1\n";
  EXPECT_THROW(parse(rows), InputError);
}

TEST(Counts, TooManyRows) {
  std::string rows;
  for (int i = 0; i < 400001; ++i) rows += "a\n";
  EXPECT_THROW(read_csv(rows, "a.csv"), InputError);
}

TEST(Counts, MissingFileAndFolder) {
  EXPECT_THROW(read_counts("/nonexistent/counts.csv"), InputError);
  EXPECT_THROW(read_counts("/"), InputError);
}

}  // namespace
}  // namespace evenlight::audit
