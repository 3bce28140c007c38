package dev.tenantry.tenancy.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;
import dev.tenantry.shared.web.RequestJson;
import dev.tenantry.tenancy.Organizations;
import dev.tenantry.tenancy.change.Changes;

@Service
@Transactional(readOnly = true)
class OrganizationService implements Organizations {

    private static final String SELECT = "select id, name, slug, kind, version, created_at, updated_at from organizations where id = app.org_id()";

    private final JdbcClient jdbc;
    private final MergePatch patches;
    private final Changes changes;
    private final RequestJson request;

    OrganizationService(JdbcClient jdbc, MergePatch patches, Changes changes, RequestJson request) {
        this.jdbc = jdbc;
        this.patches = patches;
        this.changes = changes;
        this.request = request;
    }

    List<OwnOrganization> mine() {
        return jdbc.sql(
                "select id, name, slug, kind, role, created_at, id = app.org_id() as active from app.my_organizations()")
                .query(OrganizationService::readOwn)
                .list();
    }

    OwnOrganization mine(UUID id) {
        return mine().stream()
                .filter(organization -> organization.id().equals(id))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    @Transactional
    OwnOrganization create(CreateOrganizationRequest wanted) {
        if (wanted.kind() == OrganizationKind.PERSONAL) {
            throw ProblemException.invalid("kind", "not-allowed", "must be team or marketplace");
        }
        var id = Ids.next();
        jdbc.sql("select app.create_organization(?, ?, ?, ?, ?::jsonb)")
                .param(id)
                .param(wanted.name().strip())
                .param(wanted.kind().toString())
                .param(Caller.current().sessionId())
                .param(request.current())
                .query((_, _) -> true)
                .single();
        return mine(id);
    }

    OrganizationResponse current() {
        return jdbc.sql(SELECT).query(OrganizationService::read).single();
    }

    @Override
    @Transactional
    public void rename(String name) {
        patch(JsonNodeFactory.instance.objectNode().put("name", name), IfMatch.ANY);
    }

    @Transactional
    OrganizationResponse replace(OrganizationRequest wanted, IfMatch ifMatch) {
        return change(_ -> wanted, ifMatch);
    }

    @Transactional
    OrganizationResponse patch(ObjectNode patch, IfMatch ifMatch) {
        return change(organization -> patches.apply(organization, patch), ifMatch);
    }

    private OrganizationResponse change(UnaryOperator<OrganizationRequest> change, IfMatch ifMatch) {
        var before = jdbc.sql(SELECT + " for no key update").query(OrganizationService::read).single();
        ifMatch.check(before.version());
        var wanted = change.apply(before.asRequest());
        if (wanted.equals(before.asRequest())) {
            return before;
        }
        try {
            jdbc.sql("update organizations set name = ?, slug = ?, version = version + 1 where id = app.org_id()")
                    .params(wanted.name(), wanted.slug())
                    .update();
        } catch (DuplicateKeyException _) {
            throw ProblemException.duplicate("slug", "another organization has this name in its address");
        }
        changes.updated(AuditEntry.Category.CONFIGURATION, "organization", before.id(), before.asRequest(), wanted);
        return current();
    }

    private static OrganizationResponse read(ResultSet row, int number) throws SQLException {
        return new OrganizationResponse(row.getObject("id", UUID.class), row.getString("name"), row.getString("slug"),
                OrganizationKind.of(row.getString("kind")), row.getInt("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static OwnOrganization readOwn(ResultSet row, int number) throws SQLException {
        return new OwnOrganization(row.getObject("id", UUID.class), row.getString("name"), row.getString("slug"),
                OrganizationKind.of(row.getString("kind")), row.getString("role"), row.getBoolean("active"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
