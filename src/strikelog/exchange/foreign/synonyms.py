"""What people head columns with, by target: English, Arabic, French, Spanish and machine names.

Bars part the spellings, which are compared folded and by words alone, so that `Event_Date`,
`event date` and `EventDate` are one.
"""

from collections.abc import Mapping

HEADINGS: Mapping[str, str] = {
    "date": (
        "date|event date|incident date|date of event|date of incident|date of attack|attack date"
        "|date occurred|occurred|occurred on|date edtf|when|datetime|date time|strike date"
        "|date of strike|date of occurrence|today|date label"
        "|التاريخ|تاريخ|تاريخ الحادث|تاريخ الحادثة|تاريخ الحدث|تاريخ الهجوم|تاريخ القصف"
        "|تاريخ الاستهداف|تاريخ الواقعة|تاريخ الضربة"
        "|date de lincident|date de levenement|date de lattaque|fecha|fecha del incidente"
    ),
    "date.start": (
        "start date|date start|date from|from date|started at|began|begin date|earliest day"
        "|earliest date|first day|date de debut|fecha de inicio"
        "|تاريخ البداية|تاريخ البدء|من تاريخ|بداية"
    ),
    "date.end": (
        "end date|date end|date to|to date|finished at|ended at|until|latest day|latest date"
        "|last day|date de fin|fecha de fin|تاريخ النهاية|تاريخ الانتهاء|إلى تاريخ|نهاية"
    ),
    "date.year": "year|event year|incident year|annee|ano|السنة|سنة|العام",
    "date.month": "month|event month|incident month|mois|mes|الشهر|شهر",
    "date.day": "day|event day|اليوم|day of month|day of the month|jour|dia",
    "time": (
        "time|local time|time local|event time|time of attack|time of incident|time of day|hour"
        "|heure|hora|الوقت|الساعة|التوقيت|وقت الهجوم|وقت الحادث"
    ),
    "place.country": (
        "country|country name|nation|country iso|iso|iso3|country code|iso country|country iso3"
        "|where country|geo country|pays|pais|الدولة|البلد|اسم الدولة|dateline country"
    ),
    "place.adm1": (
        "admin 1|admin1|adm1|adm 1|adm1 name|admin1 name|governorate|gov|province|region|oblast"
        "|state|admin level 1|first admin level|departamento|gouvernorat|departement"
        "|departamento provincia estado|المحافظة|محافظة|الولاية|الإقليم"
    ),
    "place.adm2": (
        "admin 2|admin2|adm2|adm 2|adm2 name|admin2 name|district|raion|county|admin level 2"
        "|المنطقة|منطقة|القضاء|المديرية|الناحية الإدارية"
    ),
    "place.adm3": (
        "admin 3|admin3|adm3|adm 3|adm3 name|admin3 name|sub district|subdistrict|hromada"
        "|municipality|admin level 3|الناحية|ناحية"
    ),
    "place.name": (
        "place|place name|town|village|city|community|settlement|neighbourhood|neighborhood"
        "|locality|location name|location|loc name|where coordinates|place as reported|ville"
        "|lieu|localite|lugar|localidad|site location|incident location|area"
        "|المكان|الموقع|البلدة|القرية|المدينة|الحي|التجمع|اسم الموقع|اسم البلدة|مكان الحادث"
    ),
    "place.pcode": "pcode|p code|place code|admin pcode|adm3 pcode|adm4 pcode|community pcode"
    "|admin1 pcode|admin2 pcode|admin3 pcode|admin4 pcode|adm1 pcode|adm2 pcode|الرمز المكاني",
    "place.lat": (
        "lat|latitude|y|y coordinate|gps latitude|gps lat|location latitude|geo lat|point y"
        "|latitud|lat dd|decimal latitude|خط العرض|دائرة العرض|عرض"
    ),
    "place.lon": (
        "lon|long|lng|longitude|x|x coordinate|gps longitude|gps lon|gps long|location longitude"
        "|geo lon|geo long|point x|longitud|long dd|decimal longitude|خط الطول|طول"
    ),
    "place.point": (
        "coordinates|coordinate|gps|gps coordinates|geolocation|geo location|lat lon|lat long"
        "|latitude longitude|geopoint|geolocation geolocation|latlng|geometry|wkt|geom wkt"
        "|coordonnees|coordenadas|الإحداثيات|احداثيات|الاحداثيات"
    ),
    "place.geo_prec": (
        "geo precision|geoprecision|geo prec|where prec"
        "|geolocation precision|geographic precision|coordinate precision|geo accuracy"
        "|دقة الموقع|الدقة المكانية"
    ),
    "title": (
        "title|event name|incident name|incident title|event title|headline|name of incident"
        "|titre|titulo|العنوان|عنوان|اسم الحادث|عنوان الحادث"
    ),
    "summary": (
        "summary|description|event description|incident description|notes|details|narrative"
        "|incident summary|event summary|incident details|what happened|account|text"
        "|descripcion|resume|where description"
        "|الوصف|وصف الحادث|وصف|الملخص|ملخص|تفاصيل|التفاصيل|وصف الحدث|نبذة"
    ),
    "event_type": (
        "event type|incident type|type of event|type of incident|type of attack|attack type"
        "|sub event type|type of violence|violence type|event category|incident category"
        "|strike type|type dincident|hazard type|type evenement|tipo de evento"
        "|نوع الحادث|نوع الهجوم|نوع الحدث|نوع الاستهداف|تصنيف الحادث"
    ),
    "delivery": (
        "delivery|launch type|launch method|platform|delivery method|method of delivery"
        "|means of delivery|launch|وسيلة الإيصال|طريقة الإطلاق|وسيلة الإطلاق"
    ),
    "weapon": (
        "explosive weapon type|explosive weapon|munition|munition type|munitions|نوع الذخيرة"
        "|الذخيرة"
    ),
    "means": (
        "weapon|weapons|weapon used|weapon carried used|weapon carried|type of weapon|weapon type"
        "|means of attack|means|means of violence|arme|arma|arme utilisee|weapons used"
        "|السلاح|نوع السلاح|السلاح المستخدم|وسيلة الهجوم|الأسلحة"
    ),
    "actor.name": (
        "actor|actor 1|actor1|actor name|perpetrator name|reported perpetrator name|belligerent"
        "|belligerents|attacker|responsible party|suspected actor|side a|attributed to|party"
        "|perp|suspected belligerent|perpetrator|suspected perpetrator|name of perpetrator"
        "|alleged actor|auteur|autor|responsable"
        "|الجهة المسؤولة|الفاعل|الجهة الفاعلة|المسؤول|الجهة المنفذة"
        "|اسم الجهة|المنفذ|الطرف المسؤول"
    ),
    "actor.type": (
        "actor type|reported perpetrator|perpetrator type|type of perpetrator|inter1|inter 1"
        "|perpetrator category|attacker type|type of actor|نوع الجهة|نوع الفاعل"
    ),
    "site.name": (
        "site|site name|facility|facility name|name of facility|hospital name|school name"
        "|name of hospital|name of school|target name|structure|site names|nom de l etablissement"
        "|health facility name|health facility"
        "|اسم المنشأة|المنشأة|اسم المشفى|اسم المستشفى|اسم المدرسة|المنشأة المستهدفة|اسم المرفق"
    ),
    "site.type": (
        "site type|facility type|type of facility|type of site|type of health facility"
        "|type of education facility|site types|target type|type of target|kind of facility"
        "|location of incident|location of event|sector affected|type of infrastructure"
        "|civilian infrastructure|infrastructure|affected"
        "|نوع المنشأة|نوع الموقع|نوع المرفق|نوع الهدف"
    ),
    "site.damage": (
        "damage|damage level|extent of damage|level of damage|damage extent|degats|dano"
        "|الضرر|حجم الضرر|مستوى الضرر|الأضرار|درجة الضرر"
    ),
    "external_id": (
        "id|event id|incident id|attack id|data id|sind event id|record id|incident number"
        "|reference|ref|event code|case id|event id cnty|code|instanceid|meta instanceid|uuid"
        "|unique id"
        "|incident code|event number|row id|objectid|relid|airwars id"
        "|الرقم|رقم|المعرف|رقم الحادث|رقم الحادثة|الرمز|الرقم المرجعي|numero|identifiant"
    ),
    "source.name": (
        "source|sources|source name|source names|source article|source original|source office"
        "|reporting source|fuente|المصدر|المصادر|اسم المصدر|مصدر المعلومات|مصدر الخبر"
    ),
    "source.url": (
        "url|link|source url|source link|source links|links|web link|video url|article url"
        "|source urls|lien|enlace|الرابط|رابط|رابط المصدر|رابط الفيديو"
    ),
    "source.date": (
        "source date|publication date|date of publication|date published|published|report date"
        "|date of report|date reported|reported date|reported on|publication month"
        "|تاريخ النشر|تاريخ المصدر|تاريخ الخبر|تاريخ التقرير"
    ),
    "verified": (
        "verified|verification|verification status|is verified|confirmed|متحقق|التحقق|موثق"
        "|حالة التحقق"
    ),
    "note": (
        "remarks|comments|comment|note|general notes|additional notes|remark|remarques"
        "|observaciones|ملاحظات|ملاحظة|تعليق|تعليقات"
    ),
    "ignore": (
        "row|index|nr|serial number|sn|م|التسلسل|start|end|start time|end time|location precision"
        "|submission time|submitted by|version|tags|parent index|parent table name"
        "|duration|imei|deviceid|device id|phonenumber|phone number|simserial|subscriberid|xform id"
        "|priogrid gid|gid|timestamp|iso3166|event date time precision|source scale|time precision"
        "|geo altitude|gps altitude|gps precision|location altitude|coding date|coding time"
        "|date updated|last updated|updated|updated at|created at|modified|thumbnail url"
        "|media count|total media|media all received|data entry date|entry date|date of entry"
        "|تاريخ الإدخال"
        "|month of publication|year of publication|date added|publication year|date of coding"
        "|conflict related violence|political related violence|location precision m|deleted"
    ),
}
"""Headings that say a target by themselves."""

