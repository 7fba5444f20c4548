"""Kinds of places, events and means inside sentences: nouns and phrases behind the codes."""

from collections.abc import Iterable
from functools import cache

from .nouns import Arabic, Noun
from .sentences import Sentence, lower_first
from .tongues import ENGLISH, Tongue

__all__ = ["event_phrase", "method_cell", "site_noun", "site_nouns", "with_article"]


_SITES = {
    "hospital": Noun(
        "hospital",
        "hospitals",
        Arabic("مستشفى", "مستشفيان", "مستشفيات", "المستشفيات", feminine=False),
    ),
    "clinic": Noun("clinic", "clinics", Arabic("عيادة", "عيادتان", "عيادات", "العيادات")),
    "first_aid_post": Noun(
        "first-aid post",
        "first-aid posts",
        Arabic("نقطة إسعاف", "نقطتا إسعاف", "نقاط إسعاف", "نقاط الإسعاف"),
    ),
    "maternity_child": Noun(
        "maternity or child hospital",
        "maternity or child hospitals",
        Arabic(
            "مستشفى للنساء أو الأطفال",
            "مستشفيان للنساء أو الأطفال",
            "مستشفيات للنساء أو الأطفال",
            "مستشفيات النساء أو الأطفال",
            feminine=False,
        ),
    ),
    "blood_lab_pharmacy": Noun(
        "laboratory or pharmacy",
        "laboratories or pharmacies",
        Arabic(
            "مختبر أو صيدلية", "مختبران أو صيدليتان", "مختبرات أو صيدليات", "المختبرات أو الصيدليات"
        ),
    ),
    "ambulance": Noun(
        "ambulance",
        "ambulances",
        Arabic("سيارة إسعاف", "سيارتا إسعاف", "سيارات إسعاف", "سيارات الإسعاف"),
    ),
    "health_unspecified": Noun(
        "health facility",
        "health facilities",
        Arabic("منشأة صحية", "منشأتان صحيتان", "منشآت صحية", "المنشآت الصحية"),
    ),
    "kindergarten": Noun(
        "kindergarten",
        "kindergartens",
        Arabic("روضة أطفال", "روضتا أطفال", "رياض أطفال", "رياض الأطفال"),
    ),
    "school": Noun("school", "schools", Arabic("مدرسة", "مدرستان", "مدارس", "المدارس")),
    "university": Noun(
        "university", "universities", Arabic("جامعة", "جامعتان", "جامعات", "الجامعات")
    ),
    "education_unspecified": Noun(
        "education site",
        "education sites",
        Arabic("منشأة تعليمية", "منشأتان تعليميتان", "منشآت تعليمية", "المنشآت التعليمية"),
    ),
    "mosque": Noun("mosque", "mosques", Arabic("مسجد", "مسجدان", "مساجد", "المساجد")),
    "church": Noun("church", "churches", Arabic("كنيسة", "كنيستان", "كنائس", "الكنائس")),
    "worship_other": Noun(
        "place of worship",
        "places of worship",
        Arabic("مكان عبادة", "مكانا عبادة", "أماكن عبادة", "أماكن العبادة"),
    ),
    "market": Noun("market", "markets", Arabic("سوق", "سوقان", "أسواق", "الأسواق")),
    "bakery": Noun("bakery", "bakeries", Arabic("مخبز", "مخبزان", "مخابز", "المخابز")),
    "water": Noun(
        "water or sanitation works",
        "water or sanitation works",
        Arabic(
            "منشأة مياه أو صرف صحي",
            "منشأتا مياه أو صرف صحي",
            "منشآت مياه أو صرف صحي",
            "منشآت المياه أو الصرف الصحي",
        ),
    ),
    "power": Noun(
        "electricity or fuel works",
        "electricity or fuel works",
        Arabic(
            "منشأة كهرباء أو وقود",
            "منشأتا كهرباء أو وقود",
            "منشآت كهرباء أو وقود",
            "منشآت الكهرباء أو الوقود",
        ),
    ),
    "idp_camp": Noun(
        "camp of displaced people",
        "camps of displaced people",
        Arabic("مخيم نازحين", "مخيما نازحين", "مخيمات نازحين", "مخيمات النازحين"),
    ),
    "collective_shelter": Noun(
        "collective shelter",
        "collective shelters",
        Arabic("مركز إيواء", "مركزا إيواء", "مراكز إيواء", "مراكز الإيواء"),
    ),
    "residential": Noun("homes", "homes", Arabic("منزل", "منزلان", "منازل", "المنازل")),
    "rescue_centre": Noun(
        "rescue centre",
        "rescue centres",
        Arabic("مركز إنقاذ", "مركزا إنقاذ", "مراكز إنقاذ", "مراكز الإنقاذ"),
    ),
    "rescue_vehicle": Noun(
        "rescue vehicle",
        "rescue vehicles",
        Arabic("آلية إنقاذ", "آليتا إنقاذ", "آليات إنقاذ", "آليات الإنقاذ"),
    ),
    "responders_at_scene": Noun(
        "responders at the scene",
        "groups of responders at the scene",
        Arabic(
            "فريق مستجيبين في موقع الضربة",
            "فريقا مستجيبين في موقع الضربة",
            "فرق مستجيبين في موقع الضربة",
            "فرق المستجيبين في موقع الضربة",
        ),
    ),
    "aid_office": Noun(
        "aid office",
        "aid offices",
        Arabic("مكتب إغاثة", "مكتبا إغاثة", "مكاتب إغاثة", "مكاتب الإغاثة"),
    ),
    "aid_warehouse": Noun(
        "aid warehouse",
        "aid warehouses",
        Arabic("مستودع إغاثة", "مستودعا إغاثة", "مستودعات إغاثة", "مستودعات الإغاثة"),
    ),
    "aid_convoy": Noun(
        "aid convoy",
        "aid convoys",
        Arabic("قافلة مساعدات", "قافلتا مساعدات", "قوافل مساعدات", "قوافل المساعدات"),
    ),
    "media": Noun(
        "media office or crew",
        "media offices or crews",
        Arabic(
            "مكتب أو فريق إعلامي",
            "مكتبان أو فريقان إعلاميان",
            "مكاتب أو فرق إعلامية",
            "المكاتب أو الفرق الإعلامية",
            many="مكتباً أو فريقاً إعلامياً",
        ),
    ),
    "cultural": Noun(
        "cultural place",
        "cultural places",
        Arabic(
            "موقع ثقافي", "موقعان ثقافيان", "مواقع ثقافية", "المواقع الثقافية", many="موقعاً ثقافياً"
        ),
    ),
    "transport": Noun(
        "means of transport",
        "means of transport",
        Arabic("وسيلة نقل", "وسيلتا نقل", "وسائل نقل", "وسائل النقل"),
    ),
    "farm_food": Noun(
        "farm or food works",
        "farms or food works",
        Arabic(
            "مزرعة أو منشأة غذائية",
            "مزرعتان أو منشأتان غذائيتان",
            "مزارع أو منشآت غذائية",
            "المزارع أو المنشآت الغذائية",
        ),
    ),
    "civil_admin": Noun(
        "civil administration building",
        "civil administration buildings",
        Arabic(
            "مبنى إدارة مدنية", "مبنيا إدارة مدنية", "مباني إدارة مدنية", "مباني الإدارة المدنية"
        ),
    ),
    "mixed_civilian": Noun(
        "group of civilian places",
        "civilian places",
        Arabic("مجموعة أماكن مدنية", "مجموعتا أماكن مدنية", "أماكن مدنية", "الأماكن المدنية"),
    ),
    "other": Noun(
        "other place",
        "other places",
        Arabic("مكان آخر", "مكانان آخران", "أماكن أخرى", "الأماكن الأخرى", many="مكاناً آخر"),
    ),
    "unknown": Noun(
        "place of unknown kind",
        "places of unknown kind",
        Arabic(
            "مكان غير معروف النوع",
            "مكانان غير معروفي النوع",
            "أماكن غير معروفة النوع",
            "الأماكن غير المعروفة النوع",
            many="مكاناً غير معروف النوع",
        ),
    ),
}
_WITHOUT_ARTICLE = frozenset({"water", "power", "residential", "responders_at_scene", "transport"})

