package dev.tenantry.crm.calendar;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Texts;

/** What is wrong with a file, in the words of files: which property, and why. */
final class IcsFaults {

    private static final int SHOWN = 60;
    private static final String OF_TIME = "a date or a time, 20260302 or 20260302T090000";
    private static final String OF_NUMBER = "a whole number of at most nine digits";
    private static final String OF_ADDRESS = "an address such as mailto:jane@example.com";
    private static final String OF_OFFSET = "an offset such as +0100";
    private static final Map<String, String> FORMS = Map.ofEntries(Map.entry("DTSTART", OF_TIME),
            Map.entry("DTEND", OF_TIME), Map.entry("RDATE", OF_TIME), Map.entry("EXDATE", OF_TIME),
            Map.entry("RECURRENCE-ID", OF_TIME), Map.entry("DTSTAMP", OF_TIME), Map.entry("CREATED", OF_TIME),
            Map.entry("LAST-MODIFIED", OF_TIME), Map.entry("DUE", OF_TIME), Map.entry("COMPLETED", OF_TIME),
            Map.entry("SEQUENCE", OF_NUMBER), Map.entry("PRIORITY", OF_NUMBER), Map.entry("REPEAT", OF_NUMBER),
            Map.entry("PERCENT-COMPLETE", OF_NUMBER), Map.entry("ATTENDEE", OF_ADDRESS),
            Map.entry("ORGANIZER", OF_ADDRESS), Map.entry("TZOFFSETFROM", OF_OFFSET),
            Map.entry("TZOFFSETTO", OF_OFFSET), Map.entry("DURATION", "a duration such as PT1H30M or P1D"),
            Map.entry("TRIGGER", "a duration such as -PT15M, or a time"),
            Map.entry("RRULE", "a rule such as FREQ=WEEKLY;BYDAY=MO"), Map.entry("EXRULE", "a rule such as FREQ=DAILY"),
            Map.entry("URL", "an address such as https://example.com/"),
            Map.entry("ATTACH", "an address such as https://example.com/"),
            Map.entry("GEO", "a place such as 48.2;16.4"));
    /** What the properties of files are called in requests. */
    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("title", "SUMMARY"),
            Map.entry("description", "DESCRIPTION"), Map.entry("startAt", "DTSTART"), Map.entry("endAt", "DTEND"),
            Map.entry("startDate", "DTSTART"), Map.entry("endDate", "DTEND"), Map.entry("timeZone", "TZID"),
            Map.entry("place", "LOCATION"), Map.entry("conferenceUrl", "URL"), Map.entry("status", "STATUS"),
            Map.entry("visibility", "CLASS"), Map.entry("recurrenceRule", "RRULE"),
            Map.entry("recurrenceDates", "RDATE"), Map.entry("excludedDates", "EXDATE"));
    /** Those that are no words besides. */
    private static final Pattern NAMED = Pattern
            .compile(
                    "\\b(startAt|endAt|startDate|endDate|timeZone|conferenceUrl|recurrenceRule|recurrenceDates|excludedDates)\\b");
    private static final Pattern PROPERTY = Pattern.compile("([A-Za-z0-9-]{1,60})[:;].*", Pattern.DOTALL);
    private static final Pattern BORDER = Pattern.compile("(?i)(BEGIN|END):.*", Pattern.DOTALL);

    private IcsFaults() {}

    /** @param line as it is without folds */
    static String of(String line) {
        var property = PROPERTY.matcher(line);
        if (!property.matches() || BORDER.matcher(line).matches()) {
            return "here the file is no calendar: what begins with BEGIN: and a name ends with END: and the name, from"
                    + " BEGIN:VCALENDAR on, and each line between is a name, a colon and a value";
        }
        var name = property.group(1).toUpperCase(Locale.ROOT);
        return FORMS.containsKey(name)
                ? misformed(name, line.substring(line.lastIndexOf(':') + 1))
                : name + " has a value or a parameter that RFC 5545 does not know: " + Texts.shown(line, SHOWN);
    }

    /** @param name of a property of a known form */
    static String misformed(String name, String value) {
        return name + " has to be " + FORMS.getOrDefault(name, "of another form") + ", and is "
                + Texts.shown(value, SHOWN);
    }

    /** Why the calendar does not take the event: the first reason where there are several. */
    static String of(ProblemException refusal) {
        return refusal.errors().isEmpty() ? named(refusal.detail()) : of(refusal.errors().getFirst());
    }

    private static String of(FieldError error) {
        var field = error.field().replaceFirst("\\[.*", "");
        var name = NAMES.getOrDefault(field, field);
        var reason = named(error.message());
        return name.isEmpty() || reason.startsWith(name) ? reason : name + ": " + reason;
    }

    private static String named(String reason) {
        return NAMED.matcher(reason).replaceAll(found -> NAMES.getOrDefault(found.group(), found.group()));
    }
}
