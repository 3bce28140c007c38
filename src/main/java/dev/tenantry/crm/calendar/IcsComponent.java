package dev.tenantry.crm.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import net.fortuna.ical4j.model.Parameter;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.TemporalAmountAdapter;
import net.fortuna.ical4j.model.TimeZoneRegistry;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;
import net.fortuna.ical4j.model.component.CalendarComponent;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.time.Zones;

/** One VEVENT as it is read. */
final class IcsComponent {

    private static final TimeZoneRegistry REGISTRY = TimeZoneRegistryFactory.getInstance().createRegistry();
    private static final DateTimeFormatter TIMED = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final int DATE_LENGTH = 8;
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private final CalendarComponent component;
    private final int line;

    private IcsComponent(CalendarComponent component, int line) {
        this.component = component;
        this.line = line;
    }

    static IcsEvent read(CalendarComponent component, int line) {
        try {
            return new IcsComponent(component, line).read();
        } catch (DateTimeException | IllegalArgumentException fault) {
            throw new IcsFaultException(line,
                    fault.getMessage() == null ? "a value is of no form" : fault.getMessage());
        }
    }

    static IcsReply reply(CalendarComponent component, int line) {
        try {
            return new IcsComponent(component, line).reply();
        } catch (DateTimeException | IllegalArgumentException fault) {
            throw new IcsFaultException(line,
                    fault.getMessage() == null ? "a value is of no form" : fault.getMessage());
        }
    }

    private IcsReply reply() {
        return new IcsReply(uid(), sequence(), original(), answers());
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

    private IcsEvent read() {
        var start = property("DTSTART").orElseThrow(() -> new IcsFaultException(line, "an event needs a DTSTART"));
        var zone = zone(start);
        return new IcsEvent(line, uid(), sequence(), original(),
                request(start, zone), text("CLASS").filter(one -> !one.equalsIgnoreCase("PUBLIC")).isPresent());
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
                EventVisibility.DEFAULT, null, null, null, null, isOnce ? null : text("RRULE").orElse(null),
                isOnce ? List.of() : starts("RDATE", zone), isOnce ? List.of() : starts("EXDATE", zone), null);
    }

    /** A last day is not a part of it in files. */
    private static LocalDate lastDay(LocalDate first, LocalDate end) {
        return end.isAfter(first) ? end.minusDays(1) : first;
    }

    private LocalDateTime ends(LocalDateTime begins, ZoneId zone, boolean isOfDays) {
        var end = property("DTEND");
        if (end.isPresent()) {
            return LocalDateTime.ofInstant(
                    locals(end.get(), zone(end.get())).getFirst().atZone(zone(end.get())).toInstant(),
                    isOfDays ? zone(end.get()) : zone);
        }
        TemporalAmount lasts = text("DURATION").map(text -> TemporalAmountAdapter.parse(text).getDuration())
                .orElse(isOfDays ? Duration.ofDays(1) : Duration.ZERO);
        return begins.atZone(zone).plus(lasts).toLocalDateTime();
    }

    private List<String> starts(String name, ZoneId zone) {
        var starts = new ArrayList<String>();
        component.getProperties(name)
                .forEach(property -> locals(property, zone).stream().map(LocalTimes::write).forEach(starts::add));
        return starts;
    }

    /** By the clock of the zone; what is a period begins where that does. */
    private List<LocalDateTime> locals(Property property, ZoneId zone) {
        return Arrays.stream(property.getValue().split(","))
                .map(one -> local(one.split("/")[0], zone(property, zone), zone))
                .toList();
    }

    private static LocalDateTime local(String text, ZoneId own, ZoneId zone) {
        if (isDate(text)) {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay();
        }
        return text.endsWith("Z")
                ? LocalDateTime.ofInstant(
                        LocalDateTime.parse(text.substring(0, text.length() - 1), TIMED).toInstant(ZoneOffset.UTC),
                        zone)
                : LocalDateTime.ofInstant(LocalDateTime.parse(text, TIMED).atZone(own).toInstant(), zone);
    }

    private static boolean isDate(String text) {
        return text.length() == DATE_LENGTH;
    }

    private ZoneId zone(Property property) {
        return zone(property, ZoneId.of("UTC"));
    }

    /** By its name in the IANA database, or the one that Windows has for it. */
    private ZoneId zone(Property property, ZoneId otherwise) {
        var name = property.<Parameter>getParameter(Parameter.TZID).map(Parameter::getValue);
        return name.isEmpty()
                ? otherwise
                : name.flatMap(IcsComponent::known)
                        .orElseThrow(() -> new IcsFaultException(line, "there is no time zone " + name.get()));
    }

    private static Optional<ZoneId> known(String name) {
        return Zones.known(name)
                .or(() -> Optional.ofNullable(REGISTRY.getTimeZone(name))
                        .flatMap(zone -> Zones.known(zone.getVTimeZone().getTimeZoneId().getValue())));
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
