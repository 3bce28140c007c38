package dev.tenantry.crm.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import net.fortuna.ical4j.model.Parameter;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.TemporalAmountAdapter;
import net.fortuna.ical4j.model.component.CalendarComponent;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.text.Texts;

/** One VEVENT as it is read. */
final class IcsComponent {

    private static final DateTimeFormatter TIMED = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final int DATE_LENGTH = 8;
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private final CalendarComponent component;
    private final int line;
    private final IcsZones zones;

    IcsComponent(CalendarComponent component, int line, IcsZones zones) {
        this.component = component;
        this.line = line;
        this.zones = zones;
    }

    IcsEvent read() {
        return told(this::event);
    }

    IcsReply reply() {
        return told(() -> new IcsReply(uid(), sequence(), original(), stamp(), answers()));
    }

    private <T> T told(Supplier<T> read) {
        try {
            return read.get();
        } catch (DateTimeException | ArithmeticException _) {
            throw new IcsFaultException(line, "a date, a time or a duration is of no form");
        } catch (IllegalArgumentException fault) {
            throw new IcsFaultException(line,
                    fault.getMessage() == null ? "a value is of no form" : fault.getMessage());
        }
    }

    /** When it was written; null where that is not said. */
    private @Nullable Instant stamp() {
        return property("DTSTAMP").map(stamp -> locals(stamp, ZoneOffset.UTC).getFirst().toInstant(ZoneOffset.UTC))
                .orElse(null);
    }

    /** It is in the zone of its series, which may be another one than its own. */
    private @Nullable Function<ZoneId, LocalDateTime> original() {
        var original = property("RECURRENCE-ID").orElse(null);
        if (original == null) {
            return null;
        }
        locals(original, ZoneOffset.UTC);
        return zone -> locals(original, zone).getFirst();
    }

    private String uid() {
        return text("UID").filter(one -> one.length() <= 500)
                .orElseThrow(() -> new IcsFaultException(line, "an event needs a UID of at most 500 characters"));
    }

    private int sequence() {
        return text("SEQUENCE").map(this::counted).orElse(0);
    }

    /** So that counting on does not overflow. */
    private int counted(String text) {
        if (!COUNT.matcher(text).matches()) {
            throw new IcsFaultException(line, "a SEQUENCE is a whole number from 0 to 999999999");
        }
        return Integer.parseInt(text);
    }

    private IcsEvent event() {
        var start = property("DTSTART").orElseThrow(() -> new IcsFaultException(line, "an event needs a DTSTART"));
        var zone = zone(start);
        return new IcsEvent(line, uid(), sequence(), original(), request(start, zone),
                text("CLASS").filter(one -> !one.equalsIgnoreCase("PUBLIC")).isPresent(), IcsLeftOut.of(component));
    }

    private CalendarEventRequest request(Property start, ZoneId zone) {
        var isOfDays = isDate(start.getValue());
        var begins = locals(start, zone).getFirst();
        var ends = ends(begins, zone, isOfDays);
        var isOnce = property("RECURRENCE-ID").isPresent();
        return new CalendarEventRequest(text("SUMMARY").orElse("Untitled"), text("DESCRIPTION").orElse(null),
                isOfDays ? null : begins.atZone(zone).toInstant(), isOfDays ? null : ends.atZone(zone).toInstant(),
                isOfDays ? begins.toLocalDate() : null,
                isOfDays ? lastDay(begins.toLocalDate(), ends.toLocalDate()) : null,
                zone.getId(), text("LOCATION").orElse(null),
                text("URL").filter(url -> url.startsWith("https://")).orElse(null),
                text("STATUS").filter("CANCELLED"::equalsIgnoreCase).isPresent()
                        ? EventStatus.CANCELLED
                        : EventStatus.CONFIRMED,
                EventVisibility.DEFAULT,
                text("TRANSP").filter("TRANSPARENT"::equalsIgnoreCase).isPresent()
                        ? EventTransparency.TRANSPARENT
                        : EventTransparency.OPAQUE,
                null, null, null, null, isOnce ? null : text("RRULE").orElse(null),
                isOnce ? List.of() : starts("RDATE", zone, isOfDays),
                isOnce ? List.of() : starts("EXDATE", zone, isOfDays), null);
    }

