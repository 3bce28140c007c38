package dev.tenantry.crm.assignment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Selection;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;

/** The records that rules give to members, of whatever kind. */
@Component
class AssignableRecords {

    private static final String LIVE = "e.deletedAt is null";
    private static final String OWNER = "ownerId";

    private final Map<String, Assignable> kinds;
    /** Rules are among them. */
    private final ObjectProvider<RecordService<?, ?, ?>> services;
    private final RecordKernel kernel;

    AssignableRecords(List<Assignable> kinds, ObjectProvider<RecordService<?, ?, ?>> services, RecordKernel kernel) {
        this.kinds = kinds.stream()
                .collect(Collectors.toMap(Assignable::type, kind -> kind, (one, _) -> one, TreeMap::new));
        this.services = services;
        this.kernel = kernel;
    }

    /** In the order of their names. */
    Collection<String> types() {
        return kinds.keySet();
    }

    /** @throws ProblemException 404 */
    RecordService<?, ?, ?> of(String type) {
        return services.stream()
                .filter(records -> records.type().equals(type) && kinds.containsKey(type))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    /** Whether a live record is one of those that a filter leaves. */
    boolean isAmong(String type, Long id, String filter) {
        var one = new Filter.Condition("id", "eq", List.of(id.toString()), false);
        return !of(type).ids(ListRequest.of(new Filter.And(List.of(one, Filter.of(filter))), null), 1).isEmpty();
    }

    /** How many open ones each of these members has; without those who have none. */
    Map<UUID, Long> open(String type, Collection<UUID> members) {
        var owned = owned(type,
                new Filter.Condition(OWNER, "in", members.stream().<@Nullable String>map(UUID::toString).toList(),
                        false));
        return kernel.lists()
                .summarize(of(type).listing().under(LIVE), new Selection(owned, null), "e.ownerId, count(e)",
                        "e.ownerId")
                .stream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> (Long) row[1]));
    }

    /** The member's open ones, by their ids. @param after which; null: from the first */
    List<Long> openOf(String type, UUID member, @Nullable Long after, int most) {
        var owned = owned(type, new Filter.Condition(OWNER, "eq", List.of(member.toString()), false));
        var rest = after == null
                ? owned
                : new Filter.And(List.of(owned, new Filter.Condition("id", "gt", List.of(after.toString()), false)));
        return of(type).ids(ListRequest.of(rest, "id"), most);
    }

    private Filter owned(String type, Filter.Condition whose) {
        var open = kinds.containsKey(type) ? kinds.get(type).open() : null;
        return open == null ? whose : new Filter.And(List.of(whose, Filter.of(open)));
    }
}
