package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import net.fortuna.ical4j.model.Parameter;
import net.fortuna.ical4j.model.Property;

import dev.tenantry.shared.text.Texts;

/**
 * Dates and times of a component as they are read.
 *
 * @param line where it begins
 */
record IcsMoments(int line, IcsZones zones) {

    private static final DateTimeFormatter TIMED = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final int DATE_LENGTH = 8;

    /** Of several the first. What a clock leaves out is later, and what it shows twice the first, as RFC 5545 has it. @param zone where it names none */
    Instant instant(Property property, ZoneId zone) {
        var text = value(property).split(",", -1)[0].split("/", -1)[0];
        return isUtc(text)
                ? utc(property, text)
                : local(property, text).atZone(named(property).orElse(zone)).toInstant();
    }

    /** By the clock of the zone, which is theirs, too, where they name none; what is a period begins where that does. */
    List<LocalDateTime> locals(Property property, ZoneId zone) {
        var own = named(property).orElse(zone);
        return Arrays.stream(value(property).split(",", -1))
                .map(one -> local(property, one.split("/", -1)[0], own, zone))
                .toList();
    }

    /** What the own clock shows stays so, also where it leaves that out: it is what the series calls the occurrence. */
    private LocalDateTime local(Property property, String text, ZoneId own, ZoneId zone) {
        if (isUtc(text)) {
            return LocalDateTime.ofInstant(utc(property, text), zone);
        }
        var local = local(property, text);
        return isDate(text) || own.equals(zone)
                ? local
                : LocalDateTime.ofInstant(local.atZone(own).toInstant(), zone);
    }

    private static boolean isUtc(String text) {
        return text.endsWith("Z");
    }

    private Instant utc(Property property, String text) {
        return local(property, text.substring(0, text.length() - 1)).toInstant(ZoneOffset.UTC);
    }

    private LocalDateTime local(Property property, String text) {
        try {
            return local(text);
        } catch (DateTimeParseException _) {
            throw new IcsFaultException(line, IcsFaults.misformed(property.getName(), text));
        }
    }

    /** As it is in the file. */
    static String value(Property property) {
        return property.<Parameter>getParameter(IcsPreparation.WRITTEN)
                .map(parameter -> parameter.getValue().replace("\"", ""))
                .orElse(property.getValue());
    }

    static boolean isDate(Property property) {
        return isDate(value(property).split(",", -1)[0]);
    }

    /** A date, or a time without a zone. @throws DateTimeParseException where it is none */
    static LocalDateTime local(String text) {
        return isDate(text)
                ? LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay()
                : LocalDateTime.parse(text, TIMED);
    }

    private static boolean isDate(String text) {
        return text.length() == DATE_LENGTH;
    }

    /** The zone that it names. @throws IcsFaultException where there is none of that name */
    Optional<ZoneId> named(Property property) {
        return property.<Parameter>getParameter(Parameter.TZID)
                .map(Parameter::getValue)
                .map(name -> zones.find(name)
                        .orElseThrow(() -> new IcsFaultException(line,
                                "there is no time zone " + Texts.shown(name, 100))));
    }
}