OUTCOMES: Mapping[str, str] = {
    "killed": "killed|kill|killings|deaths|death|dead|fatalities|fatality|died|martyrs|deceased"
    "|تم قتل|القتلى|قتلى|قتيل|قتل|الضحايا|شهداء|الشهداء|وفيات"
    "|tues|tue|morts|deces|muertos|fallecidos",
    "injured": "injured|injuries|wounded|wounds|hurt|الجرحى|جرحى|جريح|الإصابات|إصابات|إصابة|مصاب"
    "|المصابين|مصابين|blesses|heridos",
    "missing": "missing|disappeared|المفقودين|مفقودين|مفقود|disparus|desaparecidos",
    "abducted": "kidnapped|abducted|abductions|kidnappings|hostages|مخطوف|مخطوفين|المختطفين"
    "|المخطوفين|enleves|secuestrados",
    "detained": "arrested|detained|arrests|detentions|imprisoned|معتقل|المعتقلين|معتقلين|محتجز"
    "|arretes|detenidos",
    "displaced": "displacements|displacement|newly displaced|displaced|النازحين|نازحين|نزوح"
    "|deplaces|desplazados",
    "affected": "affected|المتضررين|متضررين",
}

AGES: Mapping[str, str] = {
    "woman": "women|woman|female adults|adult female|نساء|النساء|امرأة|سيدات|femmes|mujeres",
    "man": "men|man|male adults|adult male|رجال|الرجال|رجل|hommes|hombres",
    "boy": "boys|boy|صبيان|أولاد|ذكور أطفال|garcons",
    "girl": "girls|girl|فتيات|بنات|filles",
    "child": "children|child|minors|minor|kids|infants|أطفال|الأطفال|طفل|enfants|ninos",
    "adult": "adults|adult|بالغين|البالغين|adultes",
    "female": "female|females|f|إناث|أنثى",
    "male": "male|males|m|ذكور|ذكر",
    "unknown": "gender unknown|sex unknown|unknown gender|unknown sex",
}

