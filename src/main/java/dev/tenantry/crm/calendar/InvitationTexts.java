package dev.tenantry.crm.calendar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.AttendeeNames.Called;
import dev.tenantry.crm.calendar.AttendeeNames.Reader;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.text.LocalFormat;
import dev.tenantry.tenancy.Localizations;

/** What those who attend are mailed: as the organization writes, else in the language of whoever reads it. In the current transaction. */
@Component
class InvitationTexts {

    private final AttendeeNames names;
    private final Localizations localizations;

    InvitationTexts(AttendeeNames names, Localizations localizations) {
        this.names = names;
        this.localizations = localizations;
    }

    /** The owner; of what is nobody's, whoever does it. */
    Called organizer(CalendarEvent event) {
        UUID member = event.getOwnerId() == null ? TenantContext.current().userId() : event.getOwnerId();
        var none = new Called(null, null);
        return member == null ? none : names.ofMembers(Set.of(member)).getOrDefault(member, none);
    }

    Texts of(CalendarEvent event, Called organizer, List<EventAttendee> attendees) {
        var format = localizations.ownFormat();
        var members = names.readers(
                attendees.stream().map(EventAttendee::getMemberId).filter(Objects::nonNull).toList());
        return new Texts(event, organizer, members, reader -> format.to(reader.language()));
    }

    /** How somebody is written to. */
    private interface Format {

        LocalFormat to(Reader reader);
    }

    /** What the placeholders stand for, attendee by attendee. */
    static final class Texts {

        private final CalendarEvent event;
        private final Called organizer;
        private final Map<UUID, Reader> members;
        private final Format format;
        private final Map<List<Object>, Map<String, String>> known = new HashMap<>();

        private Texts(CalendarEvent event, Called organizer, Map<UUID, Reader> members, Format format) {
            this.event = event;
            this.organizer = organizer;
            this.members = members;
            this.format = format;
        }

        /** Members are told by their clocks. @param booked by whose clock it was booked; null where it was not */
        Map<String, String> to(EventAttendee attendee, @Nullable String booked) {
            var reader = attendee.getMemberId() == null
                    ? Reader.UNKNOWN
                    : members.getOrDefault(attendee.getMemberId(), Reader.UNKNOWN);
            var own = format.to(reader);
            var zone = booked == null ? reader.zone() : booked;
            return known.computeIfAbsent(List.of(own, Objects.requireNonNullElse(zone, "")),
                    _ -> EventText.of(own).invitation(event, organizer, zone));
        }
    }
}
