package dev.tenantry.crm.calendar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.Notifications;
import dev.tenantry.tenancy.Localizations;

/**
 * Tells whoever has an event in the own calendar what somebody else has done about it, with the entry as it is now: published (RFC 5546), as
 * nobody is asked to what is their own.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class OwnerMails {

    private static final String OWNER = "select address, called, zone, language from app.reached_members(app.org_id(), array[?])";

    private final EntityManager entities;
    private final IcsWriter writer;
    private final Notifications notifications;
    private final Consents consents;
    private final JdbcClient jdbc;
    private final Localizations localizations;

    OwnerMails(EntityManager entities, IcsWriter writer, Notifications notifications, Consents consents,
            JdbcClient jdbc, Localizations localizations) {
        this.entities = entities;
        this.writer = writer;
        this.notifications = notifications;
        this.consents = consents;
        this.jdbc = jdbc;
        this.localizations = localizations;
    }

    private record Owner(String address, @Nullable String name, @Nullable String zone, @Nullable String language) {}

    /**
     * What is told.
     *
     * @param values  what the template's placeholders stand for besides those of an event
     * @param replyTo where answers go
     */
    public record Notice(String template, Map<String, String> values, String replyTo) {}

    /** @param by the member who has done it, who is told nothing of that; null: nobody of them */
    public void tell(Long event, @Nullable UUID by, Notice notice) {
        var found = entities.find(CalendarEvent.class, event);
        if (by == null || !by.equals(found.getOwnerId())) {
            owner(found).filter(owner -> !isRefused(owner.address))
                    .ifPresent(owner -> notifications.queue(message(found, owner, notice)));
        }
    }

    private Message message(CalendarEvent event, Owner owner, Notice notice) {
        var all = new HashMap<>(EventText.of(localizations.ownFormat().to(owner.language))
                .reminder(event, event.time(), owner.zone, null));
        all.putAll(notice.values);
        var entry = new IcsWriter.Entry(event, List.of(), new AttendeeNames.Called(owner.address, owner.name));
        return Message.email(owner.address, notice.template, all)
                .with(writer.write(List.of(entry), "PUBLISH"))
                .answeredTo(notice.replyTo);
    }

    private Optional<Owner> owner(CalendarEvent event) {
        UUID owner = event.getOwnerId();
        return owner == null
                ? Optional.empty()
                : jdbc.sql(OWNER)
                        .param(owner)
                        .query((row, _) -> new Owner(Objects.requireNonNullElse(row.getString(1), ""),
                                row.getString(2), row.getString(3), row.getString(4)))
                        .optional()
                        .filter(found -> !found.address.isEmpty());
    }

    private boolean isRefused(String address) {
        return !consents.refused(ContactChannel.EMAIL, MessagePurpose.TRANSACTIONAL, List.of(address)).isEmpty();
    }
}