ROLES: Mapping[str, str] = {
    "health_worker": "health workers|health worker|healthworker|healthworkers|health care workers"
    "|healthcare workers|healthcare worker|health care worker|medical staff|medical workers"
    "|medics|medic|doctors"
    "|health staff|medical personnel|health personnel|aid health workers"
    "|كوادر طبية|الكوادر الطبية|عاملين صحيين|طاقم طبي|العاملين الصحيين"
    "|personnel de sante",
    "rescuer": "rescuers|rescuer|rescue workers|first responders|civil defence|civil defense"
    "|white helmets|paramedics|responders|دفاع مدني|الدفاع المدني|مسعفين|المسعفين|منقذين",
    "aid_worker": "aid workers|aid worker|aidworker|aidworkers|humanitarian workers"
    "|humanitarian staff|عمال الإغاثة|عاملين إنسانيين|العاملين الإنسانيين",
    "educator": "educators|educator|teachers|teacher|school staff|education staff|معلمين|المعلمين"
    "|كوادر تعليمية|enseignants",
    "student": "students|student|pupils|pupil|schoolchildren|طلاب|الطلاب|تلاميذ|eleves",
    "patient": "patients|patient|مرضى|المرضى",
    "journalist": "journalists|journalist|media workers|reporters|صحفيين|الصحفيين|إعلاميين"
    "|الإعلاميين|journalistes",
    "displaced": "idps|idp|displaced people|displaced persons|refugees",
    "driver_guard": "drivers|guards|driver|guard",
}

