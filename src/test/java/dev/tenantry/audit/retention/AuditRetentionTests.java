package dev.tenantry.audit.retention;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class AuditRetentionTests extends ApiTest {

    private static final String RETENTION = "/api/v1/audit-retention";
    private static final String LIFTING = "{\"reason\": \"settled\"}";

    @Autowired
    private ExpiredEntries expired;

    @Test
    void keepsEntriesForAsLongAsTheOrganizationSaysFromThenOn() {
        var owner = people.signUp();
        owner.api().post("/api/v1/contacts", "{\"name\": \"before\"}").expect(201);
        var usual = owner.api().get(RETENTION).expect(200);
        assertThat(usual.at("/standardDays")).isEqualTo("365");

        var stated = owner.api()
                .with("If-Match", usual.header("ETag"))
                .put(RETENTION, "{\"standardDays\": 90, \"complianceDays\": 3650}")
                .expect(200);
        owner.api().post("/api/v1/contacts", "{\"name\": \"after\"}").expect(201);

        assertThat(stated.at("/standardDays")).isEqualTo("90");
        assertThat(stated.at("/transientDays")).isEqualTo("90");
        var log = owner.api().get("/api/v1/audit-logs?limit=3").expect(200);
        assertThat(log.at("/results/0/retentionPeriodDays")).isEqualTo("90");
        assertThat(log.at("/results/1/actionType")).isEqualTo("audit-retention.updated");
        assertThat(log.at("/results/1/oldValues/standardDays")).isEqualTo("365");
        assertThat(log.json().at("/results/1/newValues").propertyNames()).containsExactlyInAnyOrder("standardDays",
                "complianceDays");
        assertThat(log.at("/results/2/retentionPeriodDays")).isEqualTo("365");
        owner.api().with("If-Match", usual.header("ETag")).put(RETENTION, "{}").expect(412);
        assertThat(owner.api().put(RETENTION, "{\"standardDays\": 89}").expect(422).at("/errors/0/field"))
                .isEqualTo("standardDays");
        assertThat(owner.api().put(RETENTION, "{\"securityDays\": 3651}").expect(422).at("/errors/0/field"))
                .isEqualTo("securityDays");
        assertThat(owner.api().put(RETENTION, "{}").expect(200).at("/standardDays")).isEqualTo("365");
        owner.api().put(RETENTION, "{\"complianceDays\": 365}").expect(200);
        var shortened = owner.api().get("/api/v1/audit-logs?limit=1").expect(200);
        assertThat(shortened.at("/results/0/actionType")).isEqualTo("audit-retention.updated");
        assertThat(shortened.at("/results/0/retentionPeriodDays")).as("is kept as it was").isEqualTo("2555");
        people.signUpInto(owner, "member").api().put(RETENTION, "{}").expect(403);
    }

    @Test
    void removesWhatHasExpiredUnlessItIsHeld() throws SQLException {
        var owner = people.signUp();
        var admin = admin();
        var hold = "/admin/organizations/" + owner.organizationId() + "/legal-hold";
        owner.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201);
        admin.get(hold).expect(404);
        admin.put(hold, "{\"reason\": \" \"}").expect(422);
        admin.put("/admin/organizations/" + UUID.randomUUID() + "/legal-hold", "{\"reason\": \"none\"}").expect(404);
        var placed = admin.put(hold, "{\"reason\": \"case 12/34 — Größe\"}").expect(200);
        admin.put(hold, "{\"reason\": \"case 12/34 — Größe\"}").expect(200);
        assertThat(owner.api().get(RETENTION).expect(200).at("/onHoldSince")).isEqualTo(placed.at("/placedAt"));
        execute("update audit_logs set expires_at = now() - interval '1 day' where organization_id = '%s' and action_type = 'contact.created'",
                owner);

        forget();
        assertThat(count(owner, "contact.created")).isEqualTo(1);
        admin.put(hold + "/lifting", "{}").expect(422);
        admin.with("If-Match", "\"stale\"").put(hold + "/lifting", LIFTING).expect(412);
        admin.put(hold + "/lifting", LIFTING).expect(204);
        admin.put(hold + "/lifting", LIFTING).expect(404);
        forget();

        assertThat(count(owner, "contact.created")).isZero();
        assertThat(count(owner, "legal-hold.placed")).isEqualTo(1);
        assertThat(count(owner, "legal-hold.lifted")).isEqualTo(1);
        var lifted = owner.api()
                .get("/api/v1/audit-logs?filter=actionType%5Beq%5D:legal-hold.lifted")
                .expect(200)
                .json()
                .at("/results/0/newValues");
        assertThat(lifted.path("placedFor").asString()).isEqualTo("case 12/34 — Größe");
        assertThat(lifted.path("reason").asString()).isEqualTo("settled");
    }

    /** The log outlives its organization, and so does a hold on it. */
    @Test
    void isHeldWhereTheOrganizationIsGone() throws SQLException {
        var gone = UUID.randomUUID();
        var admin = admin();
        var hold = "/admin/organizations/" + gone + "/legal-hold";
        admin.put(hold, "{\"reason\": \"case 1\"}").expect(404);
        execute("""
                insert into audit_logs (organization_id, action_type, action_category, action_description, resource_type)
                values ('%s', 'organization.deleted', 'configuration', 'organization deleted', 'organization')""",
                gone);

        admin.put(hold, "{\"reason\": \"case 1\"}").expect(200);
        admin.put(hold + "/lifting", LIFTING).expect(204);
        admin.put(hold + "/lifting", LIFTING).expect(404);
    }

    /** What is held is the oldest there is, and in nobody's way: each step looks at so many, whether they go or not. */
    @Test
    void looksAtWhatIsHeldOnceARound() throws SQLException {
        var held = people.signUp();
        var other = people.signUp();
        admin().put("/admin/organizations/" + held.organizationId() + "/legal-hold", "{\"reason\": \"case 2\"}")
                .expect(200);
        forget();
        var expired = """
                insert into audit_logs (organization_id, action_type, action_category, action_description, resource_type, created_at, retention_period_days)
                select '%s', 'contact.viewed', 'data_access', 'contact viewed', 'contact', now() - interval '""";
        execute(expired + "4000 days', 1 from generate_series(1, 1000)", held);
        execute(expired + "2 days', 1", other);

        assertThat(this.expired.forget()).isPositive();
        assertThat(count(other, "contact.viewed")).as("behind a page of what is held").isEqualTo(1);
        forget();
        assertThat(count(other, "contact.viewed")).isZero();
        assertThat(count(held, "contact.viewed")).isEqualTo(1000);
        execute("delete from audit_logs where organization_id = '%s'", held);
    }

    private void forget() {
        while (expired.forget() > 0) {
            Thread.onSpinWait();
        }
    }

    private Api admin() {
        var person = people.signUp();
        People.promote(person.userId());
        return person.api();
    }

    private static void execute(String statement, Person owner) throws SQLException {
        execute(statement, owner.organizationId());
    }

    private static void execute(String statement, UUID organization) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var update = connection.createStatement()) {
            update.execute(statement.formatted(organization));
        }
    }

    private static long count(Person owner, String action) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var query = connection.prepareStatement(
                        "select count(*) from audit_logs where organization_id = ? and action_type = ?")) {
            query.setObject(1, owner.organizationId());
            query.setString(2, action);
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }
}
