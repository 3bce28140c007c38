package dev.tenantry.tenancy;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Roles of an organization's own, who has them, and why somebody may do what. */
class RoleTests extends ApiTest {

    private static final String BODY = """
            {"name": "%s", "description": "Keeps the books", "permissions": ["contacts:read", "contacts:update"]}""";

    @Test
    void makesChangesAndDeletesARole() {
        var host = people.signUp();

        var made = create(host, "Büro Keeper").expect(201);
        assertThat(made.at("/slug")).isEqualTo("buro-keeper");
        assertThat(made.json().at("/isSystem").asBoolean()).isFalse();
        assertThat(made.header("Location")).isEqualTo("/api/v1/roles/" + made.id());
        var patched = host.api().with("If-Match", made.header("ETag")).patch(role(made), """
                {"permissions": ["contacts:read"]}""").expect(200);
        assertThat(patched.json().at("/permissions").toString()).isEqualTo("[\"contacts:read\"]");
        assertThat(patched.header("ETag")).startsWith("\"1-");
        host.api().with("If-Match", made.header("ETag")).patch(role(made), "{\"name\": \"x\"}").expect(412);
        assertThat(host.api().get("/api/v1/roles?filter=isSystem%5Beq%5D:false").json().at("/results").size())
                .isEqualTo(1);
        host.api().delete(role(made)).expect(204);
        host.api().get(role(made)).expect(404);

        assertThat(host.api().get("/api/v1/audit-logs").text()).contains("role.created", "role.updated",
                "role.deleted", "contacts:update");
    }

    @Test
    void keepsTheBuiltInRolesAsTheyAre() {
        var host = people.signUp();
        var viewer = host.api().get("/api/v1/roles?filter=slug%5Beq%5D:viewer").expect(200).at("/results/0/id");

        host.api().patch("/api/v1/roles/" + viewer, "{\"name\": \"Lurker\"}").expect(409);
        host.api().delete("/api/v1/roles/" + viewer).expect(409);
        host.api()
                .send("PUT", "/api/v1/organization/members/" + host.userId() + "/roles/" + viewer, null)
                .expect(409);
        var reserved = host.api().post("/api/v1/roles", "{\"name\": \"Reader\", \"permissions\": []}").expect(422);
        assertThat(reserved.at("/errors/0/field")).isEqualTo("name");
    }

