package dev.tenantry.integrations.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.provider.Connection;
import dev.tenantry.integrations.usage.UsageLog;
import dev.tenantry.notification.OwnMailServers;
import dev.tenantry.shared.text.Anonymized;

import static dev.tenantry.integrations.connection.IntegrationStatus.CONNECTED;
import static dev.tenantry.integrations.connection.IntegrationStatus.ERROR;

/** What a call begins with and what it leaves behind: a transaction before it, and one after it. */
@Service
@Transactional(readOnly = true)
public class IntegrationStore {

    private static final String FIND = """
            select id from integrations
            where organization_id = app.org_id() and is_active and provider = any (?) order by created_at, id limit 1""";
    private static final String KNOWN = """
            select id, provider, is_active from integrations
            where organization_id = app.org_id() and (id = any (?) or is_active and provider = any (?))""";
    private static final String FIND_SENDER = """
            select id, coalesce(configuration ->> 'from', app.integration_offer_sender(organization_id, offer_id)) from integrations
            where organization_id = app.org_id() and is_active and provider = any (?) and (?::uuid is null or id = ?)
            order by created_at, id limit 1""";
    /**
     * Not at each call: a row that is written all the time is read slowly. Nor where it is another one meanwhile: what comes of the call
     * says nothing of that.
     */
    private static final String SUCCEEDED = """
            update integrations set last_sync_at = ?, last_error = null, status = case status when ? then ? else status end
            where organization_id = app.org_id() and id = ? and version = ?
                and (last_error is not null or status = ? or last_sync_at is null or last_sync_at < ?)""";
    private static final String FAILED = """
            update integrations set last_error = ?, status = case status when ? then ? else status end
            where organization_id = app.org_id() and id = ? and version = ? and (last_error is distinct from ? or status = ?)""";
    private static final int LONGEST_ERROR = 1_000;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final Credentials credentials;
    private final UsageLog usage;
    private final Clock clock;

    IntegrationStore(EntityManager entities, JdbcClient jdbc, Credentials credentials, UsageLog usage, Clock clock) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.credentials = credentials;
        this.usage = usage;
        this.clock = clock;
    }

    /**
     * An integration as it is asked.
     *
     * @param version that was read: what came of asking says nothing of a later one
     * @param offer   what it is made of, whose connection is the platform's, and not this one; null: it is the organization's own
     */
    public record Loaded(
            UUID id,
            int version,
            String provider,
            boolean isActive,
            @Nullable UUID offer,
            Connection connection) {}

    /** @param isActive whether it is asked */
    record Known(UUID id, String provider, boolean isActive) {}

    Optional<UUID> find(Collection<String> providers) {
        return jdbc.sql(FIND).param(providers.toArray(String[]::new)).query(UUID.class).optional();
    }

    Optional<OwnMailServers.Server> findSender(Collection<String> providers, @Nullable UUID id) {
        return jdbc.sql(FIND_SENDER)
                .param(providers.toArray(String[]::new))
                .param(id)
                .param(id)
                .query((row, _) -> new OwnMailServers.Server(row.getObject(1, UUID.class), row.getString(2)))
                .optional();
    }

    /** These, and all connected ones by such providers. */
    List<Known> known(Collection<UUID> ids, Collection<String> providers) {
        return jdbc.sql(KNOWN)
                .params(ids.toArray(UUID[]::new), providers.toArray(String[]::new))
                .query((row, _) -> new Known(row.getObject(1, UUID.class), row.getString(2), row.getBoolean(3)))
                .list();
    }

    /** By one of these, connected or not. */
    boolean exists(UUID id, Collection<String> providers) {
        var integration = entities.find(Integration.class, id);
        return integration != null && providers.contains(integration.getProvider());
    }

    public Optional<Loaded> load(UUID id) {
        return Optional.ofNullable(entities.find(Integration.class, id))
                .map(integration -> new Loaded(id, integration.getVersion(), integration.getProvider(),
                        integration.getStatus().isActive(), integration.getOfferId(),
                        new Connection(id, integration.getConfiguration(),
                                credentials.open(id, integration.sealedCredentials()))));
    }

    /**
     * @param answer   without secrets
     * @param isOfAll whether a rejection tells of the integration, and not of one member
     */
    @Transactional
    void took(Loaded integration, Operation operation, Answer answer, Duration duration, boolean isOfAll) {
        usage.record(integration.id, integration.provider, operation, answer, duration);
        if (answer.isSuccess()) {
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            jdbc.sql(SUCCEEDED)
                    .params(now, ERROR.toString(), CONNECTED.toString(), integration.id, integration.version,
                            ERROR.toString(),
                            now.minus(FRESH))
                    .update();
            return;
        }
        // What the caller did wrong says nothing of the integration.
        if (answer.isOutage() || answer.isRejection() && isOfAll || operation instanceof Operation.Test) {
            var error = Anonymized.text(String.valueOf(answer.error()), LONGEST_ERROR);
            jdbc.sql(FAILED)
                    .params(error, CONNECTED.toString(), ERROR.toString(), integration.id, integration.version, error,
                            CONNECTED.toString())
                    .update();
        }
    }
}
