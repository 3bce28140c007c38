package dev.tenantry.shared.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.Redacted;

/**
 * What an instance claims of a queue, and what it holds. Organizations with something due get equal shares of what there is
 * room for, so a flood of one delays that one alone.
 *
 * @param <L> a claim
 */
public final class WorkQueue<L extends Lease> {

    /** What gives work back sets besides, where it was claimed for an attempt that was none; there may have been progress since. */
    public static final String NOT_ATTEMPTED = ", attempts = greatest(attempts - 1, 0)";

    private static final Logger log = LoggerFactory.getLogger(WorkQueue.class);
    private static final int MOST_LOOKS = 20;
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final QueueDefinition definition;
    private final QueueSql sql;
    private final RowMapper<L> mapper;
    private final RolePool worker;
    private final Tickets tickets;
    private final Instance instance;
    private final Set<L> held = ConcurrentHashMap.newKeySet();

    /** @param mapper of organization_id, id, lease_epoch, attempts, lease_losses, and what the definition tells besides */
    public WorkQueue(QueueDefinition definition, RowMapper<L> mapper, RolePool worker, Tickets tickets,
            Instance instance) {
        this.definition = definition;
        this.sql = QueueSql.of(definition);
        this.mapper = mapper;
        this.worker = worker;
        this.tickets = tickets;
        this.instance = instance;
    }

    public QueueDefinition definition() {
        return definition;
    }

    /** What this instance has claimed and not left yet. */
    public Set<L> held() {
        return Set.copyOf(held);
    }

    /**
     * Claims what is due.
     *
     * @param most  how much at most
     * @param among what the parameters of the definition's {@code among} are
     */
    public synchronized List<L> claim(int most, Object... among) {
        var claimed = new ArrayList<L>();
        for (var look = 0; look < MOST_LOOKS && claimed.size() < most; look++) {
            var due = due();
            var visited = Math.min(due.size(), most - claimed.size());
            claim(due.subList(0, visited), most - claimed.size(), among, claimed);
            if (visited == due.size() && due.stream().mapToInt(one -> one.ids().size()).sum() < Tickets.LOOK) {
                break;
            }
        }
        return claimed;
    }

    /** Whether there is something to claim. @param among as for a claim */
    public boolean hasDue(Object... among) {
        return due().stream()
                .anyMatch(one -> worker.jdbc()
                        .sql(sql.isClaimable())
                        .params(claimable(one.organizationId(), 1, among))
                        .query(Boolean.class)
                        .single());
    }

    /** Gives a sign of life for what is held, or about to be. */
    public void live() {
        instance.live(definition.lease().dividedBy(Worker.SIGNS_OF_LIFE_A_LEASE));
    }

    /** Hands the work back, for anybody to go on with after that time. */
    public void release(L lease, Duration after) {
        giveBack(sql.release(), lease, after);
        leave(lease);
    }

    /** Several at once, so that what they made room for is claimed at once, too. */
    synchronized void leave(Collection<L> leases) {
        leases.forEach(held::remove);
    }

    /** The work is done, or somebody else's: it is not held any more. */
    void leave(L lease) {
        held.remove(lease);
    }

    /** Something failed that nobody has counted on. The work is tried again, and this holder is one that has vanished. */
    void abandon(L lease) {
        handBack(sql.abandon(), lease, definition.lease());
    }

    /** Nobody is to blame for what failed, and it was no attempt. The work is tried again in a while. */
    void postpone(L lease) {
        handBack(sql.postpone(), lease, A_WHILE);
    }

    private void handBack(String how, L lease, Duration after) {
        try {
            giveBack(how, lease, after);
        } catch (RuntimeException failure) {
            // This instance does not know of it any more, and so its lease lapses.
            log.warn("{} {} could not be handed back: {}", definition.name(), lease.key(), Redacted.line(failure));
        } finally {
            leave(lease);
        }
    }

    /** Whether there is an organization that has as much under way here as it may: what else it has is not looked at. */
    boolean isAnyFull() {
        return !full().isEmpty();
    }

    private List<UUID> full() {
        return inFlight().entrySet()
                .stream()
                .filter(tenant -> tenant.getValue() >= definition.perTenant())
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<Tickets.Due> due() {
        return tickets.due(definition.name(), full(), definition.turns() == QueueDefinition.Turn.PAUSED_TOO);
    }

    private void claim(List<Tickets.Due> due, int most, Object[] among, List<L> claimed) {
        if (due.isEmpty()) {
            return;
        }
        live();
        var share = isAlone() ? 1 : Math.ceilDiv(most, due.size());
        var inFlight = inFlight();
        var organizations = due.stream().map(Tickets.Due::organizationId).toList();
        var found = worker.inTransaction(() -> {
            tickets.spend(definition.name(), organizations);
            return organizations.stream()
                    .flatMap(id -> claim(id,
                            Math.min(share, definition.perTenant() - inFlight.getOrDefault(id, 0)), among).stream())
                    .toList();
        });
        held.addAll(found);
        claimed.addAll(found);
    }

    /** The same text for all organizations, so that the server plans it once; to plan it costs more than to carry it out. */
    private List<L> claim(UUID organization, int most, Object[] among) {
        var parameters = due(organization, most, among);
        var name = definition.name();
        parameters.addAll(List.of(organization, organization, lease(), organization, name, organization, name,
                instance.id(), organization));
        return worker.jdbc().sql(sql.claim()).params(parameters).query(mapper).list();
    }

    /** The parameters of what is to be locked: where an organization has one at a time, the one whose turn it is. */
    private List<Object> due(UUID organization, int most, Object[] among) {
        var parameters = claimable(organization, most, among);
        if (isAlone()) {
            parameters.addFirst(organization);
            parameters.addAll(whoseItIs(organization));
        }
        return parameters;
    }

    private List<Object> claimable(UUID organization, int most, Object[] among) {
        var parameters = new ArrayList<Object>(List.of(organization));
        parameters.addAll(whoseItIs(organization));
        if (isAlone()) {
            parameters.add(organization);
            parameters.addAll(whoseItIs(organization));
        }
        parameters.addAll(List.of(among));
        parameters.add(most);
        return parameters;
    }

    /** Whether a row is claimed by this instance, which knows of it, or by another one that lives. */
    private List<Object> whoseItIs(UUID organization) {
        var epochs = held.stream()
                .filter(lease -> lease.organizationId().equals(organization))
                .map(Lease::epoch)
                .toArray(Long[]::new);
        return List.of(instance.id(), epochs, instance.id(), lease());
    }

    private boolean isAlone() {
        return definition.turns() == QueueDefinition.Turn.ONE_AT_A_TIME;
    }

    private void giveBack(String how, L lease, Duration after) {
        worker.jdbc()
                .sql(how)
                .params(after.toMillis(), lease.organizationId(), lease.key(), lease.epoch(), definition.name())
                .update();
    }

    private Map<UUID, Integer> inFlight() {
        return held.stream().collect(Collectors.toMap(Lease::organizationId, _ -> 1, Integer::sum));
    }

    private long lease() {
        return definition.lease().toMillis();
    }
}