    /** A last day is not a part of it in files. */
    private static LocalDate lastDay(LocalDate first, LocalDate end) {
        return end.isAfter(first) ? end.minusDays(1) : first;
    }

    private LocalDateTime ends(LocalDateTime begins, ZoneId zone, boolean isOfDays) {
        var end = property("DTEND");
        if (end.isPresent()) {
            return locals(end.get(), zone).getFirst();
        }
        TemporalAmount lasts = text("DURATION").map(text -> TemporalAmountAdapter.parse(text).getDuration())
                .orElse(isOfDays ? Duration.ofDays(1) : Duration.ZERO);
        return isOfDays ? begins.plus(lasts) : begins.atZone(zone).plus(lasts).toLocalDateTime();
    }

    /** Days where it takes whole days, and times where it has times. */
    private List<String> starts(String name, ZoneId zone, boolean isOfDays) {
        var starts = new ArrayList<String>();
        component.getProperties(name)
                .stream()
                .filter(property -> isOfDays == isDate(property.getValue().split(",")[0]))
                .forEach(property -> locals(property, zone).stream().map(LocalTimes::write).forEach(starts::add));
        return starts;
    }

    /** By the clock of the zone, which is theirs, too, where they name none; what is a period begins where that does. */
    private List<LocalDateTime> locals(Property property, ZoneId zone) {
        var own = named(property).orElse(zone);
        return Arrays.stream(property.getValue().split(","))
                .map(one -> local(one.split("/")[0], own, zone, property.getName()))
                .toList();
    }

    private LocalDateTime local(String text, ZoneId own, ZoneId zone, String name) {
        try {
            if (isDate(text)) {
                return local(text);
            }
            return text.endsWith("Z")
                    ? LocalDateTime.ofInstant(local(text.substring(0, text.length() - 1)).toInstant(ZoneOffset.UTC),
                            zone)
                    : LocalDateTime.ofInstant(local(text).atZone(own).toInstant(), zone);
        } catch (DateTimeParseException _) {
            throw new IcsFaultException(line, name + " has to be a date or a time, 20260302 or 20260302T090000, and is "
                    + Texts.shown(text, 40));
        }
    }

    /** A date, or a time without a zone. @throws DateTimeParseException where it is none */
    static LocalDateTime local(String text) {
        return isDate(text)
                ? LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay()
                : LocalDateTime.parse(text, TIMED);
    }

    static boolean isDate(String text) {
        return text.length() == DATE_LENGTH;
    }

    private ZoneId zone(Property property) {
        return named(property).orElse(property.getValue().endsWith("Z") ? ZoneId.of("UTC") : zones.otherwise());
    }

    private Optional<ZoneId> named(Property property) {
        var name = property.<Parameter>getParameter(Parameter.TZID).map(Parameter::getValue);
        return name.map(one -> zones.find(one)
                .orElseThrow(() -> new IcsFaultException(line, "there is no time zone " + Texts.shown(one, 100))));
    }

    private List<IcsReply.Answer> answers() {
        var answers = new ArrayList<IcsReply.Answer>();
        for (var attendee : component.getProperties("ATTENDEE")) {
            var address = attendee.getValue().replaceFirst("(?i)^mailto:", "");
            var answer = attendee.<Parameter>getParameter(Parameter.PARTSTAT)
                    .map(Parameter::getValue)
                    .map(IcsComponent::answer)
                    .orElse(null);
            if (answer != null && EmailAddress.isValid(address)) {
                answers.add(new IcsReply.Answer(address, answer));
            }
        }
        return answers;
    }

    private static @Nullable AttendeeAnswer answer(String status) {
        return switch (status.toUpperCase(Locale.ROOT)) {
            case "ACCEPTED" -> AttendeeAnswer.ACCEPTED;
            case "DECLINED" -> AttendeeAnswer.DECLINED;
            case "TENTATIVE" -> AttendeeAnswer.TENTATIVE;
            case "NEEDS-ACTION" -> AttendeeAnswer.NEEDS_ACTION;
            default -> null;
        };
    }

    private Optional<String> text(String name) {
        return property(name).map(Property::getValue).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Optional<Property> property(String name) {
        return component.getProperty(name);
    }
}