    @Test
    void letsNobodyGrantWhatTheyDoNotHold() {
        var host = people.signUp();
        var admin = people.signUpInto(host, "admin");
        var maker = role(create(host, "Maker", "\"roles:create\", \"roles:update\", \"members:update\"").expect(201));
        var strong = create(host, "Strong", "\"audit-logs:read\"").expect(201);
        var guest = people.signUpInto(host, "member");
        give(host, guest, maker).expect(200);

        assertThat(create(guest, "More", "\"audit-logs:read\"").expect(403).at("/detail"))
                .contains("audit-logs:read");
        guest.api().patch(maker, "{\"permissions\": [\"audit-logs:read\"]}").expect(403);
        give(guest, guest, role(strong)).expect(403);
        create(guest, "Less", "\"contacts:read\"").expect(201);
        create(admin, "Same", "\"audit-logs:read\"").expect(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "x", "permissions": ["no:such"]}       | 422 | permissions[0]
            {"name": " ", "permissions": []}                | 422 | name
            {"name": "x"}                                   | 422 | permissions
            {"name": "x", "slug": "A b", "permissions": []} | 422 | slug
            {"name": "x", "permissions": [], "isSystem": true} | 400 | isSystem
            """)
    void refusesWhatIsNoRole(String body, int status, String field) {
        var refused = people.signUp().api().post("/api/v1/roles", body).expect(status);

        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void tellsOfANameThatIsTaken() {
        var host = people.signUp();
        create(host, "Twice").expect(201);

        assertThat(create(host, "Twice").expect(409).at("/code")).isEqualTo("duplicate");
    }

    @Test
    void takesEffectOnTheNextRequest() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "viewer");
        var role = create(host, "Writer", "\"contacts:create\"").expect(201);
        newContact(guest).expect(403);

        give(host, guest, role(role)).expect(200);
        newContact(guest).expect(201);
        host.api().patch(role(role), "{\"isActive\": false}").expect(200);
        newContact(guest).expect(403);
        host.api().patch(role(role), "{\"isActive\": true}").expect(200);
        newContact(guest).expect(201);
        host.api().patch(role(role), "{\"permissions\": []}").expect(200);
        newContact(guest).expect(403);
        host.api().patch(role(role), "{\"permissions\": [\"contacts:create\"]}").expect(200);
        newContact(guest).expect(201);
        host.api().delete(member(guest) + "/roles/" + role.id()).expect(204);
        newContact(guest).expect(403);
    }

    @Test
    void keepsARoleThatSomebodyHas() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "viewer");
        var role = create(host, "Held").expect(201);
        give(host, guest, role(role)).expect(200);
        give(host, guest, role(role)).expect(200);

        assertThat(host.api().delete(role(role)).expect(409).at("/code")).isEqualTo("in-use");
        assertThat(guest.api().get(member(guest) + "/roles").json().at("/results").findValuesAsString("slug"))
                .containsExactly("viewer", "held");
        host.api().delete(member(guest) + "/roles/" + role.id()).expect(204);
        host.api().delete(member(guest) + "/roles/" + role.id()).expect(404);
        host.api().delete(role(role)).expect(204);
    }

    /** Either somebody has it, or it is gone. */
    @Test
    void isNeverGivenAndDeletedAtOnce() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "viewer");
        var role = create(host, "Contested").expect(201);
        var turn = new AtomicInteger();

        var answers = Parallel.times(50, () -> turn.getAndIncrement() % 2 == 0
                ? give(host, guest, role(role))
                : host.api().delete(role(role)));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 204, 404, 409));
        var isThere = host.api().get(role(role)).status() == 200;
        var isHeld = host.api().get(member(guest) + "/roles").text().contains("contested");
        assertThat(isHeld).isEqualTo(isThere);
    }

    @Test
    void letsNobodyGiveOrTakeRolesAbove() {
        var host = people.signUp();
        var admin = people.signUpInto(host, "admin");
        var role = create(host, "Some", "\"contacts:read\"").expect(201);

        give(admin, host, role(role)).expect(403);
        give(people.signUpInto(host, "manager"), admin, role(role)).expect(403);
        give(admin, people.signUpInto(host, "member"), role(role)).expect(200);
    }

    @Test
    void explainsWhySomebodyMayOrMayNot() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "viewer");
        var role = create(host, "Writer", "\"contacts:create\"").expect(201);

        assertExplained(guest, guest, "contacts:read", true, "granted");
        assertExplained(guest, guest, "contacts:create", false, "not-granted");
        give(host, guest, role(role)).expect(200);
        var granted = assertExplained(host, guest, "contacts:create", true, "granted");
        assertThat(granted.at("/grantedBy/0/slug")).isEqualTo("writer");
        host.api().patch(role(role), "{\"isActive\": false}").expect(200);
        assertExplained(host, guest, "contacts:create", false, "role-inactive");
        host.api().get(member(guest) + "/permissions/no:such").expect(404);
        assertThat(host.api().get(member(guest) + "/permissions").json().at("/results").size())
                .isEqualTo(host.api().get("/api/v1/permissions").json().at("/results").size());
    }

    @Test
    void explainsWhatStandsInTheWayOfAMember() throws Exception {
        var host = people.signUp();
        var guest = people.signUpInto(host, "viewer");

        policy(host, "mfa_required_roles", "{viewer}");
        assertExplained(host, guest, "contacts:read", false, "second-factor-missing");
        policy(host, "allowed_email_domains", "{elsewhere.test}");
        assertExplained(guest, guest, "contacts:read", false, "email-domain-refused");
        policy(host, "allowed_email_domains", "{}");
        suspend(guest.userId());
        var refused = assertExplained(host, guest, "contacts:read", false, "account-suspended");
        assertThat(refused.at("/grantedBy/0/slug")).isEqualTo("viewer");
    }

    @Test
    void explainsOthersToThoseAloneWhoMaySeeThem() {
        var founder = people.signUp();
        var market = people.switchTo(founder, UUID.fromString(founder.api().post("/api/v1/organizations", """
                {"name": "Market", "kind": "marketplace"}""").id()));
        var client = people.signUpInto(market, "client");

        assertThat(client.api().get(member(market) + "/permissions/members:read").expect(403).at("/detail"))
                .contains("members:read");
        assertExplained(client, client, "members:read", false, "not-granted");
        market.api().get(member(people.signUp()) + "/permissions/members:read").expect(404);
    }

    private static Answer assertExplained(Person asking, Person about, String permission, boolean allowed,
            String reason) {
        var answer = asking.api().get(member(about) + "/permissions/" + permission).expect(200);
        assertThat(answer.at("/reason")).isEqualTo(reason);
        assertThat(answer.json().at("/allowed").asBoolean()).isEqualTo(allowed);
        return answer;
    }

    private static void policy(Person host, String column, String value) throws Exception {
        Rows.execute("""
                insert into sign_in_policies (organization_id, %1$s) values ('%2$s', '%3$s')
                on conflict (organization_id) do update set %1$s = excluded.%1$s""".formatted(column,
                host.organizationId(), value));
    }

    private static void suspend(UUID user) throws Exception {
        Rows.execute("update auth.users set is_active = false where id = '" + user + "'");
    }

    private static Answer create(Person person, String name) {
        return person.api().post("/api/v1/roles", BODY.formatted(name));
    }

    private static Answer create(Person person, String name, String permissions) {
        return person.api().post("/api/v1/roles", """
                {"name": "%s", "permissions": [%s]}""".formatted(name, permissions));
    }

    private static Answer give(Person actor, Person target, String role) {
        return actor.api().send("PUT", member(target) + "/roles" + role.substring(role.lastIndexOf('/')), null);
    }

    private static Answer newContact(Person person) {
        return person.api().post("/api/v1/contacts", "{\"name\": \"Somebody\"}");
    }

    private static String role(Answer role) {
        return "/api/v1/roles/" + role.id();
    }

    private static String member(Person person) {
        return "/api/v1/organization/members/" + person.userId();
    }
}
