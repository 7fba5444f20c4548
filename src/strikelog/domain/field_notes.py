"""What each field of a record asks for, in a sentence for who fills it in for the first time.

Named by class and field, or by the field alone where it means the same everywhere. What its label
says in full has no note.
"""

from collections.abc import Mapping

from .fields import Field
from .messages import mark

FIELD_NOTES: Mapping[str, str] = {
    "title": mark(
        "In a few neutral words: what, where, when. It is how the record is found and named."
    ),
    "Source.title": mark("As it was published, in its own language."),
    "name": mark("The name most people use; other names and spellings have a field of their own."),
    "name_local": mark("The name in the script people write it in there."),
    "aliases": mark(
        "Other names and spellings. All of them are searched, and matched when files come in."
    ),
    "note": mark(
        "For yourselves: what does not fit elsewhere. No names of people who must not be known."
    ),
    "external_ids": mark(
        "Numbers under which others keep the same thing, as scheme and number: shcc:34775."
    ),
    "lat": mark("Degrees north, such as 35.614138; south of the equator with a minus."),
    "lon": mark("Degrees east, such as 36.560627; west of Greenwich with a minus."),
    "geo_prec": mark("How exact the point is. It decides how finely maps may show it."),
    "tz": mark("Name of the time zone, such as Asia/Damascus; local times are read in it."),
    "location_id": mark(
        "Town, district or governorate. Type a name: places of the register and of the "
        "world are offered."
    ),
    "place_text": mark(
        "The place in the words of the report, in any script. It is kept even when the "
        "place is found later."
    ),
    "event_type": mark(
        "What was done: an air attack, shelling, a raid. How it was delivered comes next."
    ),
    "delivery": mark(
        "By what it came: aircraft, artillery, on the ground. “Not specified” when no source says."
    ),
    "weapon": mark("What struck. “Unknown” is an honest answer; a guess is not."),
    "weapon_note": mark("Model, markings, remnants, as the sources describe them."),
    "summary": mark("Your own words. Nothing that lets anybody find out who told you."),
    "public_summary": mark(
        "The text that may leave the office. Briefings print this one, not the internal summary."
    ),
    "date_edtf": mark(
        "As exact as it is known: 6 Nov 2019, early May 2019, May 2019, 5–6 May 2019."
    ),
    "time_local": mark(
        "Clock time at the place, 24 hours: 17:30. Blank when only the part of the day is known."
    ),
    "time_of_day": mark("When no clock time is known: night, morning, afternoon."),
    "geo_method": mark(
        "How the point was found: by satellite picture, by a witness, from a list of places."
    ),
    "impacts_low": mark(
        "Strikes or explosions in this one incident: a number or a range, such as 3 or 2–4."
    ),
    "strike_pattern": mark(
        "Whether it struck once, or again on those who came to help. Leave it unknown "
        "without a source."
    ),
    "interval_min_low": mark("Minutes between one wave and the next, as far as sources say."),
    "responders_hit": mark("Whether rescuers, medics or helpers were among those hit."),
    "period_ids": mark(
        "Offensives, pauses or agreements that were in force. Insight suggests them by "
        "date and place."
    ),
    "breach_of_ids": mark("A pause or agreement that this incident is said to have broken."),
    "group_id": mark(
        "Incidents that a source or you count together, such as four hospitals in twelve hours."
    ),
    "workflow": mark(
        "How far the work on it is. Only reviewed incidents count in published totals."
    ),
    "Incident.ref": mark("Your office's own number, such as IDL-2019-0042; never a person's name."),
    "tags": mark("Words of your own to find and filter by."),
    "tlp": mark("Who may receive it: the mark travels with the record into every file."),
    "site_id": mark(
        "The building or place itself, known across all its strikes. Blank when nobody "
        "can tell which it was."
    ),
    "site_text": mark("What the source calls it; kept because names differ."),
    "site_type": mark("What the place was for civilians: hospital, school, market, home."),
    "site_role": mark(
        "Whether it was hit itself or harmed by a blast nearby. Only what was hit counts as struck."
    ),
    "damage": mark(
        "The worst that sources describe. “Damaged, extent not given” when they say no more."
    ),
    "damage_note": mark("What was destroyed or damaged, in words."),
    "status_before": mark("Whether it was at work before the strike."),
    "status_after": mark("Whether it was at work after the strike."),
    "days_out": mark("For how many days it could not work."),
    "notified_then": mark(
        "Whether its coordinates had been given to the parties, for its protection, by then."
    ),
    "mil_use": mark("What sources say of military use. Recording it does not excuse the attack."),
    "equip_damaged": mark("Whether machines, ambulances or stores were damaged."),
    "Claim.source_id": mark(
        "The one who says it first: the newspaper, the witness, the office. Not the page "
        "you read it on."
    ),
    "AggregateClaim.source_id": mark(
        "The one who published the number, not the page you read it on."
    ),
    "via_source_id": mark(
        "Where you read it, when that is not the one who says it: a round-up quoting a newspaper."
    ),
    "claim_type": mark("A report, a picture alone, a denial: what sort of statement it is."),
    "locator": mark("Page, paragraph, minute or post: where in the source it stands."),
    "asserted_on": mark("When the source said it, which may be long after the event."),
    "first_hand": mark("Whether the source saw it, or works from pictures, or repeats others."),
    "independence": mark(
        "“Original” when it rests on work of its own. Repeats are not counted as further sources."
    ),
    "derived_from_id": mark("The claim it repeats, when you know which one."),
    "credibility": mark(
        "How far you believe this claim: 1 confirmed by others, 6 cannot be judged. Only "
        "1–4 enter ranges."
    ),
    "quote": mark("The words themselves, in their own language, at most a hundred."),
    "quote_lang": mark("Language of the quotation."),
    "quote_en": mark("The quotation in English, as you translated it."),
    "evidence_ids": mark("Files on which this claim rests."),
    "Claim.supersedes_id": mark("An earlier claim of the same source that this one replaces."),
    "retracted": mark("The source took it back. It stays on record and counts for nothing."),
    "outcome": mark("What happened to them: killed, injured, missing, displaced."),
    "civ_status": mark(
        "Whom the number counts: civilians, fighters, everyone. “Unknown” when the source"
        " does not say."
    ),
    "age_sex": mark(
        "Everyone, or a part: children, women, men. Parts do not add to the total; they "
        "belong to it."
    ),
    "role": mark("Medical workers, rescuers, journalists: when the source counts them apart."),
    "low": mark(
        "A number as the source puts it: 14, at least 14, 3–5, almost 100. Blank is not nought."
    ),
    "as_reported": mark("The number in the very words of the source."),
    "actor_id": mark("The party said to have done it."),
    "part": mark("Who is meant: the attacker, or whoever was aimed at."),
    "logic": mark("One party alone, either of several, or several together."),
    "basis": mark("What the attribution rests on: radio, logs, remnants, a statement."),
    "Attribution.confidence": mark("How sure the one who attributes is, in their terms."),
    "response": mark("What the party itself says about it."),
    "assessed_on": mark(
        "The day of this judgement. A new judgement is a new assessment; old ones stay."
    ),
    "grading": mark(
        "How well the incident is supported. The line above says what the claims would bear."
    ),
    "certainty": mark("How likely it is that it happened as recorded."),
    "proof": mark("The standard of proof you hold it to have met, if you assess that."),
    "in_totals": mark("Whether the incident counts when totals are made."),
    "rationale": mark("Why, in a sentence somebody else can check."),
    "assessor": mark("Your code, never a name."),
    "reviewer": mark("The code of a second person who agrees."),
    "link_type": mark(
        "How the two belong together: the same site, a second wave, perhaps the same event."
    ),
    "public_alias": mark("What to print instead of the name when the place must not be known."),
    "coord_release": mark(
        "How finely others may see where it is. A hospital at work is shown by district only."
    ),
    "operator": mark("Who runs it. Think whether saying so endangers anybody."),
    "supporter": mark("Who pays for it or supplies it."),
    "structure": mark("How it is built: above ground, in a basement, fortified."),
    "catchment": mark("How many people depend on it."),
    "status": mark("Whether it works, as last known; say as of when beside it."),
    "notified": mark("Whether its coordinates were given to the parties for its protection."),
    "Source.ref": mark(
        "A short name for lists, such as NYT11; never of a person who must not be known."
    ),
    "source_type": mark("What it is: newspaper, witness, open posts, United Nations."),
    "publisher": mark("The outlet or organisation that put it out."),
    "author": mark(
        "Who wrote it. Blank when the source is confidential: names belong on the page of people."
    ),
    "url": mark("Its address on the web. strikelog never opens it."),
    "archived_url": mark("Where a copy is kept, for the day the page is gone."),
    "published": mark("When it came out, as exact as it is known."),
    "accessed": mark("The day you read it."),
    "scale": mark("Whether it works locally, in the country or across the world."),
    "reliability": mark(
        "How reliable this source has proved: A completely, F cannot be judged. Of the "
        "source, not the claim."
    ),
    "reliability_basis": mark("Why you judge it so: its record, its access, its stake."),
    "access": mark("“Confidential”: the source is never named in any workbook or briefing."),
    "Source.parent_id": mark("The larger work it is part of."),
    "level": mark("From country (0) down to settlement (5)."),
    "Location.parent_id": mark("The next larger place it lies in."),
    "Actor.parent_id": mark("The larger body it belongs to."),
    "pcode": mark("Code of the United Nations for this place, such as SY0702."),
    "pcode_set": mark("The list the code is from, with its date."),
    "country_iso3": mark("By its name in English or Arabic, or by its three letters, such as SYR."),
    "start_edtf": mark("When it began, as exact as it is known."),
    "end_edtf": mark("When it ended. Two dots (..) when it has not."),
    "declared_by_ids": mark("Who declared it; one side may declare a pause alone."),
    "location_ids": mark("The area it holds for or counts."),
    "geo_text": mark("The area in words, when it is none of the places in the register."),
    "disputed": mark("Sources differ on when or whether it held."),
    "measure": mark("What was counted: people killed, facilities attacked, attacks."),
    "unit": mark(
        "One unit for each number: persons, distinct facilities, attacks. Units are never mixed."
    ),
    "site_types": mark("Which kinds of places the number counts."),
    "as_of": mark("The day up to which the number holds."),
    "cumulative": mark(
        "Yes when each publication counts from the same start, so that the next replaces this one."
    ),
    "overlaps_ids": mark(
        "Other totals that count some of the same. Totals that overlap are never added."
    ),
    "window_edtf": mark("The time within which its incidents lie."),
    "expected_low": mark(
        "How many incidents it should have by the source. No incidents are made up to fill it."
    ),
    "holding": mark("Whether you hold the file, or only know where it is."),
    "captured_edtf": mark("When it was recorded, not when it was posted."),
    "captured_basis": mark("How you know when it was recorded."),
    "creator": mark("Who made it. A person at risk belongs on the page of people instead."),
    "verification": mark("What was done to make sure it shows what it is said to show."),
    "graphic": mark(
        "Whether it shows the dead or wounded. Such pictures stay veiled until you ask."
    ),
    "c2pa": mark("Signed information that a camera or program put in about how it was made."),
    "rights": mark("Who owns it and on what terms it may be shown."),
    "responders_present": mark("Whether helpers were there already when this strike fell."),
    "crowd_present": mark("Whether people had gathered there when it fell."),
    "gap_low": mark("Minutes since the strike before this one: a number or a range."),
}
"""Notes by `Class.field`, or by `field`."""


def note_of(kind: type[object], field: Field) -> str:
    """Give the marked note of a field of a class; blank where the label says it all."""
    own = FIELD_NOTES.get(f"{kind.__name__}.{field.key}")
    return own or FIELD_NOTES.get(field.key) or field.help
