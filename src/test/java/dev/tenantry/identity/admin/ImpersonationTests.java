package dev.tenantry.identity.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ImpersonationTests extends ApiTest {

    private static final String REASON = "{\"reason\": \"ticket 4711: cannot see the contacts\"}";
    /** What only the person may do: credentials, second factors, keys, the choice of the session's organization, ownership. */
    private static final Pattern PERSONAL = Pattern
            .compile("(PUT|POST|PATCH|DELETE) (/auth/v1/user(/.*)?|/auth/v1/factors.*|/api/v1/api-keys.*"
                    + "|/api/v1/session/organization|/api/v1/organization/ownership.*|/api/v1/profile/(backup-codes|trusted-devices|security-alerts).*"
                    + "|/api/v1/organization/members/\\{\\w+}/role(s/.*)?|/api/v1/.*sessions.*|/api/v1/webhook-secret/rotations|/api/v1/profile|/api/v1/profile/extensions.*|/api/v1/organization/(sign-in-policy|notification-templates.*))"
                    + "|(POST|DELETE) /api/v1/invitations(/\\{id}.*|/acceptance)?|GET /api/v1/webhook-secret|DELETE /api/v1/organization");

    @Autowired
    private RolePool authPool;
    @Autowired
    private List<RequestMappingHandlerMapping> tables;
    private Person admin;
    private Person person;

    @BeforeEach
    void meet() {
        admin = people.superAdmin();
        person = people.signUp();
    }

    @Test
    void actsAsSomebodyForAWhile() {
        var begun = begin(REASON).expect(201);

        var claims = Tokens.claims(begun.at("/accessToken"));
        assertThat(claims.at("/sub").asString()).isEqualTo(person.userId().toString());
        assertThat(claims.at("/act/sub").asString()).isEqualTo(admin.userId().toString());
        assertThat(claims.at("/exp").asLong() - claims.at("/iat").asLong()).isCloseTo(900, within(2L));
        assertThat(begun.text()).doesNotContain("refresh");
        var asPerson = api.bearer(begun.at("/accessToken"));
        assertThat(asPerson.get("/api/v1/profile").expect(200).at("/email")).isEqualTo(person.email());
        assertThat(asPerson.get("/auth/v1/user").expect(200).id()).isEqualTo(person.userId().toString());
        asPerson.get("/admin/users").expect(403);
    }

    @Test
    void actsInTheOrganizationThatIsNamed() {
        var host = people.signUp();
        People.join(person.userId(), host.organizationId(), "viewer");

        var begun = begin("""
                {"reason": "ticket 4711: what viewers see", "organizationId": "%s", "durationSeconds": 60}"""
                .formatted(host.organizationId())).expect(201);

        assertThat(Tokens.organization(begun.at("/accessToken"))).isEqualTo(host.organizationId());
        assertThat(Tokens.claims(begun.at("/accessToken")).at("/org_role").asString()).isEqualTo("viewer");
        begin("{\"reason\": \"ticket 4711: elsewhere\", \"organizationId\": \"%s\"}".formatted(UUID.randomUUID()))
                .expect(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\": \"why not\"}", "{\"reason\": \"                \"}",
        "{\"reason\": \"ticket 4711: too long\", \"durationSeconds\": 3601}",
        "{\"reason\": \"ticket 4711: too short\", \"durationSeconds\": 0}"})
    void refusesWithoutAReasonOrForTooLong(String body) {
        begin(body).expect(422);
    }

    @Test
    void refusesToActAsASuperAdminOrSomebodySuspended() {
        var other = Platform.superAdmin(people);

        assertThat(begin(admin, other.userId(), REASON).expect(403).at("/code")).isEqualTo("forbidden");
        begin(admin, admin.userId(), REASON).expect(403);
        begin(admin, UUID.randomUUID(), REASON).expect(404);
        begin(person, other.userId(), REASON).expect(403);
        admin.api().put("/admin/users/" + person.userId() + "/suspension", "{\"reason\": \"spam\"}").expect(204);
        begin(REASON).expect(409);
    }

    /** Of those who have one {@code StepUp} asks it of every such endpoint; here of those who have none, too. */
    @Test
    void refusesWithoutASecondFactor() {
        var refused = begin(Platform.superAdmin(people), person.userId(), REASON).expect(403);

        assertThat(refused.at("/code")).isEqualTo("step-up-required");
        assertThat(refused.at("/detail")).contains("enrol");
        begin(people.signIn(admin.email()), person.userId(), REASON).expect(403);
    }

    @Test
    void refusesFromASessionInWhichSomebodyElseActs() {
        var asPerson = act();
        People.promote(person.userId());

        assertThat(asPerson.post("/admin/users/" + people.signUp().userId() + "/impersonation", REASON).status())
                .isIn(401, 403);
    }

    @Test
    void endsBySignOutOfItselfAlone() {
        var asPerson = act();

        asPerson.post("/auth/v1/logout?scope=others", "").expect(403);
        asPerson.post("/auth/v1/logout", "").expect(204);

        asPerson.get("/api/v1/profile").expect(401);
        person.api().get("/api/v1/profile").expect(200);
    }

    @Test
    void endsWhenASuperAdminSaysSo() {
        var asPerson = act();

        admin.api().delete("/admin/users/" + person.userId() + "/impersonation").expect(204);

        asPerson.get("/api/v1/profile").expect(401);
        person.api().get("/api/v1/profile").expect(200);
    }

    @Test
    void endsWithTheGrantOfWhoActs() {
        var asPerson = act();

        authPool.jdbc()
                .sql("update auth.users set is_super_admin = false where id = ?")
                .param(admin.userId())
                .update();

        assertThat(authPool.jdbc()
                .sql("select count(*) from auth.sessions where impersonator_id = ?")
                .param(admin.userId())
                .query(Integer.class)
                .single()).isZero();
        assertThat(Platform.within(() -> asPerson.get("/api/v1/profile").status() == 401)).isTrue();
    }

    @Test
    void hasNoRefreshTokenEvenWhereOneIsForged() {
        var begun = begin(REASON).expect(201);
        var before = authPool.jdbc()
                .sql("select not_after::text from auth.sessions where id = ?::uuid")
                .param(begun.at("/sessionId"))
                .query(String.class)
                .single();
        var asPerson = api.bearer(begun.at("/accessToken"));

        asPerson.put("/api/v1/session/organization", "{\"organizationId\": \"%s\"}".formatted(person.organizationId()))
                .expect(403);

        assertThat(authPool.jdbc()
                .sql("select not_after::text from auth.sessions where id = ?::uuid")
                .param(begun.at("/sessionId"))
                .query(String.class)
                .single()).isEqualTo(before);
    }

    @Test
    void tellsTheOrganizationWhoDidWhatWasDone() {
        var asPerson = act();
        asPerson.post("/api/v1/contacts", "{\"name\": \"Made by support\"}").expect(201);
        asPerson.post("/api/v1/organizations", "{\"name\": \"Founded by support\", \"kind\": \"team\"}").expect(403);
        person.api().post("/api/v1/contacts", "{\"name\": \"Made by the person\"}").expect(201);

        var begun = Platform.log(person.api(), "actionType[eq]:user.impersonated");
        var done = Platform.log(person.api(), "impersonatorId[eq]:" + admin.userId() + ",success[eq]:true");
        var refused = Platform.log(person.api(), "impersonatorId[eq]:" + admin.userId() + ",success[eq]:false");

        assertThat(begun.at("/results/0/newValues/reason")).startsWith("ticket 4711");
        assertThat(begun.at("/results/0/userId")).isEqualTo(admin.userId().toString());
        assertThat(done.json().at("/results")).hasSize(1);
        assertThat(done.at("/results/0/actionType")).isEqualTo("contact.created");
        assertThat(refused.at("/results/0/resourceId")).isEqualTo("POST /api/v1/organizations");
        assertThat(done.at("/results/0/userId")).isEqualTo(person.userId().toString());
        assertThat(Platform.log(admin.api(), "actionType[eq]:user.impersonated").json().at("/results")).hasSize(1);
        asPerson.post("/auth/v1/logout", "").expect(204);
        assertThat(Platform.log(person.api(), "actionType[eq]:session.ended").at("/results/0/impersonatorId"))
                .isEqualTo(admin.userId().toString());
    }

    @Test
    void leavesToThePersonWhatIsThePersons() {
        var asPerson = act();
        var refused = 0;
        for (var route : routes()) {
            if (route.isKept()) {
                var answer = asPerson.send(route.method(), route.path(), route.method().equals("GET") ? null : "{");
                assertThat(answer.status()).as(route.toString()).isEqualTo(403);
                refused++;
            }
            assertThat(route.isKept() || !PERSONAL.matcher(route.name()).matches())
                    .as(route.name() + " is for the person alone")
                    .isTrue();
        }

        assertThat(refused).isGreaterThan(5);
    }

    private record Route(String name, String method, String path, boolean isKept) {}

    private List<Route> routes() {
        var routes = new ArrayList<Route>();
        tables.forEach(table -> table.getHandlerMethods()
                .forEach((mapping, handler) -> mapping.getPatternValues()
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .stream()
                                .map(RequestMethod::name)
                                .forEach(method -> routes.add(new Route(method + " " + path, method,
                                        path.replaceAll("\\{[^}]*}", "00000000-0000-7000-8000-000000000000"),
                                        handler.hasMethodAnnotation(NotImpersonated.class)
                                                || handler.hasMethodAnnotation(StepUp.class)))))));
        return routes;
    }

    private Api act() {
        return api.bearer(begin(REASON).expect(201).at("/accessToken"));
    }

    private Answer begin(String body) {
        return begin(admin, person.userId(), body);
    }

    private static Answer begin(Person who, UUID whom, String body) {
        return who.api().post("/admin/users/" + whom + "/impersonation", body);
    }
}
