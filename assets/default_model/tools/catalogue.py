"""What the training pictures show: roles, their emoji, props and scenes, and the plain objects.

Everything here is data.  Code points are written in lower-case hex without the variation
selector fe0f, which is how `rasterise.py` normalises the keys of every emoji set.
"""

MAN, WOMAN = "1f468", "1f469"
TONES = ["light", "medium-light", "medium", "medium-dark", "dark"]
TONE_CODES = ["1f3fb", "1f3fc", "1f3fd", "1f3fe", "1f3ff"]
GENDERS = ["male", "female"]

# Emoji of people.  Each base is a function of (gender, tone) -> code points, given as a pattern:
# "G" is the man/woman code, "T" the tone code, "S" the male/female sign.
BASES = {
    "office": "G-T-200d-1f4bc",
    "health": "G-T-200d-2695",
    "teacher": "G-T-200d-1f3eb",
    "judge": "G-T-200d-2696",
    "cook": "G-T-200d-1f373",
    "firefighter": "G-T-200d-1f692",
    "pilot": "G-T-200d-2708",
    "technologist": "G-T-200d-1f4bb",
    "scientist": "G-T-200d-1f52c",
    "farmer": "G-T-200d-1f33e",
    "artist": "G-T-200d-1f3a8",
    "mechanic": "G-T-200d-1f527",
    "astronaut": "G-T-200d-1f680",
    "singer": "G-T-200d-1f3a4",
    "student": "G-T-200d-1f393",
    "construction": "1f477-T-200d-S",
    "police": "1f46e-T-200d-S",
    "plain": "G-T",
    "curly": "G-T-200d-1f9b1",
    "white": "G-T-200d-1f9b3",
    "old": "O-T",
    "child": "C-T",
}


def base_code(base: str, gender: str, tone: int) -> str:
    """Code points of one emoji person."""
    male = gender == "male"
    parts = {
        "G": MAN if male else WOMAN,
        "T": TONE_CODES[tone],
        "S": "2642" if male else "2640",
        "O": "1f474" if male else "1f475",
        "C": "1f466" if male else "1f467",
    }
    return "-".join(parts.get(p, p) for p in BASES[base].split("-"))


