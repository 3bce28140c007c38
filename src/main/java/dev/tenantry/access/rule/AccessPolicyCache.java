package dev.tenantry.access.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.ChannelHearer;
import dev.tenantry.shared.work.SharedRead;
import dev.tenantry.shared.work.Turns;

/**
 * The access policies of all organizations that have one, in memory: an organization's is read anew when any instance says that they have changed. While the
 * database would not tell, they are read for all requests of a moment at once.
 */
@Component
public class AccessPolicyCache extends ChannelHearer {

    private static final String CHANNEL = "access_policies";
    private static final String TELL = "select pg_notify('" + CHANNEL + "', ?)";

    private final RolePool worker;
    private final AccessPolicyReader reader;
    private final SharedRead asking = new SharedRead(Duration.ofMillis(100));
    private volatile @Nullable Map<UUID, AccessPolicy> rules;

    AccessPolicyCache(@Qualifier("workerPool") RolePool worker, AccessPolicyReader reader) {
        super(worker, CHANNEL, "changes of access policies");
        this.worker = worker;
        this.reader = reader;
    }

    /** Null where the organization has stated nothing. */
    public @Nullable AccessPolicy of(UUID organization) {
        if (!isListening()) {
            asking.run(this::reloadAll);
        }
        return known().get(organization);
    }

    /** What the running transaction has stated, and others do not see yet. */
    public @Nullable AccessPolicy stated(JdbcClient jdbc, UUID organization) {
        return reader.of(jdbc, Set.of(organization)).get(organization);
    }

    /** To be called in the transaction that changes rules. Every instance hears of it, this one included. */
    public void tell(JdbcClient jdbc, UUID organization) {
        jdbc.sql(TELL).param(organization.toString()).query((_, _) -> true).single();
    }

    /** They have changed here: they are known at once, and on every other instance when this returns. Does not fail. */
    public void attemptReload(UUID organization) {
        try {
            reload(Set.of(organization));
        } catch (RuntimeException failure) {
            Turns.report("reading the access policies", failure);
        }
        awaitOthers();
    }

    @Override
    public void hear(List<String> payloads) {
        reload(payloads.stream().map(UUID::fromString).collect(Collectors.toSet()));
    }

    @Override
    public void miss() {
        reloadAll();
    }

    /** One at a time: what was read earlier never replaces what was read later. */
    private synchronized void reload(Set<UUID> organizations) {
        var known = known();
        var read = worker.inTransaction(() -> reader.of(worker.jdbc(), organizations));
        organizations.forEach(organization -> {
            var found = read.get(organization);
            if (found == null) {
                known.remove(organization);
            } else {
                known.put(organization, found);
            }
        });
    }

    private synchronized Map<UUID, AccessPolicy> reloadAll() {
        var read = new ConcurrentHashMap<>(worker.inTransaction(() -> reader.all(worker.jdbc())));
        rules = read;
        return read;
    }

    private Map<UUID, AccessPolicy> known() {
        var known = rules;
        return known == null ? reloadAll() : known;
    }
}
