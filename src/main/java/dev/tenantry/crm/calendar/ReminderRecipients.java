package dev.tenantry.crm.calendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.mail.EmailAddress;

/** Who of an event is reminded of it, by which address and by whose clock, as things stand. In the current transaction. */
@Component
class ReminderRecipients {

    private static final String MEMBERS = "select member, address, zone, language from app.reached_members(app.org_id(), cast(? as uuid[]))";
    private static final String CONTACTS = """
            select id, email, phone_e164, zone from contacts
            where organization_id = app.org_id() and deleted_at is null and id = any(cast(? as bigint[]))""";

    private final JdbcClient jdbc;
    private final EventParts parts;

    ReminderRecipients(JdbcClient jdbc, EventParts parts) {
        this.jdbc = jdbc;
        this.parts = parts;
    }

    /**
     * Somebody.
     *
     * @param key     who it is, for all time
     * @param address null where nothing is known
     * @param zone    by whose clock times are told; null where it is the event's
     * @param language of a member; null where it is not known
     * @param isInvited whether the invitation was mailed
     */
    record Recipient(
            String key,
            @Nullable UUID memberId,
            @Nullable Long contactId,
            @Nullable String address,
            @Nullable String zone,
            @Nullable String language,
            boolean isInvited) {

        boolean isMember() {
            return memberId != null;
        }
    }

    /** Members who were looked for before in the same transaction. */
    static final class Reached {

        private final Map<UUID, Optional<Recipient>> members = new HashMap<>();
    }

    /** Nobody twice at one address. Of what is private the owner alone; by WhatsApp contacts alone, whose numbers are known. */
    List<Recipient> of(CalendarEvent event, ReminderAudience audience, ReminderMethod method, Reached reached) {
        var attendees = attendees(event, audience);
        var found = new ArrayList<Recipient>();
        if (method == ReminderMethod.EMAIL) {
            found.addAll(members(event, audience, attendees, reached));
        }
        found.addAll(contacts(attendees, method));
        if (method == ReminderMethod.EMAIL) {
            attendees.stream()
                    .filter(one -> one.getMemberId() == null && one.getContactId() == null)
                    .map(ReminderRecipients::address)
                    .forEach(found::add);
        }
        var once = new LinkedHashMap<String, Recipient>();
        found.forEach(one -> once.putIfAbsent(place(one), one));
        return List.copyOf(once.values());
    }

    private List<EventAttendee> attendees(CalendarEvent event, ReminderAudience audience) {
        return event.isPrivate() || !audience.hasAttendees()
                ? List.of()
                : parts.attendees(event).stream().filter(one -> one.getAnswer() != AttendeeAnswer.DECLINED).toList();
    }

    private List<Recipient> members(CalendarEvent event, ReminderAudience audience, List<EventAttendee> attendees,
            Reached reached) {
        var ids = attendees.stream()
                .map(EventAttendee::getMemberId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (event.getOwnerId() != null && (event.isPrivate() || audience.hasOwner())) {
            ids.add(event.getOwnerId());
        }
        find(ids.stream().filter(id -> !reached.members.containsKey(id)).toList(), reached);
        return ids.stream().flatMap(id -> reached.members.getOrDefault(id, Optional.empty()).stream()).toList();
    }

    private void find(List<UUID> ids, Reached reached) {
        if (ids.isEmpty()) {
            return;
        }
        ids.forEach(id -> reached.members.put(id, Optional.empty()));
        jdbc.sql(MEMBERS).param(ids.toArray(UUID[]::new)).query((row, _) -> {
            var id = row.getObject("member", UUID.class);
            return new Recipient("member:" + id, id, null, row.getString("address"), row.getString("zone"),
                    row.getString("language"), false);
        }).list().forEach(one -> reached.members.put(Objects.requireNonNull(one.memberId()), Optional.of(one)));
    }

    private List<Recipient> contacts(List<EventAttendee> attendees, ReminderMethod method) {
        Map<Long, EventAttendee> stated = new HashMap<>();
        for (var attendee : attendees) {
            var contact = attendee.getContactId();
            if (contact != null) {
                stated.put(contact, attendee);
            }
        }
        return stated.isEmpty()
                ? List.of()
                : jdbc.sql(CONTACTS).param(stated.keySet().toArray(Long[]::new)).query((row, _) -> {
                    var id = row.getLong("id");
                    var email = row.getString("email");
                    var attendee = Objects.requireNonNull(stated.get(id));
                    var address = method == ReminderMethod.WHATSAPP
                            ? row.getString("phone_e164")
                            : email == null ? attendee.getEmail() : email;
                    return new Recipient("contact:" + id, null, id, address, row.getString("zone"), null,
                            attendee.isTold());
                }).list();
    }

    private static Recipient address(EventAttendee attendee) {
        var email = Objects.requireNonNull(attendee.getEmail());
        return new Recipient("address:" + EmailAddress.canonical(email), null, null, email, null, null,
                attendee.isTold());
    }

    private static String place(Recipient recipient) {
        var address = recipient.address();
        return address == null ? recipient.key() : address.contains("@") ? EmailAddress.canonical(address) : address;
    }
}