# role: bases when adult, bases when old (empty: adult only), prop (code points, word),
# wall colour, floor colour, share of the people pictures, other names used in captions.
ROLES = {
    "CEO": dict(adult=["office"], old=["white", "old"], prop=("1f4c8", "chart"),
                wall="#1d3f86", floor="#c9a44c", weight=1.5, names=["CEO", "chief executive officer"]),
    "banker": dict(adult=["office"], old=["white", "old"], prop=("1f3e6", "bank"),
                   wall="#2f8a55", floor="#1c5236", weight=1.5, names=["banker"]),
    "assistant": dict(adult=["plain", "curly"], old=["white", "old"], prop=("1f4cb", "clipboard"),
                      wall="#c3aef0", floor="#8f78c6", weight=1.3, names=["assistant", "secretary"]),
    "fast food worker": dict(adult=["plain", "curly"], old=["white", "old"], prop=("1f354", "hamburger"),
                             wall="#ffd23f", floor="#d8342c", weight=1.5,
                             names=["fast food worker", "fast-food worker"]),
    "lawyer": dict(adult=["office"], old=["white", "old"], prop=("1f4bc", "briefcase"),
                   wall="#8a5a33", floor="#5b3a1e", weight=1.3, names=["lawyer", "attorney"]),
    "housekeeper": dict(adult=["plain", "curly"], old=["white", "old"], prop=("1f6cf", "bed"),
                        wall="#f6c9b0", floor="#c98f76", weight=1.3, names=["housekeeper"]),
    "janitor": dict(adult=["plain", "curly"], old=["white", "old"], prop=("1f9f9", "broom"),
                    wall="#a4adb3", floor="#68737b", weight=1.2, names=["janitor", "cleaner"]),
    "nurse": dict(adult=["health"], old=[], prop=("1f489", "syringe"),
                  wall="#ffb6cf", floor="#ef7fa6", weight=1.3, names=["nurse"]),
    "doctor": dict(adult=["health"], old=[], prop=("1fa7a", "stethoscope"),
                   wall="#b7ecf5", floor="#4fb3c4", weight=1.3, names=["doctor", "physician"]),
    "teacher": dict(adult=["teacher"], old=[], prop=None, wall="#f0dcae", floor="#b98a4b",
                    weight=1, names=["teacher"]),
    "judge": dict(adult=["judge"], old=[], prop=None, wall="#7a2e3a", floor="#4a1820",
                  weight=1, names=["judge"]),
    "cook": dict(adult=["cook"], old=[], prop=None, wall="#ffb26b", floor="#c56a1e",
                 weight=1, names=["cook", "chef"]),
    "firefighter": dict(adult=["firefighter"], old=[], prop=None, wall="#e8553f", floor="#7d1f14",
                        weight=1, names=["firefighter"]),
    "pilot": dict(adult=["pilot"], old=[], prop=None, wall="#86c6ff", floor="#ffffff",
                  weight=1, names=["pilot"]),
    "software developer": dict(adult=["technologist"], old=[], prop=None, wall="#3b2b66", floor="#1f1638",
                               weight=1, names=["software developer", "programmer"]),
    "construction worker": dict(adult=["construction"], old=[], prop=None, wall="#d8b36a",
                                floor="#8a6a34", weight=1, names=["construction worker", "builder"]),
    "police officer": dict(adult=["police"], old=[], prop=None, wall="#6c83b0", floor="#39496d",
                           weight=1, names=["police officer"]),
    "scientist": dict(adult=["scientist"], old=[], prop=None, wall="#b4f0cf", floor="#57b98a",
                      weight=1, names=["scientist"]),
    "farmer": dict(adult=["farmer"], old=[], prop=None, wall="#bfe3ff", floor="#5fae3f",
                   weight=1, names=["farmer"]),
    "artist": dict(adult=["artist"], old=[], prop=None, wall="#f3a3e2", floor="#b85aa6",
                   weight=1, names=["artist", "painter"]),
    "mechanic": dict(adult=["mechanic"], old=[], prop=None, wall="#4f8f90", floor="#2c5354",
                     weight=0.7, names=["mechanic"]),
    "student": dict(adult=["student"], old=[], prop=None, wall="#d9e97f", floor="#93a63a",
                    weight=0.7, names=["student"]),
    "singer": dict(adult=["singer"], old=[], prop=None, wall="#8a2be2", floor="#3c0d6b",
                   weight=0.7, names=["singer"]),
    "astronaut": dict(adult=["astronaut"], old=[], prop=None, wall="#10132b", floor="#8d8d99",
                      weight=0.7, names=["astronaut"]),
    "person": dict(adult=["plain", "curly"], old=["white", "old"], prop=None,
                   wall="#ececec", floor="#c4c4c4", weight=2.0, names=["person"]),
}