_EVENTS = {
    "air_attack": Sentence("an air attack", "هجوم جوي"),
    "ground_shelling": Sentence("shelling", "قصف"),
    "explosive_unspecified": Sentence(
        "an explosive attack of unstated origin", "هجوم بمتفجرات لم يُذكر مصدره"
    ),
    "emplaced_explosive": Sentence("an emplaced explosive", "عبوة متفجرة مزروعة"),
    "unexploded_ordnance": Sentence("unexploded ordnance", "ذخائر غير منفجرة"),
    "small_arms": Sentence("small-arms fire", "إطلاق نار بأسلحة خفيفة"),
    "chemical_release": Sentence("a chemical release", "إطلاق مادة كيميائية"),
    "arson": Sentence("arson", "إحراق متعمد"),
    "armed_entry": Sentence("armed entry", "اقتحام مسلح"),
    "looting": Sentence("looting", "نهب"),
    "military_use": Sentence("military use", "استخدام عسكري"),
    "obstruction": Sentence("obstruction", "عرقلة"),
    "abduction_arrest": Sentence("abduction or arrest", "اختطاف أو اعتقال"),
    "threat": Sentence("a threat", "تهديد"),
}
_UNKNOWN_EVENT = Sentence("an attack of unknown kind", "هجوم غير معروف النوع")
_MEANS = {
    "fixed_wing": Sentence("by fixed-wing aircraft", "بطائرة ثابتة الجناح"),
    "helicopter": Sentence("by helicopter", "بمروحية"),
    "drone": Sentence("by drone", "بطائرة مسيّرة"),
    "ground_launched": Sentence("launched from the ground", "أُطلق من البر"),
    "sea_launched": Sentence("launched from the sea", "أُطلق من البحر"),
    "hand_delivered": Sentence("by hand", "باليد"),
    "multiple": Sentence("by several platforms", "بمنصات متعددة"),
}
_SAYS_NOTHING = frozenset({"", "unknown", "unspecified", "none", "other"})
_METHOD_UNKNOWN = Sentence("Not known", "غير معروفة")


