"""What every briefing says of its method and its limits; definitions come from the lists."""

from ..speech import Sentence
from ..speech.shared import ATTRIBUTION, SOURCES

__all__ = ["LIMITS", "METHOD", "SHORT"]

METHOD = {
    Sentence("Unit", "الوحدة"): Sentence(
        "An incident is one moment and place in which civilians or a protected service were "
        "harmed; several waves within two hours on one spot are one incident. Attacks and sites "
        "are counted apart: one site may be attacked often.",
        "الحادثة لحظة ومكان واحد تضرر فيه مدنيون أو خدمة محمية؛ والموجات المتعددة خلال ساعتين على"
        " بقعة واحدة حادثة واحدة. وتُحسب الهجمات والمواقع كلٌّ على حدة: فقد يُهاجَم موقع واحد مراراً.",
    ),
    SOURCES: Sentence(
        "Each claim is recorded with who asserts it and where it was read. Reports that share a "
        "publisher, a quotation or a file count as one origin. Reliability of a source (A–F) and "
        "credibility of a claim (1–6) are judged apart.",
        "تُسجَّل كل إفادة مع قائلها ومكان الاطلاع عليها. والتقارير التي تشترك في الناشر أو الاقتباس"
        " أو الملف تُعدّ أصلاً واحداً. وتُقدَّر موثوقية المصدر (\u2066A–F\u2069) ومصداقية الإفادة"
        " (\u20661–6\u2069) كلٌّ على حدة.",
    ),
    Sentence("Inclusion", "الإدراج"): Sentence(
        "Drafts, rumours, and rejected or merged records are left out. Incidents graded "
        "discounted are listed and not summed.",
        "تُترك المسودات والشائعات والسجلات المرفوضة أو المدمجة. وتُدرج الحوادث المصنفة مستبعدة"
        " ولا تُجمع.",
    ),
    Sentence("People", "الأشخاص"): Sentence(
        "The range adopted for an incident runs from the smallest low to the largest high of its "
        "credible claims, one an origin, unless a figure of our own with its reason stands. Blank"
        " means that nobody states a number; nought means that a source states none. Sums add "
        "lows and highs; where numbers are missing a sum reads “at least”.",
        "يمتد النطاق المعتمد للحادثة من أصغر حد أدنى إلى أكبر حد أعلى في إفاداتها ذات المصداقية،"
        " واحدة لكل أصل، ما لم يكن لنا رقم خاص مع سببه. والفراغ يعني أن لا أحد يذكر عدداً؛ والصفر"
        " يعني أن مصدراً يذكر عدم وجود أحد. وتُجمع الحدود الدنيا والعليا؛ وحيث تنقص الأعداد يُقرأ"
        " المجموع «على الأقل».",
    ),
    ATTRIBUTION: Sentence(
        "Who is said to be responsible is printed with who says so, how sure they are and on what"
        " basis; it is a finding of that source.",
        "تُطبع الجهة التي يُقال إنها مسؤولة مع قائل ذلك ودرجة تيقّنه وأساسه؛ وهو استنتاج ذلك المصدر.",
    ),
    Sentence("Review", "المراجعة"): Sentence(
        "An incident is assessed and signed by one person and reviewed by a second before it "
        "leaves the office.",
        "يقيّم الحادثةَ ويوقّعها شخص ويراجعها شخص ثانٍ قبل أن تغادر المكتب.",
    ),
}
"""Paragraphs of the method by their heading."""

LIMITS = (
    Sentence(
        "Only reported cases are counted; places without access, and attacks that nobody "
        "reported, are missing.",
        "لا تُحسب إلا الحالات المبلَّغ عنها؛ وتغيب الأماكن التي يتعذر الوصول إليها والهجمات التي لم"
        " يبلّغ عنها أحد.",
    ),
    Sentence(
        "Coverage follows the attention of the sources; a change in numbers may be a change in "
        "reporting.",
        "تتبع التغطية اهتمام المصادر؛ وقد يكون تغيّر الأعداد تغيّراً في الإبلاغ.",
    ),
    Sentence(
        "Unknown means unknown: method, attacker and number stay open where no source states them.",
        "المجهول مجهول: تبقى الوسيلة والجهة المهاجِمة والعدد مفتوحة حيث لا يذكرها مصدر.",
    ),
    Sentence("An attribution is not a legal finding.", "نسبة المسؤولية هنا ليس حكماً قانونياً."),
)
"""Sentences on what the figures cannot say."""

SHORT = Sentence(
    "An incident is one moment and place; attacks and sites are different units. A range runs from "
    "the smallest low to the largest high of the credible claims, one an origin; blank is not "
    "nought; sums add lows and highs. Drafts, rumours and rejected records are left out. What "
    "others published is not added.",
    "الحادثة لحظة ومكان واحد؛ والهجمات والمواقع وحدتان مختلفتان. يمتد النطاق من أصغر حد أدنى إلى"
    " أكبر حد أعلى في الإفادات ذات المصداقية، واحدة لكل أصل؛ والفراغ ليس صفراً؛ وتُجمع الحدود الدنيا"
    " والعليا. تُترك المسودات والشائعات والسجلات المرفوضة. ولا يُضاف ما نشره آخرون.",
)
"""The method for a page that has no room to spare."""
