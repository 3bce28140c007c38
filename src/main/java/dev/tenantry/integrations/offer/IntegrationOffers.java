package dev.tenantry.integrations.offer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.integrations.provider.Connection;
import dev.tenantry.integrations.provider.IntegrationType;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.DayZone;
import dev.tenantry.shared.vault.RowSecrets;

/** What the platform offers. Organizations are told of it by functions that leave out what it is told; calls read that as the worker. */
@Service
@Transactional(readOnly = true)
public class IntegrationOffers implements ListSource {

    /** Why an integration of an offer is not asked any more. */
    public static final String WITHDRAWN = "the platform does not offer this any more";

    private static final RowListQuery<IntegrationOffer> ROWS = new RowListQuery<>(
            ListDefinition.of(IntegrationOffer.class)
                    .computed("id", "e.id", UUID.class, false)
                    .folded("name", "app.fold(e.name)", false)
                    .computed("type", "e.type", IntegrationType.class, false)
                    .computed("provider", "e.provider", String.class, false)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .build(),
            "e.id, e.name, e.type, e.provider, e.description, e.created_at",
            "app.integration_offers(app.org_id()) e", null, IntegrationOffers::read);
    private static final String HOLD = "select app.hold_integration_offer(app.org_id(), ?)";
    private static final String HOLD_OF = """
            select i.offer_id is null or app.hold_integration_offer(i.organization_id, i.offer_id) from integrations i
            where i.organization_id = app.org_id() and i.id = ?""";
    private static final String IS_WITHDRAWN = """
            select i.offer_id is not null and not exists (select from app.integration_offers(i.organization_id) o where o.id = i.offer_id)
            from integrations i where i.organization_id = app.org_id() and i.id = ?""";
    private static final String CONNECTION = "select " + PlatformConnection.COLUMNS
            + " from api_integrations where id = ? and is_offered and is_active";

    private final JdbcClient jdbc;
    private final RolePool worker;
    private final RowSecrets secrets;
    private final DayZone zone;

    IntegrationOffers(JdbcClient jdbc, @Qualifier("workerPool") RolePool worker, RowSecrets secrets, DayZone zone) {
        this.jdbc = jdbc;
        this.worker = worker;
        this.secrets = secrets;
        this.zone = zone;
    }

    @Override
    public ListDefinition<?> listing() {
        return ROWS.listing();
    }

    @Override
    public Class<?> shows() {
        return IntegrationOffer.class;
    }

    Page<IntegrationOffer> list(ListRequest request) {
        return ROWS.list(jdbc, request, zone);
    }

    IntegrationOffer get(UUID id) {
        return ROWS.find(jdbc, id).orElseThrow(ProblemException::notFound);
    }

    /** An offer that is one until the running transaction ends. @throws ProblemException 404 where it is none */
    @Transactional
    public IntegrationOffer hold(UUID id) {
        if (!jdbc.sql(HOLD).param(id).query(Boolean.class).single()) {
            throw ProblemException.notFound();
        }
        return get(id);
    }

    /**
     * Likewise that which an integration is made of. To be called before the integration is locked.
     *
     * @throws ProblemException 409 where it is none any more
     */
    @Transactional
    public void holdOf(UUID integration) {
        if (!jdbc.sql(HOLD_OF).param(integration).query(Boolean.class).optional().orElse(true)) {
            throw ProblemException.conflict("the integration cannot be connected: " + WITHDRAWN);
        }
    }

    /** Whether there is such an integration, made of what is offered no more. */
    public boolean isWithdrawn(UUID integration) {
        return jdbc.sql(IS_WITHDRAWN).param(integration).query(Boolean.class).optional().orElse(false);
    }

    /**
     * What an integration that is made of an offer is told. In no transaction.
     *
     * @return empty where it is offered no more
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Connection> connection(UUID id, UUID integration) {
        return worker.jdbc()
                .sql(CONNECTION)
                .param(id)
                .query((row, _) -> PlatformConnection.of(row))
                .optional()
                .map(kept -> Connection.offered(integration, kept.configuration(), kept.opened(id, secrets)));
    }

    private static IntegrationOffer read(ResultSet row, int number) throws SQLException {
        return new IntegrationOffer(row.getObject("id", UUID.class), row.getString("name"),
                IntegrationType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)), row.getString("provider"),
                row.getString("description"), Rows.instant(row, "created_at"));
    }
}
