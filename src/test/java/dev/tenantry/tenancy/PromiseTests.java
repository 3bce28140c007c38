package dev.tenantry.tenancy;

import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** An invitation is a promise, which holds for as long as whoever made it could make it again. */
class PromiseTests extends ApiTest {

    private static final Pattern TOKEN = Pattern.compile("#token=([A-Za-z0-9_-]{65})");

    private Person host;
    private Person inviter;
    /** What lets the inviter invite, and what is promised. */
    private String role = "";
    private String promised = "";

    /** An admin besides the owner, and a role of the organization's own. */
    @BeforeEach
    void meet() {
        var founder = people.signUp();
        host = people.switchTo(founder, UUID.fromString(founder.api().post("/api/v1/organizations", """
                {"name": "Promises", "kind": "team"}""").expect(201).id()));
        inviter = people.signUpInto(host, "viewer");
        role = host.api().post("/api/v1/roles", """
                {"name": "Inviter", "permissions": ["invitations:create", "audit-logs:read"]}""").expect(201).id();
        promised = host.api().post("/api/v1/roles", """
                {"name": "Auditor", "permissions": ["audit-logs:read"]}""").expect(201).id();
        host.api().put(member(inviter) + "/roles/" + role, "").expect(200);
    }

    private interface Taking {
        void from(PromiseTests test) throws Exception;
    }

    private record Case(String name, boolean isTold, Taking taking) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> takings() {
        return Stream.of(
                new Case("the role is taken", true,
                        test -> test.host.api().delete(member(test.inviter) + "/roles/" + test.role).expect(204)),
                new Case("the role grants less", true,
                        test -> test.host.api()
                                .patch("/api/v1/roles/" + test.role, "{\"permissions\": [\"invitations:create\"]}")
                                .expect(200)),
                new Case("the role does not let invite", true,
                        test -> test.host.api()
                                .patch("/api/v1/roles/" + test.role, "{\"permissions\": [\"audit-logs:read\"]}")
                                .expect(200)),
                new Case("the role sleeps", true,
                        test -> test.host.api()
                                .patch("/api/v1/roles/" + test.role, "{\"isActive\": false}")
                                .expect(200)),
                new Case("the member is removed", true,
                        test -> test.host.api().delete(member(test.inviter)).expect(204)),
                new Case("the member leaves", true,
                        test -> test.inviter.api().delete(member(test.inviter)).expect(204)),
                new Case("the account is suspended", false,
                        test -> Rows.execute("update auth.users set is_active = false where id = '"
                                + test.inviter.userId() + "'")),
                new Case("the account is banned", false,
                        test -> Rows
                                .execute("update auth.users set banned_until = now() + interval '1 day' where id = '"
                                        + test.inviter.userId() + "'")),
                new Case("the address is refused", false,
                        test -> {
                            Rows.execute("update auth.users set email = 'x-" + test.inviter.userId()
                                    + "@elsewhere.test' where id = '" + test.inviter.userId() + "'");
                            test.host.api()
                                    .put("/api/v1/organization/sign-in-policy",
                                            "{\"allowedEmailDomains\": [\"example.test\"]}")
                                    .expect(200);
                        }));
    }

    @ParameterizedTest
    @MethodSource("takings")
    void endsWithWhatItWasMadeWith(Case one) throws Exception {
        var guest = people.signUp();
        var invited = inviteIntoRole(inviter.api(), guest).expect(201);
        var token = mailed(guest);

        one.taking.from(this);

        accept(guest, token).expect(409);
        var now = host.api().get("/api/v1/invitations/" + invited.id()).expect(200);
        assertThat(now.at("/status")).isEqualTo(one.isTold ? "revoked" : "pending");
        assertThat(host.api().get("/api/v1/organization/members").text()).doesNotContain(guest.userId().toString());
    }

    @Test
    void staysWhereWhatIsLeftIsEnough() throws Exception {
        var guest = people.signUp();
        var other = people.signUp();
        invite(inviter.api(), guest, "viewer").expect(201);
        inviteIntoRole(host.api(), other).expect(201);
        var token = mailed(guest);

        host.api()
                .patch("/api/v1/roles/" + role, "{\"permissions\": [\"invitations:create\"]}")
                .expect(200);

        accept(guest, token).expect(200);
        accept(other, mailed(other)).expect(200);
    }

