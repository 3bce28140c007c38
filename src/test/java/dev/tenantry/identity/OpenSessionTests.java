package dev.tenantry.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OpenSessionTests extends ApiTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @Autowired
    private RolePool authPool;

    @Test
    void showsWhereOneIsSignedIn() {
        var person = people.signUp();
        api.with("User-Agent", FIREFOX).post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(person.email(), person.password())).expect(200);
        people.signUp();

        var list = person.api().get("/api/v1/sessions?sort=createdAt&total=true").expect(200);

        assertThat(list.at("/total")).isEqualTo("2");
        assertThat(list.at("/results/0/isCurrent")).isEqualTo("true");
        assertThat(list.at("/results/0/aal")).isEqualTo("aal1");
        assertThat(list.at("/results/0/methods/0")).isEqualTo("password");
        assertThat(list.at("/results/1/isCurrent")).isEqualTo("false");
        assertThat(list.at("/results/1/device")).isEqualTo("Firefox on Linux");
        assertThat(list.at("/results/1/ipAddress")).isEqualTo("127.0.0.1");
        assertThat(list.at("/results/1/organizationId")).isEqualTo(person.organizationId().toString());
    }

    @Test
    void walksThroughManyPageByPage() {
        var person = people.signUp();
        people.signIn(person.email());
        people.signIn(person.email());

        var first = person.api().get("/api/v1/sessions?limit=2").expect(200);
        var second = person.api().get(first.at("/paging/next/link")).expect(200);

        assertThat(first.json().at("/results").size() + second.json().at("/results").size()).isEqualTo(3);
        assertThat(second.at("/paging/next/link")).isEmpty();
    }

    @Test
    void endsASessionFromTheNextRequestOn() {
        var person = people.signUp();
        var elsewhere = people.signIn(person.email());
        elsewhere.api().get("/api/v1/profile").expect(200);

        person.api().delete("/api/v1/sessions/" + current(elsewhere.api().get("/api/v1/sessions"))).expect(204);

        elsewhere.api().get("/api/v1/profile").expect(401);
        api.post("/auth/v1/token?grant_type=refresh_token", """
                {"refresh_token": "%s"}""".formatted(elsewhere.refreshToken())).expect(400);
        person.api().get("/api/v1/profile").expect(200);
    }

    /** Who may do what is nobody's to change between the question and the deed: the organization is locked until then. */
    @Test
    void endsAMembersSessionWithTheRightsOfThatMoment() throws Exception {
        var owner = people.signUp();
        var member = people.signUpInto(owner, "member");
        var sessions = "/api/v1/organization/members/" + member.userId() + "/sessions";
        var session = owner.api().get(sessions).expect(200).at("/results/0/id");

        try (var connection = TestDatabase.server().connectAsSuperuser();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            lock(connection, "select id from auth.sessions where id = ?::uuid for no key update", session);
            var ended = threads.submit(() -> owner.api().delete(sessions + "/" + session).status());
            await().atMost(Duration.ofSeconds(4)).until(() -> isLocked(owner.organizationId()));
            assertThat(ended.isDone()).isFalse();
            connection.rollback();

            assertThat(ended.get()).isEqualTo(204);
        }
        assertThat(isLocked(owner.organizationId())).isFalse();
    }

    private static void lock(Connection connection, String sql, String id) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            statement.execute();
        }
    }

    private static boolean isLocked(UUID organization) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            lock(connection, "select id from organizations where id = ?::uuid for no key update nowait",
                    organization.toString());
            return false;
        } catch (SQLException refusal) {
            assertThat(refusal.getSQLState()).isEqualTo("55P03");
            return true;
        }
    }

    @Test
    void nobodyEndsAStrangersSession() {
        var person = people.signUp();
        var stranger = people.signUp();
        var theirs = current(stranger.api().get("/api/v1/sessions"));

        var refused = person.api().delete("/api/v1/sessions/" + theirs).expect(404);

        assertThat(refused.at("/detail"))
                .isEqualTo(person.api().delete("/api/v1/sessions/" + UUID.randomUUID()).expect(404).at("/detail"));
        stranger.api().get("/api/v1/profile").expect(200);
    }

    @Test
    void anAdministratorEndsAMembersSessionHereAndNowhereElse() {
        var host = people.signUp();
        var admin = people.signUpInto(host, "admin");
        var member = people.signUpInto(host, "member");
        var atHome = people.signIn(member.email());

        var list = admin.api().get(sessions(member.userId())).expect(200);

        assertThat(list.json().at("/results").size()).isEqualTo(1);
        member.api().delete(sessions(admin.userId()) + "/" + UUID.randomUUID()).expect(403);
        admin.api()
                .delete(sessions(member.userId()) + "/" + current(atHome.api().get("/api/v1/sessions")))
                .expect(404);
        admin.api().delete(sessions(member.userId()) + "/" + list.at("/results/0/id")).expect(204);
        member.api().get("/api/v1/organization").expect(401);
        atHome.api().get("/api/v1/profile").expect(200);
        assertThat(host.api().get("/api/v1/audit-logs?limit=100").expect(200).text()).contains("session.revoked");
    }

    @Test
    void onlyAnOwnerEndsAnOwnersSession() {
        var host = people.signUp();
        var admin = people.signUpInto(host, "admin");
        var own = host.api().get("/api/v1/sessions").expect(200).at("/results/0/id");

        admin.api().delete(sessions(host.userId()) + "/" + own).expect(403);
        admin.api().get(sessions(people.signUp().userId())).expect(404);

        host.api().get("/api/v1/profile").expect(200);
    }

    private static String sessions(UUID member) {
        return "/api/v1/organization/members/" + member + "/sessions";
    }

    private static String current(dev.tenantry.support.Answer list) {
        for (var session : list.expect(200).json().at("/results")) {
            if (session.path("isCurrent").asBoolean()) {
                return session.path("id").asString();
            }
        }
        throw new AssertionError("none is the current one");
    }

    @Test
    void turnsNoSessionToAnOrganizationWhoseSessionsAreShorter() {
        var host = people.signUp();
        var guest = people.signUp();
        People.join(guest.userId(), host.organizationId(), "member");
        host.api().put("/api/v1/organization/sign-in-policy", """
                {"sessionLength": 3600}""").expect(200);
        authPool.jdbc()
                .sql("update auth.sessions set created_at = created_at - interval '2 hours' where user_id = ?")
                .param(guest.userId())
                .update();

        var refused = guest.api().put("/api/v1/session/organization", """
                {"organizationId": "%s"}""".formatted(host.organizationId())).expect(403);

        assertThat(refused.at("/code")).isEqualTo("forbidden");
        assertThat(refused.at("/detail")).contains("sign in again");
        people.switchTo(people.signIn(guest.email()), host.organizationId());
    }
}