STATUSES: Mapping[str, str] = {
    "civilian": "civilians|civilian|civ|civilian population|مدنيين|المدنيين|مدنيون|مدني|civils"
    "|civiles",
    "combatant": "combatants|combatant|militants|militant|fighters|soldiers|military|belligerent"
    "|belligerents|combatant side|عسكريين|مقاتلين|المقاتلين|combattants",
    "police": "police|policemen|شرطة",
    "unknown": "unknown|unspecified|unclear",
    "all": "all|total all|best|best estimate|overall",
}

BOUNDS: Mapping[str, str] = {
    "low": "min|minimum|low|lowest|at least|lower|الحد الأدنى|أدنى",
    "high": "max|maximum|high|highest|at most|upper|الحد الأقصى|أقصى",
}

FILLERS = (
    "number|num|no|of|the|total|count|how|many|were|reported|people|persons|person|individuals"
    "|nb|nombre|de|des|numero|sum|figures|figure|estimate|in|incident|attack|by|and|or"
    "|عدد|إجمالي|مجموع|الأشخاص|في|من|ind|est|casualties|victims|ضحايا"
)
"""Words that change nothing about what a number counts."""

SITE_KINDS: Mapping[str, str] = {
    "health_unspecified": "health facilities|health facility|health_facility|medical facilities"
    "|medical facility|health care facilities|healthcare facilities|health infrastructure"
    "|منشآت صحية|المنشآت الصحية|منشأة صحية",
    "hospital": "hospitals|hospital|مشافي|مستشفيات|مشفى|مستشفى|hopitaux",
    "ambulance": "health transportation|health transport|health_transport|ambulances|ambulance"
    "|سيارات الإسعاف|سيارة إسعاف|إسعاف",
    "education_unspecified": "education facilities|education facility|educationfacility"
    "|ed facility|educational facilities|education infrastructure|منشآت تعليمية|منشأة تعليمية",
    "school": "schools|school|مدارس|مدرسة|ecoles",
    "university": "universities|university|جامعات|جامعة",
    "mosque": "mosques|mosque|مساجد|مسجد",
    "market": "markets|market|أسواق|سوق",
    "residential": "houses|homes|houses destroyed|buildings|residential buildings|منازل|بيوت",
    "unknown": "sites|facilities|structures|infrastructure|منشآت|مواقع",
}

SITE_FATES: Mapping[str, str] = {
    "sites.destroyed": "destroyed|destruction|reporting destruction|مدمرة|تدمير|المدمرة|detruits",
    "sites.damaged": "damaged|damage|reporting damaged|reporting damage|partially damaged|متضررة"
    "|أضرار|endommages",
    "sites.hit": "attacks on|attacked|hit|targeted|attack|vicinity|مستهدفة|استهداف",
}

EVENTS: Mapping[str, str] = {
    "armed_entry": "forceful entry|forced entry|armed entry|entry|raid|raids",
    "military_use": "occupation|military occupation|occupied|occupy|military use",
    "looting": "looting|theft|robbery|burglary|stolen|hijacked|highjacked|looted|supplies taken",
    "obstruction": "obstruction|access denied|obstructed|obstruction to health care"
    "|health obstruction",
    "arson": "arson|arson attack|set on fire",
    "threat": "threatened|threats",
}
"""What a heading of a yes-or-no or number column says happened."""

SUBSETS = (
    "international|national|nationals|internationals|a|b|side|ingo|lngo|ngo|un|icrc|captivity"
    "|working|employees|aid agencies|outcome|profession|known|names|name|rate|share|percent"
    "|percentage|ratio|sexual|sexually"
    "|in school|gender|status|which|list|age|ages|per|cumulative|previous|outside|structure"
    "|provider|type"
)
"""Words that make a number a part of another one, or no number at all."""
