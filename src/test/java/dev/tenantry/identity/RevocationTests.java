package dev.tenantry.identity;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class RevocationTests extends ApiTest {

    @Autowired
    private RolePool authPool;

    @Test
    void refusesTheAccessTokenFromTheSignOutOn() {
        var person = people.signUp();
        var elsewhere = people.signIn(person.email());
        person.api().get("/api/v1/profile").expect(200);

        person.api().post("/auth/v1/logout?scope=local", "").expect(204);

        person.api().get("/api/v1/profile").expect(401);
        assertThat(person.api().get("/auth/v1/user").expect(403).at("/error_code")).isEqualTo("session_not_found");
        elsewhere.api().get("/api/v1/profile").expect(200);
    }

    @Test
    void signsOutTheOtherSessionsAlone() {
        var person = people.signUp();
        var elsewhere = people.signIn(person.email());
        elsewhere.api().get("/api/v1/profile").expect(200);

        person.api().post("/auth/v1/logout?scope=others", "").expect(204);

        elsewhere.api().get("/api/v1/profile").expect(401);
        person.api().get("/api/v1/profile").expect(200);
    }

    @Test
    void signsOutEverywhere() {
        var person = people.signUp();
        var elsewhere = people.signIn(person.email());
        elsewhere.api().get("/api/v1/profile").expect(200);

        person.api().post("/auth/v1/logout", "").expect(204);

        elsewhere.api().get("/api/v1/profile").expect(401);
        person.api().get("/api/v1/profile").expect(401);
    }

    @Test
    void refusesAnUnknownScope() {
        people.signUp().api().post("/auth/v1/logout?scope=some", "").expect(400);
    }

    @Test
    void hearsOfASessionThatAnotherInstanceEnded() {
        var person = people.signUp();
        person.api().get("/api/v1/profile").expect(200);

        authPool.jdbc().sql("delete from auth.sessions where user_id = ?").param(person.userId()).update();

        assertWithinASecond(() -> person.api().get("/api/v1/profile").status() == 401);
    }

    @Test
    void hearsOfASuspension() {
        var person = people.signUp();
        person.api().get("/api/v1/profile").expect(200);

        authPool.jdbc().sql("update auth.users set is_active = false where id = ?").param(person.userId()).update();

        assertWithinASecond(() -> person.api().get("/api/v1/profile").status() == 401);
    }

    @Test
    void hearsOfALostRole() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");
        guest.api().get("/api/v1/organization").expect(200);

        inTheNameOf(host, "delete from user_roles where user_id = '" + guest.userId() + "'");
        tell("user:" + guest.userId());

        assertWithinASecond(() -> guest.api().get("/api/v1/organization").status() == 403);
    }

    @Test
    void hearsOfAPermissionThatARoleLost() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");
        guest.api().get("/api/v1/organization").expect(200);

        inTheNameOf(host, """
                delete from role_permissions where role_id = (select id from roles where slug = 'member')
                    and permission_id = (select id from permissions where name = 'organization:read')""");
        tell("organization:" + host.organizationId());

        assertWithinASecond(() -> guest.api().get("/api/v1/organization").status() == 403);
        host.api().get("/api/v1/organization").expect(200);
    }

    @Test
    void hearsOfAPromotion() {
        var person = people.signUp();
        person.api().get("/admin/signing-keys").expect(403);

        People.promote(person.userId());

        assertWithinASecond(() -> person.api().get("/admin/signing-keys").status() == 200);
    }

    /** That nothing is told proves that nothing is asked either. */
    @Test
    void asksTheDatabaseOnceAndNotAtEveryRequest() throws Exception {
        var person = people.signUp();
        hearWhatHasBeenSaid();
        person.api().get("/api/v1/nothing").expect(404);

        try (var owner = TestDatabase.server().connectAsOwner(); var statement = owner.createStatement()) {
            statement.execute("alter table auth.sessions disable trigger access_deleted");
            try {
                authPool.jdbc().sql("delete from auth.sessions where user_id = ?").param(person.userId()).update();
                person.api().get("/api/v1/nothing").expect(404);
            } finally {
                statement.execute("alter table auth.sessions enable trigger access_deleted");
            }
        }
    }

    @Test
    void asksAtEveryRequestWhileItCannotHear() throws Exception {
        var person = people.signUp();
        person.api().get("/api/v1/profile").expect(200);

        try (var worker = TestDatabase.server().connectAs("tenantry_worker");
                var statement = worker.createStatement()) {
            statement.execute(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where usename = current_user and pid <> pg_backend_pid() and query in ('select', 'listen access_changed')""");
        }
        authPool.jdbc().sql("delete from auth.sessions where user_id = ?").param(person.userId()).update();

        assertWithinASecond(() -> person.api().get("/api/v1/profile").status() == 401);
        Thread.sleep(Duration.ofSeconds(1));
        hearsOfASuspension();
    }

    /** Whatever takes a right away in a tenant's rows says so to those that keep it in memory. */
    @Test
    void tellsOtherInstances() throws Exception {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");
        var member = "/api/v1/organization/members/" + guest.userId();
        var role = host.api().post("/api/v1/roles", "{\"name\":\"R\",\"permissions\":[]}").expect(201).id();
        var key = host.api()
                .post("/api/v1/api-keys", "{\"name\":\"K\",\"scopes\":[\"contacts:read\"]}")
                .expect(201)
                .id();

        var ofMember = told(() -> host.api().put(member + "/role", "{\"role\":\"viewer\"}").expect(200));
        var ofRole = told(() -> host.api()
                .put("/api/v1/roles/" + role, "{\"name\":\"R\",\"permissions\":[\"contacts:read\"]}")
                .expect(200));
        var ofKey = told(() -> host.api().put("/api/v1/api-keys/" + key + "/revocation", "{}").expect(200));
        var ofEnd = told(() -> host.api().delete(member).expect(204));

        assertThat(ofMember).contains("user:" + guest.userId());
        assertThat(ofRole).contains("organization:" + host.organizationId());
        assertThat(ofKey).contains("key:" + key);
        assertThat(ofEnd).contains("user:" + guest.userId());
    }

    private static List<String> told(Runnable cause) throws Exception {
        try (var worker = TestDatabase.server().connectAs("tenantry_worker");
                var statement = worker.createStatement()) {
            statement.execute("listen access_changed");
            cause.run();
            return Arrays.stream(worker.unwrap(PGConnection.class).getNotifications(1000))
                    .map(PGNotification::getParameter)
                    .toList();
        }
    }

    /** As another instance does that has caused it. */
    private static void tell(String news) {
        try (var application = TestDatabase.server().connectAs("tenantry_app");
                var statement = application.createStatement()) {
            statement.execute("select pg_notify('access_changed', '" + news + "')");
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** News come in the order of the commits: who has heard the last has heard the others. */
    private void hearWhatHasBeenSaid() {
        var last = people.signUp();
        authPool.jdbc().sql("delete from auth.sessions where user_id = ?").param(last.userId()).update();
        assertWithinASecond(() -> last.api().get("/api/v1/profile").status() == 401);
    }

    private void inTheNameOf(Person person, String sql) {
        try (var application = TestDatabase.server().connectAs("tenantry_app");
                var statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("select set_config('app.org_id', '" + person.organizationId() + "', true)");
            assertThat(statement.executeUpdate(sql)).isPositive();
            application.commit();
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void assertWithinASecond(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a second has passed").isLessThan(end);
        }
    }
}