def site_noun(code: str | None) -> Noun:
    """What a kind of place is called; a code that we do not know is its own name."""
    code = code or "unknown"
    if code in _SITES:
        return _SITES[code]
    one = lower_first(ENGLISH.label("SITE_TYPE", code))
    return Noun(one, f"{one}s", Arabic(one, one, one, one, one))


def site_nouns(tongue: Tongue, codes: Iterable[str], number: int = 2) -> str:
    """Several kinds of places in one phrase: «schools, markets and mosques»."""
    nouns = [site_noun(code) for code in codes]
    if tongue is ENGLISH:
        return tongue.all_of([one.one if number == 1 else one.many for one in nouns])
    return tongue.all_of([one.ar.one if number == 1 else one.ar.few for one in nouns])


def with_article(tongue: Tongue, code: str | None) -> str:
    """A place of a kind that is not named: «a hospital», «responders at the scene»."""
    noun = site_noun(code)
    if tongue is not ENGLISH:
        return noun.ar.one
    if code in _WITHOUT_ARTICLE:
        return noun.one
    return f"{'an' if noun.one[0] in 'aeio' else 'a'} {noun.one}"


def event_phrase(tongue: Tongue, event: str | None, means: str | None, weapon: str | None) -> str:
    """The event as a noun phrase: «an air attack by fixed-wing aircraft (missile)»."""
    words = [tongue.say(_EVENTS.get(event or "", _UNKNOWN_EVENT))]
    if means in _MEANS:
        words.append(tongue.say(_MEANS[means]))
    if (weapon or "") not in _SAYS_NOTHING:
        words.append(f"({tongue.inside(tongue.label('WEAPON', weapon))})")
    return " ".join(words)


@cache
def method_cell(tongue: Tongue, event: str | None, means: str | None, weapon: str | None) -> str:
    """The method in a table cell: «Fixed-wing aircraft, missile»."""
    parts = []
    if (means or "") not in _SAYS_NOTHING:
        parts.append(tongue.label("DELIVERY", means))
    if (weapon or "") not in _SAYS_NOTHING:
        named = tongue.label("WEAPON", weapon)
        parts.append(tongue.inside(named) if parts else named)
    if not parts and (event or "") not in _SAYS_NOTHING:
        parts.append(tongue.label("EVENT_TYPE", event))
    return tongue.joined(parts) or tongue.say(_METHOD_UNKNOWN)
