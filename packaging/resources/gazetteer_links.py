"""What no rule can find out: links and names settled by hand for the world gazetteer."""

# Countries for which every place of 500 inhabitants and every seat is kept, not only larger towns.
WATCHED = frozenset(
    [
        "AF",
        "BF",
        "CD",
        "CF",
        "CM",
        "ER",
        "ET",
        "HT",
        "IL",
        "IQ",
        "JO",
        "LB",
        "LY",
        "ML",
        "MM",
        "MZ",
        "NE",
        "NG",
        "PS",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "UA",
        "YE",
    ]
)

# Countries whose names stand in many Latin spellings, so that a few of them are kept.
MANY_SPELLINGS = WATCHED | frozenset(
    ["AE", "BH", "DJ", "DZ", "EG", "IR", "KM", "KW", "MA", "MR", "OM", "PK", "QA", "SA", "TN"]
)

# Codes in the source for states that no longer exist.
GONE = frozenset({"AN", "CS"})

# GeoNames' first-level code -> CLDR's subdivision, where names differ too much to be matched.
LINKS = {
    "AF.03": "afbgl",
    "AF.27": "afwar",
    "AF.39": "afuru",
    "ET.56": "etsn",
    "ET.SI": "etsi",
    "IQ.05": "iqsu",
    "IQ.06": "iqbb",
    "IQ.08": "iqda",
    "IQ.11": "iqar",
    "IQ.15": "iqni",
    "LB.04": "lbba",
    "LB.05": "lbjl",
    "LB.06": "lbja",
    "LB.09": "lbas",
    "LY.70": "lydr",
    "LY.76": "lysr",
    "LY.82": "lymb",
    "LY.84": "lywd",
    "MM.08": "mm04",
    "MM.18": "mm18",
    "SD.47": "sddw",
    "SD.50": "sdks",
    "SD.56": "sdkn",
    "SD.61": "sddc",
    "SD.62": "sdgk",
    "SO.04": "soby",
    "SY.13": "sydi",
    "UA.01": "ua71",
    "UA.02": "ua74",
    "UA.04": "ua12",
    "UA.05": "ua14",
    "UA.06": "ua26",
    "UA.07": "ua63",
    "UA.08": "ua65",
    "UA.09": "ua68",
    "UA.10": "ua35",
    "UA.12": "ua30",
    "UA.13": "ua32",
    "UA.14": "ua09",
    "UA.15": "ua46",
    "UA.16": "ua48",
    "UA.17": "ua51",
    "UA.18": "ua53",
    "UA.19": "ua56",
    "UA.21": "ua59",
    "UA.22": "ua61",
    "UA.23": "ua05",
    "UA.27": "ua18",
    "YE.02": "yead",
    "YE.18": "yeda",
    "YE.28": "yesu",
}

# Units that CLDR names in a way no map or report does; its own name becomes another spelling.
NAMES = {
    "soby": "Bay",
    "ua05": "Vinnytsia Oblast",
    "ua07": "Volyn Oblast",
    "ua09": "Luhansk Oblast",
    "ua12": "Dnipropetrovsk Oblast",
    "ua14": "Donetsk Oblast",
    "ua18": "Zhytomyr Oblast",
    "ua21": "Zakarpattia Oblast",
    "ua23": "Zaporizhzhia Oblast",
    "ua26": "Ivano-Frankivsk Oblast",
    "ua32": "Kyiv Oblast",
    "ua35": "Kirovohrad Oblast",
    "ua46": "Lviv Oblast",
    "ua48": "Mykolaiv Oblast",
    "ua51": "Odesa Oblast",
    "ua53": "Poltava Oblast",
    "ua56": "Rivne Oblast",
    "ua59": "Sumy Oblast",
    "ua61": "Ternopil Oblast",
    "ua63": "Kharkiv Oblast",
    "ua65": "Kherson Oblast",
    "ua68": "Khmelnytskyi Oblast",
    "ua71": "Cherkasy Oblast",
    "ua74": "Chernihiv Oblast",
    "yead": "Aden",
    "yesu": "Socotra",
}

# Iraq's governorates of the Kurdistan region stand one level lower in CLDR than on any map of Iraq.
RAISED = {"iqkr": ("iqar", "iqda", "iqsu")}