    @Test
    void endsWithTheOwnershipOfWhoMadeIt() throws Exception {
        var guest = people.signUp();
        var heir = people.signUpInto(host, "admin");
        invite(host.api(), guest, "owner").expect(201);

        host.api().put("/api/v1/organization/owner", "{\"userId\": \"%s\"}".formatted(heir.userId())).expect(200);

        assertThat(accept(guest, mailed(guest)).expect(409).at("/detail")).contains("revoked");
    }

    @ParameterizedTest
    @MethodSource("ends")
    void endsWithTheKeyThatItWasMadeWith(String method, String path, String body) throws Exception {
        var key = host.api()
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [%s, \"invitations:create\"]}"
                        .formatted(scopes("viewer")))
                .expect(201);
        var guest = people.signUp();
        invite(api.bearer(key.at("/key")), guest, "viewer").expect(201);
        var token = mailed(guest);

        host.api().send(method, "/api/v1/api-keys/" + key.id() + path, body).expect(200);

        assertThat(accept(guest, token).expect(409).at("/detail")).contains("revoked");
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of("PUT", "/revocation", "{\"reason\": \"leaked\"}"),
                Arguments.of("PATCH", "", "{\"scopes\": [\"invitations:create\"]}"));
    }

    @Test
    void isAcceptedByWhoIsThereAlone() throws Exception {
        var guest = people.signUp();
        invite(host.api(), guest, "viewer").expect(201);
        var token = mailed(guest);
        var raised = Authenticator.enrol(api, guest).person();

        var refused = accept(people.signIn(guest.email()), token).expect(403);

        assertThat(refused.at("/code")).isEqualTo("step-up-required");
        accept(raised, token).expect(200);
    }

    @Test
    void makesNobodyTheOwnerOfAPersonalOrganization() throws Exception {
        var person = people.signUp();
        var guest = people.signUp();
        invite(person.api(), guest, "owner").expect(422);
        invite(person.api(), guest, "admin").expect(201);
        Rows.execute("update invitations set role = 'owner' where email = '" + guest.email() + "'");

        accept(guest, mailed(guest)).expect(409);
        var other = people.signUpInto(person, "admin");
        person.api().put(member(other) + "/role", "{\"role\": \"owner\"}").expect(422);
        person.api()
                .put("/api/v1/organization/owner", "{\"userId\": \"%s\"}".formatted(other.userId()))
                .expect(409);
    }

    private Answer inviteIntoRole(Api actor, Person guest) {
        return actor.post("/api/v1/invitations", "{\"email\": \"%s\", \"roleId\": \"%s\"}".formatted(guest.email(),
                promised));
    }

    private static Answer invite(Api actor, Person guest, String into) {
        return actor.post("/api/v1/invitations", "{\"email\": \"%s\", \"role\": \"%s\"}".formatted(guest.email(),
                into));
    }

    private static Answer accept(Person guest, String token) {
        return guest.api().post("/api/v1/invitations/acceptance", "{\"token\": \"%s\"}".formatted(token));
    }

    private String scopes(String builtIn) throws Exception {
        return Rows
                .text("""
                select string_agg('"' || p.name || '"', ', ') from roles r join role_permissions rp on rp.organization_id = r.organization_id
                and rp.role_id = r.id join permissions p on p.id = rp.permission_id where r.slug = '%s' and r.organization_id = '%s'"""
                        .formatted(builtIn, host.organizationId()));
    }

    private static String member(Person person) {
        return "/api/v1/organization/members/" + person.userId();
    }

    private static String mailed(Person guest) throws Exception {
        var token = TOKEN.matcher(Rows.text("select body from outbound_notifications where recipient = '"
                + guest.email() + "' and template_name = 'organization-invitation' order by created_at desc limit 1"));
        assertThat(token.find()).isTrue();
        return token.group(1);
    }
}
