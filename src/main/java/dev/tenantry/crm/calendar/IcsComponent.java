package dev.tenantry.crm.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.TemporalAmountAdapter;
import net.fortuna.ical4j.model.component.CalendarComponent;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.template.TextTarget;
import dev.tenantry.shared.text.Texts;

/** One VEVENT as it is read. */
final class IcsComponent {

    private static final int SHOWN = 100;
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private final CalendarComponent component;
    private final int line;
    private final IcsZones zones;
    private final IcsMoments moments;

    IcsComponent(CalendarComponent component, int line, IcsZones zones) {
        this.component = component;
        this.line = line;
        this.zones = zones;
        this.moments = new IcsMoments(line, zones);
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
            throw fault("a date, a time or a duration is of no form, or of no year that a calendar has");
        } catch (IllegalArgumentException _) {
            throw fault("a value is of no form");
        } catch (IcsFaultException fault) {
            throw fault(String.valueOf(fault.getMessage()));
        }
    }

    /** By its UID, where it has one. */
    private IcsFaultException fault(String reason) {
        return new IcsFaultException(line,
                text("UID").map(uid -> "the event " + Texts.shown(uid, SHOWN) + ": " + reason)
                        .orElse(reason));
    }

    /** When it was written; null where that is not said. */
    private @Nullable Instant stamp() {
        return property("DTSTAMP").map(stamp -> moments.instant(stamp, ZoneOffset.UTC))
                .orElse(null);
    }

    /** It is in the zone of its series, which may be another one than its own. */
    private @Nullable Function<ZoneId, LocalDateTime> original() {
        var original = property("RECURRENCE-ID").orElse(null);
        if (original == null) {
            return null;
        }
        moments.locals(original, ZoneOffset.UTC);
        return zone -> moments.locals(original, zone).getFirst();
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
        var attending = IcsGuest.of(component);
        return new IcsEvent(line, uid(), sequence(), original(), request(start, zone),
                text("CLASS").filter(one -> !one.equalsIgnoreCase("PUBLIC")).isPresent(), attending.guests(),
                IcsLeftOut.of(component, attending.isWhole()));
    }

    private CalendarEventRequest request(Property start, ZoneId zone) {
        var isOfDays = IcsMoments.isDate(start);
        var begins = moments.instant(start, zone);
        var ends = ends(begins, zone, isOfDays);
        var first = LocalDate.ofInstant(begins, zone);
        var isOnce = property("RECURRENCE-ID").isPresent();
        return new CalendarEventRequest(text("SUMMARY").map(TextTarget.HEADER::escape).orElse("Untitled"),
                text("DESCRIPTION").orElse(null),
                isOfDays ? null : begins, isOfDays ? null : ends,
                isOfDays ? first : null, isOfDays ? lastDay(first, LocalDate.ofInstant(ends, zone)) : null,
                zone.getId(), text("LOCATION").orElse(null),
                IcsLink.of(component).map(IcsLink::text).orElse(null),
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

    private Instant ends(Instant begins, ZoneId zone, boolean isOfDays) {
        var end = property("DTEND");
        if (end.isPresent()) {
            return moments.instant(end.get(), zone);
        }
        TemporalAmount lasts = text("DURATION").map(text -> TemporalAmountAdapter.parse(text).getDuration())
                .orElse(isOfDays ? Duration.ofDays(1) : Duration.ZERO);
        return isOfDays
                ? LocalDateTime.ofInstant(begins, zone).plus(lasts).atZone(zone).toInstant()
                : begins.atZone(zone).plus(lasts).toInstant();
    }

    /** Days where it takes whole days, and times where it has times. */
    private List<String> starts(String name, ZoneId zone, boolean isOfDays) {
        var starts = new ArrayList<String>();
        component.getProperties(name)
                .stream()
                .filter(property -> isOfDays == IcsMoments.isDate(property))
                .forEach(property -> moments.locals(property, zone)
                        .stream()
                        .map(LocalTimes::write)
                        .forEach(starts::add));
        return starts;
    }

    /** Of times in UTC we may have written another one besides. */
    private ZoneId zone(Property start) {
        return moments.named(start)
                .or(() -> IcsMoments.value(start).endsWith("Z")
                        ? text(IcsTimes.ZONE).flatMap(zones::find).or(() -> Optional.of(ZoneId.of("UTC")))
                        : Optional.empty())
                .orElse(zones.otherwise());
    }

    private List<IcsReply.Answer> answers() {
        var answers = new ArrayList<IcsReply.Answer>();
        for (var attendee : component.getProperties("ATTENDEE")) {
            var address = attendee.getValue().replaceFirst("(?i)^mailto:", "");
            if (EmailAddress.isValid(address)) {
                IcsGuest.answer(attendee).ifPresent(answer -> answers.add(new IcsReply.Answer(address, answer)));
            }
        }
        return answers;
    }

    private Optional<String> text(String name) {
        return property(name).map(Property::getValue).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Optional<Property> property(String name) {
        return component.getProperty(name);
    }
}
