package dev.tenantry.crm.email;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.EmailCaptured;
import dev.tenantry.crm.EmailDeleted;
import dev.tenantry.crm.EmailRestored;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.record.Erasure;
import dev.tenantry.shared.text.Texts;

/** What is told of mails that all members see, in events and on timelines. Of others nothing is, and nothing stays of those that become such. */
@Component
class EmailJournal {

    static final String TYPE = "email";
    private static final int SUMMARY = 140;

    private final DomainEvents events;
    private final Timeline timeline;
    private final EmailLinks links;
    private final ObjectProvider<Erasure> erasures;

    EmailJournal(DomainEvents events, Timeline timeline, EmailLinks links, ObjectProvider<Erasure> erasures) {
        this.events = events;
        this.timeline = timeline;
        this.links = links;
        this.erasures = erasures;
    }

    void captured(Email email) {
        if (!email.isShared()) {
            return;
        }
        var linked = links.told(email.getId());
        note(email, linked);
        events.publish(new EmailCaptured(email.getId(), email.getThreadId(), email.getDirection().toString(),
                email.getSender(), email.getSubject(), email.getSentAt(), email.isAutomatic(), email.getCapturedBy(),
                first(linked.contacts()), first(linked.companies()), first(linked.opportunities())));
    }

    /** All see it again of which events have told. */
    void shown(Email email) {
        note(email, links.told(email.getId()));
    }

    /** To the trash. */
    void deleted(Email email) {
        if (email.isShared()) {
            var linked = links.told(email.getId());
            events.publish(new EmailDeleted(email.getId(), email.getThreadId(), email.getDirection().toString(),
                    email.getSender(), email.getSubject(), email.getSentAt(), first(linked.contacts()),
                    first(linked.companies()), first(linked.opportunities())));
        }
    }

    void restored(Email email) {
        if (email.isShared()) {
            var linked = links.told(email.getId());
            events.publish(new EmailRestored(email.getId(), email.getThreadId(), email.getDirection().toString(),
                    email.getSender(), email.getSubject(), email.getSentAt(), first(linked.contacts()),
                    first(linked.companies()), first(linked.opportunities())));
        }
    }

    private void note(Email email, EmailLinks.Linked linked) {
        timeline.note("email.captured", email.getId(), summary(email), subjects(linked));
    }

    private static @Nullable Long first(List<Long> ids) {
        return ids.isEmpty() ? null : ids.getFirst();
    }

    private static Subjects subjects(EmailLinks.Linked linked) {
        var subjects = new Subjects(List.of());
        for (var id : linked.contacts()) {
            subjects = subjects.and("contact", id);
        }
        for (var id : linked.companies()) {
            subjects = subjects.and("company", id);
        }
        for (var id : linked.opportunities()) {
            subjects = subjects.and("opportunity", id);
        }
        return subjects;
    }

    private static String summary(Email email) {
        var subject = email.getSubject().isBlank() ? "(no subject)" : email.getSubject();
        return Texts.shown("E-mail: " + subject, SUMMARY);
    }

    /** As of what is deleted for good: journals keep that there was something, and no texts. */
    void forget(Long email) {
        erasures.orderedStream().forEach(erasure -> erasure.erase(TYPE, List.of(email)));
    }
}
