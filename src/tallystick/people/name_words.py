"""Words that are parts of names in Arabic and Latin script, and titles that are none."""

KUNYA = frozenset(["ابو", "ام", "ابي", "ابا", "abu", "abou", "aboo", "um", "umm", "om", "oum", "umu"])
"""Father or mother of: opens a kunya, or a family name made from one."""
CHILD_OF = frozenset(["ابن", "بن", "بنت", "ibn", "bin", "ben", "bint", "bent", "ebn"])
SERVANT = frozenset(["عبد", "عبدال", "abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "abdil"])
"""Joins the next word: عبد الله, Abdul Rahman."""
ARTICLES = frozenset(
    ["al", "el", "ul", "ad", "ed", "ud", "ash", "esh", "ar", "er", "ur", "as", "es", "us", "at", "et", "an", "en",
     "az", "ez", "ath", "adh", "ال", "l"]
)  # fmt: skip
ALIKE_AFTER_SERVANT = frozenset(["allah", "ullah", "alah", "lah", "الله", "اللة"])
RELIGION = frozenset(
    ["الدين", "الاسلام", "din", "deen", "addin", "eddin", "eddine", "uddin", "aldin", "aldeen", "eldin"]
)
"""Joins the word before it: صلاح الدين, Salah al-Din."""
GOD = frozenset(["الله", "allah", "ullah", "alah"])
TITLES = frozenset(
    ["الشهيد", "الشهيده", "شهيد", "شهيده", "الطفل", "الطفله", "طفل", "طفله", "السيد", "السيده", "الدكتور", "الدكتوره",
     "دكتور", "د", "الحاج", "الحاجه", "حاج", "حجي", "الشيخ", "الاستاذ", "المهندس", "الشاب", "الشابه", "المدني",
     "المرحوم",
     "mr", "mrs", "ms", "miss", "dr", "doctor", "haj", "hajj", "hajji", "haji", "hajja", "sheikh", "shaikh", "sheik",
     "martyr", "child", "baby", "engineer", "eng", "prof", "professor", "the", "ustaz", "ustadh"]
)  # fmt: skip
NO_NAME = frozenset(
    ["مجهول", "مجهوله", "مجهول الهويه", "مجهوله الهويه", "غير معروف", "غير معروفه", "لم يعرف", "لا يوجد", "unknown",
     "unidentified", "not known", "no name", "name unknown", "n a", "na", "none", "anonymous", "nn"]
)  # fmt: skip
SHORT = {
    "mhd": "muhammad", "md": "muhammad", "mohd": "muhammad", "moh": "muhammad", "mhmd": "muhammad", "mohmd": "muhammad",
    "abdallah": "abdullah", "abdalla": "abdullah", "abdulla": "abdullah", "abdellah": "abdullah",
}  # fmt: skip
"""Abbreviations and contracted compounds, as lists write them."""
