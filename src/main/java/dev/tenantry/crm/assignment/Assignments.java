package dev.tenantry.crm.assignment;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.crm.RecordAssigned;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.tenancy.TenantLocks;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.tenancy.MemberDirectory;

/**
 * Gives records to members by the rules. Whoever gives one waits for whoever does, up to the commit, so that each sees what the others have
 * been given: turns are fair, and nobody gets more than the limit, however many come at once.
 */
@Service
@Transactional
public class Assignments {

    private final AssignableRecords records;
    private final Pool pool;
    private final MemberDirectory members;
    private final EntityManager entities;
    private final DomainEvents events;
    private final Timeline timeline;

    Assignments(AssignableRecords records, Pool pool, MemberDirectory members, EntityManager entities,
            DomainEvents events, Timeline timeline) {
        this.records = records;
        this.pool = pool;
        this.members = members;
        this.entities = entities;
        this.events = events;
        this.timeline = timeline;
    }

    /** @param ruleId whose; null where no rule gave it */
    public record Given(@Nullable UUID ownerId, @Nullable Long ruleId) {}

    /**
     * Gives a record to whose turn it is, where it has no owner. That rules are for it and nobody is left is an event.
     *
     * @param type of those that are given to members: {@code lead}
     * @return empty where there is no such record
     */
    public Optional<Given> assign(String type, Long id) {
        if (!isHeld(type, id)) {
            return Optional.empty();
        }
        var owner = owner(type, id);
        if (owner != null) {
            return Optional.of(new Given(owner, null));
        }
        var fitting = fitting(type, id);
        var given = give(type, id, fitting, null);
        if (given.isEmpty() && !fitting.isEmpty()) {
            timeline.note(type + ".unassigned", id, "Nobody is left whom it could be given to", Subjects.of(type, id));
            events.publish(new RecordAssigned(type, id, null, fitting.getFirst().getId(),
                    RecordAssigned.What.UNASSIGNED));
        }
        return Optional.of(given.orElse(new Given(null, null)));
    }

    /** Gives it to somebody else than its owner, who keeps it where nobody is left. @return whether it went */
    boolean pass(String type, Long id, UUID owner) {
        return isHeld(type, id) && owner.equals(owner(type, id))
                && give(type, id, fitting(type, id), owner).isPresent();
    }

    /** Locks the record, behind whoever gives others of the kind. */
    private boolean isHeld(String type, Long id) {
        TenantLocks.take(entities, "assignment " + type);
        entities.flush();
        return !records.of(type).lock(List.of(id), true).isEmpty();
    }

    private @Nullable UUID owner(String type, Long id) {
        var owner = records.of(type).find(id).orElseThrow().path("ownerId").asString("");
        return owner.isEmpty() ? null : UUID.fromString(owner);
    }

    private List<AssignmentRule> fitting(String type, Long id) {
        return TenantQuery.of(entities, AssignmentRule.class, "e", AssignmentRule.class,
                List.of("e.type = :type", "e.active = true", "e.deletedAt is null"), "order by e.position, e.id")
                .set("type", type)
                .list()
                .stream()
                .filter(rule -> rule.getFilter() == null || records.isAmong(type, id, rule.getFilter()))
                .toList();
    }

    private Optional<Given> give(String type, Long id, List<AssignmentRule> fitting, @Nullable UUID except) {
        for (var rule : fitting) {
            var line = pool.of(rule);
            var passedOver = new HashSet<UUID>();
            if (except != null) {
                passedOver.add(except);
            }
            for (var next = line.next(passedOver); next.isPresent(); next = line.next(passedOver)) {
                var member = next.get();
                if (members.keep(member.memberId())) {
                    pool.take(rule, line, member);
                    hand(type, id, rule, member.memberId());
                    return Optional.of(new Given(member.memberId(), rule.getId()));
                }
                passedOver.add(member.memberId());
            }
        }
        return Optional.empty();
    }

    private void hand(String type, Long id, AssignmentRule rule, UUID member) {
        records.of(type).patch(id, JsonNodeFactory.instance.objectNode().put("ownerId", member.toString()));
        timeline.note(type + ".assigned", id, "It was given to its owner by the rule " + rule.getName(),
                Subjects.of(type, id));
        events.publish(new RecordAssigned(type, id, member, rule.getId(), RecordAssigned.What.ASSIGNED));
    }
}
