package dev.tenantry.tenancy.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.AfterCommit;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.time.DayZone;
import dev.tenantry.shared.web.RequestJson;
import dev.tenantry.tenancy.AccessRulesChanged;
import dev.tenantry.tenancy.settings.TenancySettings;

/** The organizations that the caller belongs to, whichever of them the access token is for. */
@Service
@Transactional(readOnly = true)
class OwnOrganizationService implements ListSource {

    private static final RowListQuery<OwnOrganization> ROWS = new RowListQuery<>(
            ListDefinition.of(OwnOrganization.class)
                    .computed("id", "e.id", UUID.class, false)
                    .folded("name", "app.fold(e.name)", false)
                    .computed("slug", "e.slug", String.class, false)
                    .computed("kind", "e.kind", OrganizationKind.class, false)
                    .computed("isTest", "e.is_test", Boolean.class, false)
                    .computed("role", "e.role", String.class, false)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .computed("deletedAt", "e.deleted_at", Instant.class, true)
                    .sortedBy("createdAt")
                    .build(),
            "e.id, e.name, e.slug, e.kind, e.is_test, e.role, e.created_at, e.deleted_at, e.id = app.org_id() as active",
            "app.my_organizations() e", null, OwnOrganizationService::read);

    private final JdbcClient jdbc;
    private final RequestJson request;
    private final TenancySettings settings;
    private final ApplicationEventPublisher events;
    private final DayZone zone;
    private final Limits limits;

    OwnOrganizationService(JdbcClient jdbc, RequestJson request, TenancySettings settings,
            ApplicationEventPublisher events, DayZone zone, Limits limits) {
        this.jdbc = jdbc;
        this.request = request;
        this.settings = settings;
        this.events = events;
        this.zone = zone;
        this.limits = limits;
    }

    @Override
    public ListDefinition<?> listing() {
        return ROWS.listing();
    }

    @Override
    public Class<?> shows() {
        return OwnOrganization.class;
    }

    Page<OwnOrganization> list(ListRequest wanted) {
        return ROWS.list(jdbc, wanted, zone);
    }

    OwnOrganization get(UUID id) {
        return ROWS.find(jdbc, id).orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException 429 where the caller has made many */
    @Transactional
    OwnOrganization create(CreateOrganizationRequest wanted) {
        if (wanted.kind() == OrganizationKind.PERSONAL) {
            throw ProblemException.invalid("kind", "not-allowed", "must be team or marketplace");
        }
        var person = Caller.current().userId().toString();
        limits.charge(Limit.ORGANIZATIONS_PER_PERSON, person);
        AfterCommit.otherwise(() -> limits.refund(Limit.ORGANIZATIONS_PER_PERSON, person));
        var id = Ids.next();
        jdbc.sql("select app.create_organization(?, ?, ?, ?, ?, ?::jsonb)")
                .param(id)
                .param(wanted.name().strip())
                .param(wanted.kind().toString())
                .param(Boolean.TRUE.equals(wanted.isTest()))
                .param(Caller.current().sessionId())
                .param(request.current())
                .query((_, _) -> true)
                .single();
        return get(id);
    }

    /** @throws ProblemException 404 where the caller does not own it, it is not deleted, or the grace is over */
    @Transactional
    OwnOrganization restore(UUID id) {
        var isRestored = jdbc
                .sql("select app.restore_organization(?, ?, ?, ?::jsonb)")
                .param(id)
                .param(settings.deletionGrace().toMillis())
                .param(Caller.current().sessionId())
                .param(request.current())
                .query(Boolean.class)
                .single();
        if (!isRestored) {
            throw ProblemException.notFound();
        }
        events.publishEvent(new AccessRulesChanged(id));
        return get(id);
    }

    private static OwnOrganization read(ResultSet row, int number) throws SQLException {
        return new OwnOrganization(row.getObject("id", UUID.class), row.getString("name"), row.getString("slug"),
                OrganizationKind.of(row.getString("kind")), row.getBoolean("is_test"), row.getString("role"),
                row.getBoolean("active"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "deleted_at"));
    }
}
