"""Other publishers' words as codes of ours: what fits by itself, and what is only near.

The words are those of ACLED, UCDP, Insecurity Insight and the coalition for health (SHCC), the
explosive weapons monitor (EWM), the aid worker security database (AWSD) and WHO, of plain reports
in English and Arabic. A weapon's word gives delivery and weapon together: `fixed_wing+missile`.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache

from ...domain.text import clean_line, fold
from ...domain.vocabularies import vocabulary
from .targets import MEANS, Target, ValueKind

ANY = "any"
JOIN = "+"

_MEANS: Mapping[str, str] = {
    "fixed_wing+aerial_bomb": "aerial bomb: plane|air-launched: plane|fixed wing bomb|plane bomb"
    "|غارة جوية بالطائرات الحربية|قنبلة جوية",
    "fixed_wing+missile": "aerial bomb: missile|air-launched missile|صاروخ جوي",
    "fixed_wing+unknown": "warplane|warplanes|fighter jet|jet|طيران حربي|طائرة حربية",
    "helicopter+barrel_bomb": "barrel bomb|barrel bombs|برميل متفجر|براميل متفجرة|برميل",
    "helicopter+unknown": "helicopter|air-launched: helicopter|مروحية|طيران مروحي",
    "drone+unknown": "aerial bomb: drone|air-launched: drone|drone|drone strike|uav|fpv|fpv drone"
    "|طائرة مسيرة|مسيرة|درون|طيران مسير",
    "air_unspecified+unknown": "air-launched explosive weapon|air-launched: no information"
    "|air/drone strike|airstrike|air strike|airstrikes|air strikes|aerial attack|air raid"
    "|air-launched: unspecified|غارة جوية|غارات جوية|قصف جوي|غارة",
    "air_unspecified+aerial_bomb": "aerial bombardment|aerial bomb|aerial bomb: unspecified"
    "|air-launched bomb|aerial bomb: no information on platform type",
    "ground_launched+artillery": "artillery|artillery shell|tank shell|قصف مدفعي|مدفعية",
    "ground_launched+mortar": "mortar|mortars|هاون|قذائف هاون|قذيفة هاون",
    "ground_launched+rocket": "rocket|rockets|rocket launcher|grad|صواريخ أرضية|راجمة صواريخ",
    "ground_launched+missile": "ground-launched missile|surface-to-surface missile|cruise missile"
    "|ballistic missile|صاروخ أرض أرض",
    "ground_launched+shelling_unspecified": "ground-launched: shelling|ground shelling|قصف أرضي"
    "|قصف بري",
    "any+shelling_unspecified": "shelling|shelling/artillery/missile attack|قصف",
    "any+missile": "missile|missiles|صاروخ|صواريخ",
    "any+cluster_munition": "cluster munition|cluster munitions|cluster bomb|cluster bombs"
    "|ذخائر عنقودية|عنقودي|قنابل عنقودية",
    "any+incendiary": "incendiary|incendiary weapon|white phosphorus|napalm|فوسفور|حارق",
    "any+thermobaric": "thermobaric|vacuum bomb",
    "any+chemical_agent": "chemical weapon|chemical agent|chemical|سلاح كيماوي|كيماوي",
    "emplaced+ied": "ied|unspecified ied|roadside ied|roadied|remote explosive/landmine/ied|iedh"
    "|improvised explosive device|عبوة ناسفة|عبوة",
    "emplaced+vbied": "vbied|vehicle-born ied|vehicle-borne ied|car bomb|svbied|سيارة مفخخة|مفخخة",
    "emplaced+pbied": "svied|pbied|body-borne ied|suicide bomb|suicide vest|حزام ناسف",
    "emplaced+rcied": "rcied|remote-controlled ied|remote controlled ied",
    "emplaced+mine": "mine|landmine|land mine|mines|لغم|ألغام|لغم أرضي",
    "emplaced+any": "directly-emplaced|directly emplaced",
    "emplaced+uxo": "uxo|erw|unexploded ordnance|explosive remnant|مخلفات حرب|ذخائر غير منفجرة",
    "hand_delivered+grenade": "grenade|hand grenade|rpg|rocket propelled grenade|قنبلة يدوية",
    "hand_delivered+small_arms": "firearms|firearm|small arms|shooting|attack|armed clash|gun|guns"
    "|gunfire|rifle|light weapons|إطلاق نار|أسلحة خفيفة|رصاص|قنص",
    "hand_delivered+fire": "arson|fire|looting/property destruction|حرق|حريق",
    "hand_delivered+blade_or_blunt": "knife|blade|stick|stones|stones, sticks and gravel"
    "|sticks and gravel|sharp object|blunt object|سكين",
    "hand_delivered+bodily_force": "unarmed perpetrator|fist and foot|no weapon used|bodily force"
    "|unarmed",
    "any+explosive_unspecified": "unspecified explosive|other explosives|explosive|explosives"
    "|explosion|explosive weapon|انفجار|متفجرات",
    "none+none": "not applicable: no direct violence|no direct violence|obstruction",
    "multiple+multiple": "combination|multiple|several weapons",
    "any+other": "other weapon|other",
    "unspecified+unknown": "no information on the weapon used|no information|unknown|not stated"
    "|unspecified launch method|notanswered|not answered|no data|غير معروف|غير محدد",
}

_DELIVERY: Mapping[str, str] = {
    "fixed_wing": "air-launched: plane|plane|fixed wing|warplane|jet|طائرة حربية|طيران حربي",
    "helicopter": "air-launched: helicopter|helicopter|مروحية|طيران مروحي",
    "drone": "air-launched: drone|drone|uav|مسيرة|طائرة مسيرة",
    "air_unspecified": "air-launched|air-launched: no information|air launched|aerial|air|جوي",
    "ground_launched": "ground-launched|ground launched|ground|أرضي|بري",
    "sea_launched": "sea-launched|naval|بحري",
    "emplaced": "directly-emplaced|directly emplaced|placed",
    "hand_delivered": "hand-delivered|thrown",
    "multiple": "combination",
    "unspecified": "unspecified launch method|notanswered|not answered|no information|unknown"
    "|not stated|غير معروف",
}

_ACTOR_TYPE: Mapping[str, str] = {
    "state_forces_host": "armed forces of government/self-declared government|host state"
    "|armed forces of government or self-declared government|host government: military|state forces"
    "|government forces|military|state military|القوات الحكومية|قوات النظام|جيش النظام",
    "state_forces_foreign": "foreign forces: military|foreign forces|external/other forces"
    "|foreign military|قوات أجنبية|القوات الروسية",
    "coalition": "foreign or coalition forces|coalition forces|coalition|التحالف|قوات التحالف",
    "police": "police or paramilitary|police forces|شرطة|الشرطة",
    "government_civilian": "government/self-declared government|host government|donor government"
    "|host government: civilian|government|state: unknown|government officials",
    "armed_group": "nsa|non-state actor|non-state armed group|rebel group|rebel forces|rebels"
    "|non-state armed group: national|non-state armed group: subnational|armed opposition"
    "|non-state armed group: regional|non-state armed group: global|opposition"
    "|non-state armed group: unknown|جماعة مسلحة|فصائل مسلحة|المعارضة",
    "pro_state_militia": "political militia|identity militia|militia|ميليشيا"
    "|pro-government militia",
    "private_military": "private security forces|mercenaries|مرتزقة",
    "criminal": "criminals|criminal group|gang|عصابة",
    "crowd": "civilian|civilians|protesters|protestors|rioters|vigilante|employee|aid recipient"
    "|unaffiliated|staff member|patient or family|student|parents|community members|mob",
    "unidentified": "no information|unknown|unidentified armed actor|not stated|unidentified"
    "|notanswered|unknown armed group|مجهول|مجهولون|غير معروف",
}

_SITE_TYPE: Mapping[str, str] = {
    "health_unspecified": "health building|health facility|health infrastructure|health|health care"
    "|health care, aid operations|health building |منشأة صحية|مرفق صحي|مركز طبي",
    "hospital": "hospitals|مشفى|مستشفى|المشافي",
    "clinic": "health centre|health center|primary health centre|phc|مستوصف|مركز صحي|عيادة",
    "ambulance": "health transport|health transportation|ambulances|ambulance|سيارة إسعاف|إسعاف",
    "blood_lab_pharmacy": "pharmacy|laboratory|blood bank|صيدلية|مخبر",
    "education_unspecified": "education building|education|education infrastructure"
    "|teacher/student|educational facility|منشأة تعليمية",
    "school": "primary school|secondary school|school: no further details|schools|high school"
    "|boarding school|religious school|madrassa|مدرسة|مدارس",
    "kindergarten": "pre-school|preschool|nursery|روضة|روضة أطفال",
    "university": "college|higher education|vocational|جامعة|معهد",
    "mosque": "مسجد|جامع",
    "market": "markets|سوق|سوق شعبي",
    "bakery": "مخبز|فرن",
    "water": "water infrastructure|water station|محطة مياه",
    "power": "electricity|power plant|محطة كهرباء",
    "idp_camp": "camp|refugee camp|idp refugee camp|idp camp|displacement camp|مخيم|مخيم نازحين",
    "residential": "home|house|homes|private home|residential building|apartment|residence"
    "|civilian home|منزل|منازل|بناء سكني|مباني سكنية",
    "rescue_centre": "civil defence centre|civil defense center|white helmets centre"
    "|مركز دفاع مدني|الدفاع المدني",
    "aid_office": "office|aid office|ngo office|administration|مكتب",
    "aid_warehouse": "warehouse|مستودع",
    "aid_convoy": "convoy|aid convoy|vehicle|قافلة",
    "transport": "road|bridge|checkpoint|bus|transit|en route|طريق|جسر",
    "farm_food": "farm|food security|مزرعة|أرض زراعية",
    "civil_admin": "government building|court|مبنى حكومي",
    "unknown": "no information|unspecified location|not applicable|notanswered|no school attacked"
    "|remote threat|communication|unknown|غير معروف",
}

_GEO_PREC: Mapping[str, str] = {
    "building": "exact|(1) exact location|(0) gps|gps|exact location",
    "settlement": "(1) town or village|town|village|city",
    "near_settlement": "(2) 25 km precision|25 km precision|near",
    "district": "(3) district, communicipality or commune|district, communicipality or commune"
    "|(3) district, municipality or commune|(3) district",
    "governorate": "(4) province, state, governorate|province, state, governorate|province"
    "|(4) province, state or governorate|(4) province, state, governorate or region",
    "line_or_area": "(5) line or area|(5) linear feature e.g. along road/river"
    "|(5) linear feature|(5) river or road|line or area",
    "country": "(6) country|country only",
    "sea_air": "(7) international water or airspace|(7) sea or air|sea",
    "unknown": "no information|not stated",
}

_EVENT_TYPE: Mapping[str, str] = {
    "air_attack": "air/drone strike|airstrike|air strike|airstrikes|aerial bombardment|drone strike"
    "|air raid|bombing|غارة جوية|قصف جوي|غارات جوية",
    "ground_shelling": "shelling/artillery/missile attack|shelling|artillery|rocket attack"
    "|missile attack|mortar|قصف مدفعي|قصف صاروخي|قصف أرضي|قصف",
    "explosive_unspecified": "explosions/remote violence|grenade|explosion|explosives|انفجار"
    "|violence with heavy weapons",
    "emplaced_explosive": "remote explosive/landmine/ied|suicide bomb|ied|landmine|car bomb"
    "|roadside ied|vehicle-born ied|body-borne ied|عبوة ناسفة|لغم|سيارة مفخخة",
    "unexploded_ordnance": "uxo|erw|مخلفات حرب",
    "small_arms": "attack|armed clash|battles|shooting|violence with individual weapons|gunfire"
    "|sniper|sniping|إطلاق نار|قنص|اشتباك",
    "chemical_release": "chemical weapon|chemical agent|كيماوي",
    "arson": "setting fire|fire|حرق",
    "armed_entry": "militarization of a health care asset|raid|armed raid|armed search"
    "|removal of health care assets|اقتحام|مداهمة",
    "looting": "looting/property destruction|theft|robbery|نهب|سرقة",
    "military_use": "occupation|احتلال",
    "obstruction": "obstruction to health care delivery|access denied|restriction|منع|عرقلة",
    "abduction_arrest": "abduction/forced disappearance|kidnapping|abduction|arrest|arrests"
    "|detention|kidnap|اعتقال|خطف",
    "threat": "psychological violence/threat of violence|intimidation|تهديد",
    "other": "assault|sexual violence|sexual assault|protests|riots|strategic developments"
    "|bodily assault|peaceful protest|mob violence|excessive force against protesters|other",
    "unknown": "no information|not stated",
}

_DAMAGE: Mapping[str, str] = {
    "destroyed": "total|totally destroyed|completely destroyed|fully destroyed|complete"
    "|مدمر|مدمر كليا|تدمير كامل|دمار كامل|كلي",
    "major": "severe|heavy|heavily damaged|major damage|كبير|أضرار كبيرة",
    "minor": "light|slight|minor damage|lightly damaged|طفيف|أضرار طفيفة|خفيف",
    "damaged_unspecified": "damaged|partial|partially|partially damaged|moderate|yes|متضرر|جزئي"
    "|أضرار|دمار جزئي",
    "none": "no damage|undamaged|no|لا أضرار|بدون أضرار",
}

_TRI: Mapping[str, str] = {
    "yes": "verified|confirmed|true|1|documented|مؤكد|موثق|نعم|متحقق",
    "no": "not verified|unverified|false|0|غير مؤكد|لا|غير موثق",
    "unknown": "pending|in progress|under review|partially|قيد التحقق",
}

_SPELLINGS: Mapping[str, Mapping[str, str]] = {
    MEANS: _MEANS,
    "DELIVERY": _DELIVERY,
    "ACTOR_TYPE": _ACTOR_TYPE,
    "SITE_TYPE": _SITE_TYPE,
    "GEO_PREC": _GEO_PREC,
    "EVENT_TYPE": _EVENT_TYPE,
    "DAMAGE": _DAMAGE,
    "TRI": _TRI,
}
_SCALES: Mapping[str, Mapping[str, str]] = {
    "ucdp": {
        "1": "settlement", "2": "near_settlement", "3": "district", "4": "governorate",
        "5": "line_or_area", "6": "country", "7": "sea_air",
    },
    "acled": {"1": "settlement", "2": "near_settlement", "3": "governorate"},
}  # fmt: skip
_INTER: Mapping[str, str] = {
    "1": "state_forces_host", "2": "armed_group", "3": "pro_state_militia",
    "4": "pro_state_militia", "5": "crowd", "6": "crowd", "7": "crowd", "8": "state_forces_foreign",
}  # fmt: skip


@cache
def _known(name: str) -> Mapping[str, str]:
    """Give the codes of a list by folded spelling; a spelling listed twice keeps its first code."""
    found: dict[str, str] = {}
    for code, spellings in _SPELLINGS.get(name, {}).items():
        for spelling in spellings.split("|"):
            found.setdefault(fold(clean_line(spelling)), code)
    return found


def code_for(wanted: Target, text: str, scale: str = "") -> str | None:
    """Give the code that a text says by itself; None when it says none of the list.

    `scale` names whose numbers precisions are given in.
    """
    name = MEANS if wanted.kind is ValueKind.MEANS else wanted.vocabulary
    plain = fold(clean_line(text))
    if plain in _known(name):
        return _known(name)[plain]
    if name == "GEO_PREC" and scale:
        return _SCALES[scale].get(plain)
    if name == "ACTOR_TYPE" and plain in _INTER:
        return _INTER[plain]
    if name == MEANS:
        return _means_of_labels(text)
    return vocabulary(name).match(text) or _weapon_alone(name, plain)


def _weapon_alone(name: str, plain: str) -> str | None:
    """Give the weapon of a word that says delivery and weapon at once."""
    if name not in ("WEAPON", "DELIVERY"):
        return None
    delivery, _, weapon = _known(MEANS).get(plain, f"{ANY}{JOIN}{ANY}").partition(JOIN)
    code = weapon if name == "WEAPON" else delivery
    return None if code == ANY else code


def _means_of_labels(text: str) -> str | None:
    """Read a code or label of either list as means, and our own two codes joined."""
    if weapon := vocabulary("WEAPON").match(text):
        return f"{ANY}{JOIN}{weapon}"
    if delivery := vocabulary("DELIVERY").match(text):
        return f"{delivery}{JOIN}{ANY}"
    return text if is_code(MEANS, text) else None


def is_code(name: str, code: str) -> bool:
    """Say whether a code stands in a list, or is made of the two lists of means."""
    if name != MEANS:
        return code in vocabulary(name)
    delivery, joined, weapon = code.partition(JOIN)
    known_delivery = delivery == ANY or delivery in vocabulary("DELIVERY")
    return bool(joined) and known_delivery and (weapon == ANY or weapon in vocabulary("WEAPON"))


def list_name(wanted: Target) -> str:
    """Name the list whose codes a target takes; blank for none."""
    return MEANS if wanted.kind is ValueKind.MEANS else wanted.vocabulary


def choices(wanted: Target, language: str = "en") -> tuple[tuple[str, str], ...]:
    """Give the codes that a value can be given, with their labels, in the order of the list."""
    if wanted.kind is ValueKind.MEANS:
        codes: Iterable[str] = (*_MEANS, *_single_means())
        return tuple((code, means_words(code, language)) for code in dict.fromkeys(codes))
    if not wanted.vocabulary:
        return ()
    return tuple(
        (code.code, code.label(language))
        for code in vocabulary(wanted.vocabulary)
        if not code.retired
    )


def _single_means() -> Iterable[str]:
    yield from (f"{ANY}{JOIN}{code.code}" for code in vocabulary("WEAPON") if not code.retired)
    yield from (f"{code.code}{JOIN}{ANY}" for code in vocabulary("DELIVERY") if not code.retired)


def means_words(code: str, language: str = "en") -> str:
    """Name delivery and weapon together; what is left open is not named."""
    delivery, _, weapon = code.partition(JOIN)
    named = []
    if delivery != ANY:
        named.append(vocabulary("DELIVERY").label(delivery, language))
    if weapon != ANY:
        named.append(vocabulary("WEAPON").label(weapon, language))
    return " · ".join(dict.fromkeys(named))


_MOST_NEAR = 3
_NEAR = 0.6


def near_codes(wanted: Target, text: str, language: str = "en") -> tuple[str, ...]:
    """Give codes whose spellings are like a text, the best first; to be offered, never applied."""
    name, plain = list_name(wanted), fold(clean_line(text[:100]))
    spellings = dict(_known(name))
    for code, label in (*choices(wanted), *choices(wanted, language)):
        spellings.setdefault(fold(label), code)
    within = [code for said, code in spellings.items() if len(said) > 3 and _holds(plain, said)]
    near = get_close_matches(plain, list(spellings), n=_MOST_NEAR, cutoff=_NEAR)
    return tuple(dict.fromkeys([*(spellings[one] for one in near), *within]))[:_MOST_NEAR]


def _holds(plain: str, said: str) -> bool:
    """Say whether a known spelling stands in a text as words of its own."""
    return f" {said} " in f" {plain} "
