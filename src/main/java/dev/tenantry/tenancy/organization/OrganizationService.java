package dev.tenantry.tenancy.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;
import dev.tenantry.tenancy.AccessRulesChanged;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.Organizations;
import dev.tenantry.tenancy.change.Changes;
import dev.tenantry.tenancy.role.BuiltInRole;
import dev.tenantry.tenancy.settings.TenancySettings;

@Service
@Transactional(readOnly = true)
class OrganizationService implements Organizations {

    private static final String SELECT = "select id, name, slug, kind, version, created_at, updated_at from organizations where id = app.org_id()";

    private final JdbcClient jdbc;
    private final MergePatch patches;
    private final Changes changes;
    private final Authority authority;
    private final TenancySettings settings;
    private final ApplicationEventPublisher events;

    OrganizationService(JdbcClient jdbc, MergePatch patches, Changes changes, Authority authority,
            TenancySettings settings, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.patches = patches;
        this.changes = changes;
        this.authority = authority;
        this.settings = settings;
        this.events = events;
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

    /** Nobody gets in from here on; whoever has a token is told why. */
    @Transactional
    DeletionResponse delete(String confirmation, IfMatch ifMatch) {
        authority.lock();
        var organization = current();
        ifMatch.check(() -> organization);
        authority.requireTaking(BuiltInRole.OWNER.toString());
        if (organization.kind() == OrganizationKind.PERSONAL) {
            throw ProblemException.conflict("a personal organization is there as long as its person");
        }
        if (!confirmation.equals(organization.slug())) {
            throw ProblemException.malformed("confirmation", "must be the organization's slug");
        }
        var deleted = jdbc.sql("""
                update organizations set deleted_at = now(), version = version + 1
                where id = app.org_id() returning deleted_at""")
                .query((row, _) -> Rows.instant(row, "deleted_at"))
                .single();
        changes.deleted(AuditEntry.Category.CONFIGURATION, "organization", organization.id(),
                organization.asRequest());
        events.publishEvent(new AccessRulesChanged(organization.id()));
        return new DeletionResponse(organization.id(), deleted, deleted.plus(settings.deletionGrace()));
    }

    private OrganizationResponse change(UnaryOperator<OrganizationRequest> change, IfMatch ifMatch) {
        var before = jdbc.sql(SELECT + " for no key update").query(OrganizationService::read).single();
        ifMatch.check(() -> before);
        var wanted = change.apply(before.asRequest());
        if (wanted.equals(before.asRequest())) {
            return before;
        }
        if (!wanted.slug().equals(before.slug()) && ReservedSlugs.contain(wanted.slug())) {
            throw ProblemException.invalid("slug", "reserved", "this name is the platform's own");
        }
        try {
            if (!wanted.slug().equals(before.slug())) {
                jdbc.sql("select app.take_slug(app.org_id(), ?)").param(wanted.slug()).query((_, _) -> true).single();
            }
            jdbc.sql("update organizations set name = ?, version = version + 1 where id = app.org_id()")
                    .param(wanted.name())
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
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
