package dev.tenantry.identity.admin;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SuspensionTests extends ApiTest {

    @Autowired
    private RolePool authPool;
    private Person admin;
    private Api asAdmin;
    private Person person;

    @BeforeEach
    void meet() {
        admin = Platform.superAdmin(people);
        asAdmin = admin.api();
        person = people.signUp();
        person.api().get("/api/v1/contacts").expect(200);
    }

    @Test
    void keepsAnAccountOutUntilFurtherNotice() {
        asAdmin.put(user(person) + "/suspension", "{\"reason\": \"unpaid bills\"}").expect(204);

        person.api().get("/api/v1/profile").expect(401);
        assertThat(signIn().at("/error_code")).isEqualTo("user_banned");
        var shown = asAdmin.get(user(person)).expect(200);
        assertThat(shown.at("/isActive")).isEqualTo("false");
        assertThat(shown.at("/suspensionReason")).isEqualTo("unpaid bills");

        asAdmin.delete(user(person) + "/suspension").expect(204);

        people.signIn(person.email()).api().get("/api/v1/profile").expect(200);
        assertThat(asAdmin.get(user(person)).expect(200).at("/suspensionReason")).isEmpty();
    }

    @Test
    void keepsAnAccountOutUntilATime() {
        asAdmin.put(user(person) + "/suspension", "{\"reason\": \"a week off\", \"until\": \"2999-01-01T00:00:00Z\"}")
                .expect(204);

        assertThat(signIn().at("/error_code")).isEqualTo("user_banned");
        assertThat(asAdmin.get(user(person)).expect(200).at("/bannedUntil")).isEqualTo("2999-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\": \" \"}", "{\"reason\": \"late\", \"until\": \"2000-01-01T00:00:00Z\"}"})
    void refusesASuspensionWithoutAReasonOrOfThePast(String body) {
        asAdmin.put(user(person) + "/suspension", body).expect(422);
    }

    @Test
    void refusesToSuspendOneselfOrTheLastSuperAdmin() {
        asAdmin.put(user(admin) + "/suspension", "{\"reason\": \"tired\"}").expect(409);
        var other = Platform.superAdmin(people);
        asAdmin.put(user(other) + "/suspension", "{\"reason\": \"tired\"}").expect(204);

        other.api().get("/admin/users").expect(401);
    }

    @Test
    void knowsNobodyByAnotherId() {
        var nobody = "/admin/users/" + UUID.randomUUID();

        asAdmin.put(nobody + "/suspension", "{\"reason\": \"nobody\"}").expect(404);
        asAdmin.delete(nobody + "/suspension").expect(404);
        asAdmin.get(nobody + "/sessions").expect(404);
        asAdmin.delete(nobody + "/sessions").expect(404);
        asAdmin.put("/admin/organizations/" + UUID.randomUUID() + "/suspension", "{\"reason\": \"none\"}").expect(404);
        asAdmin.delete("/admin/organizations/" + UUID.randomUUID() + "/suspension").expect(404);
    }

    @Test
    void listsAndEndsSessions() {
        var elsewhere = people.signIn(person.email());

        var sessions = asAdmin.get(user(person) + "/sessions").expect(200);

        assertThat(sessions.json().at("/results")).hasSize(2);
        assertThat(sessions.at("/results/0/ipAddress")).isNotEmpty();
        asAdmin.delete(user(person) + "/sessions/" + sessions.at("/results/0/id")).expect(204);
        elsewhere.api().get("/api/v1/profile").expect(401);
        person.api().get("/api/v1/profile").expect(200);
        asAdmin.delete(user(person) + "/sessions/" + sessions.at("/results/0/id")).expect(404);
        asAdmin.delete(user(person) + "/sessions").expect(204);
        person.api().get("/api/v1/profile").expect(401);
    }

    @Test
    void keepsEverybodyOutOfAnOrganization() {
        var guest = people.signUpInto(person, "member");
        guest.api().get("/api/v1/contacts").expect(200);

        asAdmin.put(organization() + "/suspension", "{\"reason\": \"abuse\"}").expect(204);

        for (var member : new Person[]{person, guest}) {
            assertThat(member.api().get("/api/v1/contacts").expect(403).at("/code"))
                    .isEqualTo("organization-suspended");
            member.api().post("/api/v1/contacts", "{\"name\": \"x\"}").expect(403);
            member.api().get("/api/v1/profile").expect(200);
        }
        asAdmin.get("/admin/users").expect(200);
        assertThat(asAdmin.get(organization()).expect(200).at("/suspensionReason")).isEqualTo("abuse");

        asAdmin.delete(organization() + "/suspension").expect(204);

        guest.api().get("/api/v1/contacts").expect(200);
        assertThat(asAdmin.get(organization()).expect(200).at("/suspendedAt")).isEmpty();
    }

    @Test
    void keepsTheKeysOfASuspendedOrganizationOutToo() {
        var key = person.api()
                .post("/api/v1/api-keys", "{\"name\": \"sync\", \"scopes\": [\"contacts:read\"]}")
                .expect(201)
                .at("/key");
        api.bearer(key).get("/api/v1/contacts").expect(200);

        asAdmin.put(organization() + "/suspension", "{\"reason\": \"abuse\"}").expect(204);

        assertThat(api.bearer(key).get("/api/v1/contacts").expect(403).at("/code"))
                .isEqualTo("organization-suspended");
    }

    @Test
    void otherInstancesHearOfIt() {
        authPool.jdbc()
                .sql("select app.suspend_organization(?, 'elsewhere')")
                .param(person.organizationId())
                .query(Boolean.class)
                .single();

        assertThat(Platform.within(() -> person.api().get("/api/v1/contacts").status() == 403)).isTrue();
    }

    /** Not even a statement of the tenant's own role does it. */
    @Test
    void isNotForTheOrganizationToEnd() throws SQLException {
        asAdmin.put(organization() + "/suspension", "{\"reason\": \"abuse\"}").expect(204);

        try (var connection = TestDatabase.server().connectAs("tenantry_app");
                var statement = connection.createStatement()) {
            statement.execute("select set_config('app.org_id', '%s', false), set_config('app.user_id', '%s', false)"
                    .formatted(person.organizationId(), person.userId()));
            assertThat(statement.executeUpdate("update organizations set name = 'Renamed'")).isOne();
            assertThatThrownBy(() -> statement.executeUpdate("update organizations set suspended_at = null"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void isToldInBothLogs() {
        asAdmin.put(organization() + "/suspension", "{\"reason\": \"abuse\"}").expect(204);
        asAdmin.delete(organization() + "/suspension").expect(204);
        asAdmin.get(user(person) + "/sessions").expect(200);

        var told = Platform.log(person.api(),
                "actionType[in]:(organization.suspended,organization.reactivated,session.listed)");
        assertThat(told.json().at("/results")).hasSize(3);
        assertThat(Platform.log(asAdmin, "resourceId[eq]:\"" + person.organizationId() + "\"").json().at("/results"))
                .hasSize(2);
    }

    private dev.tenantry.support.Answer signIn() {
        return api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(person.email(), person.password())).expect(400);
    }

    private String organization() {
        return "/admin/organizations/" + person.organizationId();
    }

    private static String user(Person person) {
        return "/admin/users/" + person.userId();
    }
}