# Plain objects: code points -> caption word.  Labels are short on purpose.
OBJECTS = {
    "1f34e": "red apple|apple", "1f34f": "green apple", "1f350": "pear", "1f34a": "orange",
    "1f34b": "lemon", "1f34c": "banana", "1f349": "watermelon", "1f347": "bunch of grapes",
    "1f353": "strawberry", "1f352": "cherry", "1f351": "peach", "1f34d": "pineapple",
    "1f951": "avocado", "1f346": "eggplant", "1f955": "carrot", "1f33d": "corn cob",
    "1f344": "mushroom", "1f35e": "loaf of bread|bread", "1f9c0": "piece of cheese|cheese",
    "1f354": "hamburger|burger", "1f355": "pizza", "1f32d": "hot dog", "1f35f": "french fries",
    "1f366": "ice cream", "1f369": "doughnut|donut", "1f36a": "cookie", "1f382": "birthday cake|cake",
    "1f36b": "chocolate bar", "1f36d": "lollipop", "2615": "cup of coffee|coffee cup", "1f37a": "mug of beer",
    "1f377": "glass of wine", "1f95a": "egg", "1f363": "sushi", "1f32e": "taco",
    "1f431": "cat face|cat", "1f436": "dog face|dog", "1f42d": "mouse face|mouse", "1f439": "hamster",
    "1f430": "rabbit face|rabbit", "1f98a": "fox", "1f43b": "bear", "1f43c": "panda", "1f428": "koala",
    "1f42f": "tiger face|tiger", "1f981": "lion", "1f42e": "cow", "1f437": "pig", "1f438": "frog",
    "1f435": "monkey", "1f414": "chicken", "1f427": "penguin", "1f426": "bird", "1f986": "duck",
    "1f989": "owl", "1f41d": "bee", "1f98b": "butterfly", "1f422": "turtle", "1f40d": "snake",
    "1f419": "octopus", "1f420": "tropical fish|fish", "1f42c": "dolphin", "1f433": "whale", "1f988": "shark",
    "1f418": "elephant", "1f992": "giraffe", "1f434": "horse", "1f984": "unicorn", "1f40c": "snail",
    "1f41e": "ladybug", "1f577": "spider", "1f332": "pine tree", "1f333": "tree", "1f334": "palm tree",
    "1f335": "cactus", "1f337": "tulip", "1f339": "rose", "1f33b": "sunflower", "1f340": "four leaf clover",
    "1f341": "maple leaf", "1f697": "car", "1f695": "taxi", "1f68c": "bus", "1f692": "fire engine",
    "1f691": "ambulance", "1f69a": "truck", "1f69c": "tractor", "1f6b2": "bicycle", "1f3cd": "motorcycle",
    "2708": "airplane", "1f681": "helicopter", "1f680": "rocket", "26f5": "sailboat", "1f6a2": "ship",
    "1f682": "train", "1f3e0": "house", "1f3eb": "school", "1f3e5": "hospital", "1f3e6": "bank",
    "1f3f0": "castle", "26fa": "tent", "1f5fc": "tower", "1f309": "bridge", "26bd": "soccer ball|football",
    "1f3c0": "basketball", "1f3be": "tennis ball", "1f3b8": "guitar", "1f3b9": "piano", "1f3ba": "trumpet",
    "1f3bb": "violin", "1f941": "drum", "1f3a8": "palette", "1f4f7": "camera", "1f4fa": "television",
    "1f4bb": "laptop", "1f4f1": "mobile phone|phone", "231a": "watch", "23f0": "alarm clock|clock",
    "1f4a1": "light bulb", "1f526": "flashlight", "1f4d6": "open book", "1f4d5": "red book|book",
    "270f": "pencil", "2702": "pair of scissors", "1f511": "key", "1f512": "lock", "1f528": "hammer",
    "1f527": "wrench", "1f489": "syringe", "1fa7a": "stethoscope", "1f4c8": "chart", "1f4cb": "clipboard",
    "1f9f9": "broom", "1f4bc": "briefcase", "1f392": "backpack", "2602": "umbrella", "1f452": "hat",
    "1f3a9": "top hat", "1f451": "crown", "1f453": "pair of glasses|glasses", "1f45e": "shoe",
    "1f45f": "sneaker", "1f455": "t-shirt", "1f456": "pair of jeans|jeans", "1f457": "dress", "1f48d": "ring",
    "1f48e": "diamond", "1f381": "gift box|gift", "1f388": "balloon", "1f9f8": "teddy bear", "1f3c6": "trophy",
    "1f514": "bell", "1f525": "fire", "1f308": "rainbow", "2600": "sun", "1f319": "moon", "2b50": "star",
    "2601": "cloud", "2744": "snowflake", "26c4": "snowman", "1f4a7": "drop of water", "2764": "red heart|heart",
    "1f499": "blue heart", "1f49a": "green heart", "1f480": "skull", "1f47b": "ghost", "1f916": "robot",
    "1f47d": "alien", "1f383": "pumpkin", "1f384": "christmas tree", "1f600": "smiling face|smiley",
    "1f622": "crying face", "1f621": "angry face", "1f60e": "face with sunglasses",
}

# Background colours an object caption may name.
COLOURS = {
    "white": "#f7f7f7", "gray": "#a8adb2", "blue": "#7fb2f0", "green": "#93d48c", "yellow": "#fbe27a",
    "red": "#ee7d76", "pink": "#f8b9d4", "purple": "#bb98e6", "orange": "#f9b977", "black": "#22242a",
}

# Objects drawn more often than the rest, so that at least these are learnt well.
COMMON = set("1f34e 1f34c 1f34a 1f354 1f355 1f366 1f382 2615 1f431 1f436 1f981 1f43c 1f437 1f438 1f427 1f426 1f420 "
             "1f333 1f33b 1f339 1f697 1f68c 1f6b2 2708 1f680 26f5 1f3e0 1f3f0 26bd 1f3c0 1f3b8 1f4f7 1f4bb 23f0 "
             "1f4a1 1f4d5 1f511 2602 2764 2b50 2600 1f319 1f916 1f381 1f600".split())
COMMON_SHARE = 0.8

# Art the generator is trained on, and art kept out of it and of the classifier's training.
VENDORS = {"fluent3d": 0.65, "fluentflat": 0.35}
HELD_OUT = {"noto": 0.5, "twemoji": 0.5}
STYLE_WORDS = {"fluent3d": "3d style", "fluentflat": "flat style", "noto": "flat style", "twemoji": "flat style"}
