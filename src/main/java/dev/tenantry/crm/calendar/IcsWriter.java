package dev.tenantry.crm.calendar;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Parameter;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.TimeZoneRegistry;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Clazz;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Transp;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.mail.EmailAddress;

/** Events as iCalendar (RFC 5545), in the event's zone, which comes along. */
@Component
class IcsWriter {

    private static final String PRODUCT = "-//Tenantry//Calendar//EN";

    private final TimeZoneRegistry zones = TimeZoneRegistryFactory.getInstance().createRegistry();
    private final EntityManager entities;

    IcsWriter(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * @param attendees who are named
     * @param organizer the owner; null where nobody is written to
     * @param reader    in whose calendar it is written; null where that is nobody who attends it
     * @param without   starts of the series that the reader is not asked to
     * @param mask      of a property, what stands in its place; null where nothing does
     */
    record Entry(
            CalendarEvent event,
            List<EventAttendee> attendees,
            AttendeeNames.@Nullable Called organizer,
            @Nullable EventAttendee reader,
            List<String> without,
            Function<String, @Nullable String> mask) {

        Entry(CalendarEvent event, List<EventAttendee> attendees, AttendeeNames.@Nullable Called organizer) {
            this(event, attendees, organizer, null, List.of(), _ -> null);
        }

        private String shown(String property, String value) {
            var masked = mask.apply(property);
            return masked == null ? value : masked;
        }

        private boolean isDeclined() {
            return reader != null && reader.getAnswer() == AttendeeAnswer.DECLINED;
        }

        /** What of the series the reader declines, where not all of it, or takes part in, where all else is declined. */
        private List<Occurrence> answeredOtherwise() {
            return reader == null || !event.isRecurring()
                    ? List.of()
                    : reader.answeredOtherwise()
                            .stream()
                            .map(start -> Series.of(event).at(start))
                            .filter(Objects::nonNull)
                            .toList();
        }
    }

    /** @param method REQUEST, CANCEL or REPLY of RFC 5546, or PUBLISH */
    String write(List<Entry> entries, String method) {
        var calendar = new Calendar();
        calendar.add(new ProdId(PRODUCT));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(new Method(method));
        var used = new LinkedHashSet<String>();
        entries.stream()
                .flatMap(entry -> Stream.of(entry.event(), series(entry.event())))
                .forEach(event -> used.add(event.getTimeZone()));
        used.stream()
                .map(zones::getTimeZone)
                .filter(zone -> zone != null && !IcsTimes.isUtc(ZoneId.of(zone.getID())))
                .forEach(
                        zone -> calendar.add(zone.getVTimeZone()));
        entries.forEach(
                entry -> calendar.add(event(entry, method, entry.isDeclined(),
                        IcsTimes.of(entry.event(), series(entry.event()), entry.without()))));
        if (!method.equals("CANCEL")) {
            entries.stream()
                    .filter(entry -> IcsTimes.isBegunLater(entry.event()) && !isFirstOtherwise(entry.event(), entries))
                    .forEach(entry -> calendar.add(event(entry, method, entry.isDeclined(),
                            IcsTimes.first(entry.event()))));
        }
        entries.forEach(entry -> entry.answeredOtherwise()
                .stream()
                .filter(one -> !isOtherwise(entry.event(), one.original(), entries))
                .forEach(one -> calendar
                        .add(event(entry, method, !entry.isDeclined(), IcsTimes.at(entry.event(), one)))));
        return text(calendar);
    }

    private CalendarEvent series(CalendarEvent event) {
        var series = event.isException() ? entities.find(CalendarEvent.class, event.getSeriesId()) : null;
        return series == null ? event : series;
    }

    private static boolean isFirstOtherwise(CalendarEvent series, List<Entry> entries) {
        return isOtherwise(series, Series.of(series).start(), entries);
    }

    private static boolean isOtherwise(CalendarEvent series, LocalDateTime original, List<Entry> entries) {
        var first = LocalTimes.write(original);
        return entries.stream()
                .map(Entry::event)
                .anyMatch(
                        event -> series.getId().equals(event.getSeriesId()) && first.equals(event.getOriginalStart()));
    }

    private static String text(Calendar calendar) {
        var text = new StringWriter();
        try {
            new CalendarOutputter(false).output(calendar, text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static VEvent event(Entry entry, String method, boolean isDeclined, List<Property> times) {
        var event = entry.event();
        var component = new VEvent(false);
        component.add(new Uid(event.getUid()));
        component.add(new DtStamp(event.getUpdatedAt()));
        component.add(new Sequence(event.getSequence()));
        times.forEach(component::add);
        component.add(new Summary(entry.shown("title", event.getTitle())));
        if (event.getDescription() != null) {
            component.add(new Description(entry.shown("description", event.getDescription())));
        }
        if (event.getPlace() != null) {
            component.add(new Location(entry.shown("place", event.getPlace())));
        }
        if (event.getConferenceUrl() != null && entry.mask.apply("conferenceUrl") == null) {
            component.add(new Url(URI.create(event.getConferenceUrl())));
        }
        status(event, method).map(Status::new).ifPresent(component::add);
        component.add(new Transp((isDeclined ? EventTransparency.TRANSPARENT : event.getTransparency()).name()));
        if (event.isPrivate()) {
            component.add(new Clazz("PRIVATE"));
        }
        people(entry).forEach(component::add);
        return component;
    }

    /** Of what goes on without whom it is told that it is off, none (RFC 5546). */
    private static Optional<String> status(CalendarEvent event, String method) {
        var isOff = event.isTrashed() || event.getStatus() == EventStatus.CANCELLED;
        return method.equals("CANCEL") && !isOff
                ? Optional.empty()
                : Optional.of((isOff ? EventStatus.CANCELLED : event.getStatus()).name());
    }

    private static List<Property> people(Entry entry) {
        var people = new ArrayList<Property>();
        var organizer = entry.organizer();
        if (organizer != null && organizer.email() != null) {
            people.add(new Organizer(new ParameterList(named(organizer.name())), mailto(organizer.email())));
        }
        for (var attendee : entry.attendees()) {
            if (attendee.getEmail() != null) {
                var parameters = new ArrayList<>(named(attendee.getName()));
                parameters.add(new PartStat(attendee.getAnswer().name().replace('_', '-')));
                parameters.add(Rsvp.TRUE);
                people.add(new Attendee(new ParameterList(parameters), mailto(attendee.getEmail())));
            }
        }
        return people;
    }

    private static List<Parameter> named(@Nullable String name) {
        return name == null || name.isBlank() ? List.of() : List.of(new Cn(name.replaceAll("[\\p{Cntrl}\"]", " ")));
    }

    private static URI mailto(String address) {
        try {
            return URI.create(new URI("mailto", EmailAddress.deliverable(address), null).toASCIIString());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
