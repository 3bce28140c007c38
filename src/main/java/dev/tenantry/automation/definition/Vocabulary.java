package dev.tenantry.automation.definition;

import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.integrations.WebhookVerifications;
import dev.tenantry.shared.journal.EventTypes;
import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.record.DatedRecords;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;

/** What workflows can name: events with their fields, and records with theirs. And what it takes to read either. */
@Component
class Vocabulary {

    /** The names of a path to what a field was or became: {@code trigger.changes.stage.after}. */
    private static final int CHANGED = 4;

    private static final String TO_READ_MEMBERS = "members:read";
    private static final String TO_READ_MESSAGES = "webhook-events:read";

    private static final String SCHEDULED_AT = "scheduledAt";
    private static final Type TIME = new Shapes.Members(Map.of(SCHEDULED_AT, Instant.class));

    private final EventTypes events;
    private final RecordRegistry records;
    private final DatedRecords dated;
    private final RecordPermissions permissions;
    private final WebhookVerifications verifications;
    /** By the very trigger: those of what is carried out are kept, and asked for at each step. */
    private final LoadingCache<Trigger, Names> names = Caffeine.newBuilder().weakKeys().build(this::read);

    Vocabulary(EventTypes events, RecordRegistry records, DatedRecords dated, RecordPermissions permissions,
            WebhookVerifications verifications) {
        this.dated = dated;
        this.verifications = verifications;
        this.events = events;
        this.records = records;
        this.permissions = permissions;
    }

    private record Event(String id, String name, String aggregateType, String aggregateId, Instant occurredAt) {}

    private record Workflow(String id, String name) {}

    private record Run(String id) {}

    private record Owner(String id, String name, String email, String zone, String language) {}

    private record Organization(String name) {}

    boolean knows(String event) {
        return events.find(event).isPresent();
    }

    Set<String> events() {
        var names = new TreeSet<String>();
        events.all().forEach(event -> names.add(event.name()));
        return names;
    }

    /** The fields of records whose days workflows can start by. */
    Set<String> dates() {
        return dated.fields();
    }

    /** Those of them that are moments. */
    Set<String> moments() {
        return dated.moments();
    }

    /** What paths lead to in a workflow with this trigger. What somebody hands to a run can be anything. */
    Names of(Trigger trigger) {
        return names.get(trigger);
    }

    private Names read(Trigger trigger) {
        var roots = new LinkedHashMap<String, Type>();
        roots.put("trigger", payload(trigger));
        roots.put("event", Event.class);
        roots.put("workflow", Workflow.class);
        roots.put("run", Run.class);
        roots.put(Scope.NOW, Instant.class);
        roots.put(Scope.TODAY, LocalDate.class);
        Scope.RECORDS.forEach(type -> roots.put(type, records.of(type).shows()));
        Scope.OWNERS.keySet().forEach(owner -> roots.put(owner, Owner.class));
        roots.put(Scope.ORGANIZATION, Organization.class);
        return new Names(roots, changing(trigger));
    }

    /** What is wrong with how it states that messages are verified. */
    List<FieldError> faults(Trigger trigger) {
        return trigger.verified() == null ? List.of() : verifications.faults(trigger.verified());
    }

    /**
     * What it takes to read what the trigger hands to a run: an event tells of a record, a message what another service says, an integration's
     * of what it connects to.
     */
    Set<String> reading(Trigger trigger) {
        if (trigger.type() == Trigger.Type.WEBHOOK) {
            return trigger.integrationId() == null
                    ? Set.of(TO_READ_MESSAGES)
                    : Set.of("integrations:read", TO_READ_MESSAGES);
        }
        var told = toldOf(trigger);
        return told == null ? Set.of() : Set.of(permissions.of(told, "read"));
    }

    /** What it takes to read what paths lead to that begin so. */
    Set<String> reading(String root) {
        var owned = Scope.OWNERS.get(root);
        if (owned != null) {
            return Set.of(permissions.of(owned, "read"), TO_READ_MEMBERS);
        }
        return Scope.RECORDS.contains(root) ? Set.of(permissions.of(root, "read")) : Set.of();
    }

    /** How texts that a path leads to are compared: as the lists of the records compare them. @param known names of the trigger */
    Field.Matching matching(Trigger trigger, Names known, String path) {
        var names = path.split("\\.");
        if (known.typeOf(path.substring(0, Math.max(0, path.lastIndexOf('.')))) == Money.class) {
            return Field.Matching.EXACT;
        }
        var property = names.length == 2
                ? names[1]
                : names.length == CHANGED && names[1].equals("changes") ? names[2] : "";
        if (names[0].equals("event")) {
            return Field.Matching.EXACT;
        }
        var record = names[0].equals("trigger")
                ? aggregate(trigger)
                : Scope.RECORDS.contains(names[0]) ? names[0] : null;
        return record == null ? Field.Matching.FOLDED : records.of(record).matching(property);
    }

    /** What the API shows of the record that the event tells of. */
    private @Nullable Type changing(Trigger trigger) {
        var record = aggregate(trigger);
        return record == null ? null : records.of(record).shows();
    }

    /** The kind of record that the event tells of; null where that is no record. */
    private @Nullable String aggregate(Trigger trigger) {
        var told = toldOf(trigger);
        return told != null && permissions.has(told) ? told : null;
    }

    /** What it tells of, be it no record; null where that is not known. */
    private @Nullable String toldOf(Trigger trigger) {
        var date = trigger.date();
        if (date != null) {
            return permissions.has(date.record()) ? date.record() : null;
        }
        var event = trigger.event();
        return event == null ? null : events.find(event).map(EventTypes.EventType::aggregateType).orElse(null);
    }

    /** What another service sends, with the headers that are kept. @param verified null: as an integration's provider has it */
    private Type message(@Nullable JsonNode verified) {
        var headers = new TreeMap<String, Type>();
        if (verified != null) {
            verifications.kept(verified).forEach(name -> headers.put(name, Shapes.ANYTHING));
        }
        return new Shapes.Members(Map.of("id", String.class, "receivedAt", Instant.class, "headers",
                verified == null ? Shapes.ANYTHING : new Shapes.Members(headers), "body", Shapes.ANYTHING));
    }

    /** What an event would tell of the record, and which day has come, and when. */
    private Type dated(@Nullable String record) {
        var restored = record == null ? null : events.find(record + ".restored").orElse(null);
        if (restored == null) {
            return Shapes.ANYTHING;
        }
        var told = new TreeMap<>(restored.fields());
        told.put("date", LocalDate.class);
        told.put(SCHEDULED_AT, Instant.class);
        return new Shapes.Members(told);
    }

    /** An event may also be handed to a run by hand, which then can be anything. */
    private Type payload(Trigger trigger) {
        if (trigger.type() == Trigger.Type.WEBHOOK) {
            return message(trigger.verified());
        }
        if (trigger.type() == Trigger.Type.SCHEDULE) {
            return TIME;
        }
        if (trigger.date() != null) {
            return dated(aggregate(trigger));
        }
        var event = trigger.event();
        return event == null
                ? Shapes.ANYTHING
                : events.find(event).<Type>map(type -> new Shapes.Members(type.fields())).orElse(Shapes.ANYTHING);
    }
}
