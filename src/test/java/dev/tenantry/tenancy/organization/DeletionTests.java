package dev.tenantry.tenancy.organization;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** An organization is deleted, and restored, or goes for good. */
class DeletionTests extends ApiTest {

    @Autowired
    private OrganizationCleanup cleanup;

    @Test
    void keepsEverybodyOutFromTheNextRequestOn() {
        var owner = team();
        var guest = people.signUpInto(owner, "member");
        guest.api().get("/api/v1/contacts").expect(200);

        var deleted = delete(owner).expect(200);

        assertThat(deleted.at("/restorableUntil")).isGreaterThan(deleted.at("/since"));
        assertThat(guest.api().get("/api/v1/contacts").expect(403).at("/code")).isEqualTo("organization-deleted");
        assertThat(owner.api().get("/api/v1/organization").expect(403).at("/code")).isEqualTo("organization-deleted");
        guest.api().get("/api/v1/organizations/" + owner.organizationId()).expect(404);
        var own = owner.api().get("/api/v1/organizations/" + owner.organizationId()).expect(200);
        assertThat(own.at("/deletedAt")).isNotEmpty();
    }

    @Test
    void isTakenBackByAnOwnerFromAnywhere() {
        var founder = people.signUp();
        var owner = team(founder);
        var admin = people.signUpInto(owner, "admin");
        delete(owner).expect(200);

        restore(admin, owner.organizationId()).expect(404);
        restore(people.signUp(), owner.organizationId()).expect(404);
        var restored = restore(founder, owner.organizationId()).expect(200);

        assertThat(restored.json().has("deletedAt")).isFalse();
        admin.api().get("/api/v1/organization").expect(200);
        assertThat(owner.api().get("/api/v1/audit-logs").text()).contains("organization.deleted",
                "organization.restored");
        restore(founder, owner.organizationId()).expect(404);
    }

    @Test
    void wantsTheSlugRepeatedByAnOwner() {
        var owner = team();
        var admin = people.signUpInto(owner, "admin");

        var refused = owner.api().delete("/api/v1/organization?confirmation=another").expect(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("confirmation");
        owner.api().delete("/api/v1/organization").expect(400);
        owner.api().with("If-Match", "\"7\"").delete("/api/v1/organization?confirmation=x").expect(412);
        delete(admin, slug(owner)).expect(403);
        assertThat(delete(people.signUp()).expect(409).at("/detail")).contains("personal");
    }

    @Test
    void letsNobodyInByAnInvitation() throws Exception {
        var owner = team();
        var guest = people.signUp();
        owner.api().post("/api/v1/invitations", "{\"email\": \"%s\"}".formatted(guest.email())).expect(201);
        var body = text("select body from outbound_notifications where recipient = '" + guest.email() + "'");
        var token = body.replaceAll("(?s).*#token=([A-Za-z0-9_-]+).*", "$1");
        delete(owner).expect(200);

        guest.api().post("/api/v1/invitations/acceptance", "{\"token\": \"%s\"}".formatted(token)).expect(404);
    }

    /** In every table that the catalog has; what was done there stays on record. */
    @Test
    void leavesNothingBehindOnceTheGraceIsOver() throws Exception {
        var founder = people.signUp();
        var owner = team(founder);
        people.signUpInto(owner, "member");
        fill(owner);
        delete(owner).expect(200);
        cleanup.clean();
        assertThat(left(owner.organizationId())).contains("organizations", "contacts", "teams", "invitations");

        execute("update organizations set deleted_at = now() - interval '31 days' where id = '"
                + owner.organizationId() + "'");
        assertThat(cleanup.clean()).isPositive();

        assertThat(left(owner.organizationId())).contains("audit_logs")
                .isSubsetOf("audit_logs", "audit_log_heads", "audit_log_seals", "audit_log_unsealed");
        restore(founder, owner.organizationId()).expect(404);
        founder.api().get("/api/v1/organization").expect(200);
        owner.api().get("/api/v1/organization").expect(401);
    }

    /** So that a table that nobody filled goes, too. */
    @Test
    void takesEveryTableAlong() throws Exception {
        var staying = texts("""
                with recursive goes as (
                    select 'organizations'::regclass::oid as oid
                    union
                    select c.conrelid from goes join pg_constraint c on c.confrelid = goes.oid
                    where c.contype = 'f' and c.confdeltype = 'c' and not exists (
                        select from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey) and not a.attnotnull))
                select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
                where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
                  and c.oid not in (select oid from goes) order by 1""");

        // Everybody's default organization is a personal one, which goes with its person; what is the platform's the function takes.
        assertThat(staying).containsExactly("audit_held_erasures", "audit_legal_holds", "audit_log_heads",
                "audit_log_seals",
                "audit_log_unsealed", "audit_logs", "auth.sessions", "organization_slugs", "profiles");
    }

    private static void fill(Person owner) {
        var contact = owner.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201).id();
        owner.api().post("/api/v1/notes", "{\"body\": \"x\", \"contactId\": \"%s\"}".formatted(contact)).expect(201);
        owner.api().post("/api/v1/opportunities", "{\"name\": \"Deal\"}").expect(201);
        var team = owner.api().post("/api/v1/teams", "{\"name\": \"Sales\"}").expect(201).id();
        owner.api().put("/api/v1/teams/" + team + "/members/" + owner.userId(), "{}").expect(200);
        owner.api().post("/api/v1/roles", "{\"name\": \"Some\", \"permissions\": []}").expect(201);
        owner.api()
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/invitations", "{\"email\": \"x@example.test\", \"teamId\": \"%s\"}".formatted(team))
                .expect(201);
        owner.api().put("/api/v1/organization/sign-in-policy", "{\"sessionLength\": 86400}").expect(200);
    }

    private static List<String> left(UUID organization) throws SQLException {
        var left = new ArrayList<String>();
        for (var table : texts(
                """
                select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
                where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace)""")) {
            if (text("select exists (select from " + table + " where organization_id = '" + organization + "')")
                    .equals("t")) {
                left.add(table);
            }
        }
        if (text("select exists (select from organizations where id = '" + organization + "')").equals("t")) {
            left.add("organizations");
        }
        return left;
    }

    private Person team() {
        return team(people.signUp());
    }

    private Person team(Person founder) {
        return people.switchTo(founder, UUID.fromString(founder.api().post("/api/v1/organizations", """
                {"name": "Team", "kind": "team"}""").id()));
    }

    private static Answer delete(Person person) {
        return delete(person, slug(person));
    }

    private static Answer delete(Person person, String slug) {
        return person.api().delete("/api/v1/organization?confirmation=" + slug);
    }

    private static String slug(Person person) {
        return person.api().get("/api/v1/organization").expect(200).at("/slug");
    }

    private static Answer restore(Person person, UUID organization) {
        return person.api().delete("/api/v1/organizations/" + organization + "/deletion");
    }

    private static void execute(String statement) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    private static String text(String query) throws SQLException {
        return texts(query).getFirst();
    }

    private static List<String> texts(String query) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var prepared = connection.createStatement();
                var rows = prepared.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        }
    }
}
