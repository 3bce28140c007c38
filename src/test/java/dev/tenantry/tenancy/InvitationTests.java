package dev.tenantry.tenancy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

class InvitationTests extends ApiTest {

    private static final Pattern TOKEN = Pattern.compile("#token=([A-Za-z0-9_-]{65})");

    @Test
    void bringsSomebodyIntoTheOrganizationItsTeamAndItsRole() throws Exception {
        var host = people.signUp();
        var guest = people.signUp();
        var team = host.api().post("/api/v1/teams", "{\"name\": \"Sales\"}").expect(201).id();
        var role = host.api().post("/api/v1/roles", """
                {"name": "Writer", "permissions": ["contacts:create"]}""").expect(201).id();

        var invited = host.api()
                .post("/api/v1/invitations", """
                {"email": "%s", "roleId": "%s", "teamId": "%s", "message": "Come along"}"""
                        .formatted(guest.email().toUpperCase(Locale.ROOT), role, team))
                .expect(201);
        var token = mailed(guest);
        var preview = guest.api().post("/api/v1/invitations/preview", body(token)).expect(200);
        var accepted = accept(guest, token).expect(200);

        assertThat(invited.at("/status")).isEqualTo("pending");
        assertThat(invited.text()).doesNotContain(token, "\"token\"");
        assertThat(preview.at("/organizationName"))
                .isEqualTo(host.api().get("/api/v1/organization").at("/name"));
        assertThat(Rows.text("select body from outbound_notifications where recipient = '" + guest.email() + "'"))
                .contains("as Writer, viewer.");
        assertThat(preview.text()).contains("viewer", "Writer", "Sales", "Come along");
        assertThat(accepted.at("/organizationId")).isEqualTo(host.organizationId().toString());
        var there = people.switchTo(guest, host.organizationId());
        there.api().post("/api/v1/contacts", "{\"name\": \"New\"}").expect(201);
        there.api().patch("/api/v1/organization", "{}").expect(403);
        assertThat(host.api().get("/api/v1/teams/" + team + "/members").at("/results/0/userId"))
                .isEqualTo(guest.userId().toString());
        assertThat(host.api().get("/api/v1/invitations/" + invited.id()).at("/status")).isEqualTo("accepted");
        var logged = host.api().get("/api/v1/audit-logs").text();
        assertThat(logged).contains("invitation.created", "invitation.accepted").doesNotContain(token);
        assertThat(Rows.text("select count(*) from invitations where token = '" + token + "'")).isEqualTo("0");
    }

    @Test
    void isToldBackAsItWasSentAndFoundInEitherForm() {
        var host = people.signUp();
        var sent = "Mehmet@Bücher.example";

        var invited = host.api().post("/api/v1/invitations", "{\"email\": \"" + sent + "\"}").expect(201);
        host.api().send("POST", "/api/v1/invitations/" + invited.id() + "/mails", null);

        assertThat(invited.at("/email")).isEqualTo(sent);
        assertThat(host.api().get("/api/v1/invitations/" + invited.id()).at("/email")).isEqualTo(sent);
        for (var written : List.of(sent, "mehmet@xn--bcher-kva.example")) {
            assertThat(host.api()
                    .get("/api/v1/invitations?filter="
                            + URLEncoder.encode("email[eq]:\"" + written + "\"", StandardCharsets.UTF_8))
                    .expect(200)
                    .at("/results/0/email")).isEqualTo(sent);
        }
        host.api().post("/api/v1/invitations", "{\"email\": \"mehmet@xn--bcher-kva.example\"}").expect(409);
    }

    @Test
    void isGoodOnceHoweverManyAcceptIt() throws Exception {
        var host = people.signUp();
        var guest = people.signUp();
        invite(host, guest, "member").expect(201);
        var token = mailed(guest);

        var answers = Parallel.times(50, () -> accept(guest, token));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(49);
        assertThat(Rows.text("select count(*) from audit_logs where action_type = 'invitation.accepted' "
                + "and organization_id = '" + host.organizationId() + "'")).isEqualTo("1");
    }

    @Test
    void isForTheConfirmedAddressThatWasInvited() throws Exception {
        var host = people.signUp();
        var guest = people.signUp();
        invite(host, guest, "member").expect(201);
        var token = mailed(guest);

        assertThat(accept(people.signUp(), token).expect(403).at("/detail")).contains("another e-mail address");
        Rows.execute("update auth.users set email_confirmed_at = null where id = '" + guest.userId() + "'");
        assertThat(accept(guest, token).expect(403).at("/detail")).contains("confirmed");
        Rows.execute("update auth.users set email_confirmed_at = now() where id = '" + guest.userId() + "'");
        accept(guest, token).expect(200);
    }

    @Test
    void opensNothingOnceItIsRevoked() throws Exception {
        var host = people.signUp();
        var guest = people.signUp();
        var invited = invite(host, guest, "member").expect(201);
        var token = mailed(guest);

        host.api().with("If-Match", "\"7\"").delete(invitation(invited)).expect(412);
        host.api().delete(invitation(invited)).expect(204);

        assertThat(accept(guest, token).expect(409).at("/detail")).contains("revoked");
        host.api().delete(invitation(invited)).expect(409);
        host.api().send("POST", invitation(invited) + "/mails", null).expect(409);
        invite(host, guest, "member").expect(201);
    }

    @Test
    void sendsNobodyAFloodOfMails() throws Exception {
        var host = people.signUp();
        var guest = people.signUp();
        var invited = invite(host, guest, "member").expect(201);

        var answers = Parallel.times(30, () -> host.api().send("POST", invitation(invited) + "/mails", null));
        host.api().delete(invitation(invited)).expect(204);
        var again = invite(host, guest, "member").expect(429);

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(2);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allSatisfy(answer -> answer.expect(429));
        assertThat(again.at("/code")).isEqualTo("rate-limited");
        assertThat(again.header("RateLimit")).endsWith(";r=0;t=" + again.header("Retry-After"));
        assertThat(Rows.text("select count(*) from outbound_notifications where recipient = '" + guest.email() + "'"))
                .isEqualTo("3");
    }

    @Test
    void killsTheOldLinkWhereItIsSentAgain() throws Exception {
        var host = people.signUp();
        var guest = people.signUp();
        var invited = invite(host, guest, "member").expect(201);
        var first = mailed(guest);
        Rows.execute("delete from outbound_notifications where recipient = '" + guest.email() + "'");

        host.api().send("POST", invitation(invited) + "/mails", null).expect(200);
        var second = mailed(guest);

        assertThat(second).isNotEqualTo(first);
        accept(guest, first).expect(404);
        accept(guest, second).expect(200);
    }

    @Test
    void expires() throws Exception {
        var host = people.signUp();
        var guest = people.signUp();
        var invited = invite(host, guest, "member").expect(201);
        var token = mailed(guest);
        invite(host, guest, "member").expect(409);
        Rows.execute("update invitations set expires_at = now() where id = " + invited.id());

        assertThat(accept(guest, token).expect(409).at("/detail")).contains("expired");
        assertThat(host.api().get(invitation(invited)).at("/status")).isEqualTo("expired");
        assertThat(listed(host, "expired")).isEqualTo(1);
        assertThat(listed(host, "pending")).isZero();
        invite(host, guest, "viewer").expect(201);
        assertThat(listed(host, "pending")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"owner, owner, 201", "admin, owner, 403", "admin, admin, 201", "manager, admin, 403",
        "manager, manager, 201", "member, viewer, 403", "owner, reader, 422"})
    void invitesNobodyAboveTheOwnRole(String acting, String role, int status) {
        var founder = people.signUp();
        var team = people.switchTo(founder, UUID.fromString(founder.api().post("/api/v1/organizations", """
                {"name": "Team", "kind": "team"}""").id()));
        var actor = acting.equals("owner") ? team : people.signUpInto(team, acting);

        invite(actor, people.signUp(), role).expect(status);
    }

    @Test
    void invitesNobodyIntoARoleThatGrantsMoreThanOneHolds() {
        var host = people.signUp();
        var manager = people.signUpInto(host, "manager");
        var strong = host.api().post("/api/v1/roles", """
                {"name": "Auditor", "permissions": ["audit-logs:read"]}""").expect(201).id();

        var refused = manager.api().post("/api/v1/invitations", """
                {"email": "x@example.test", "roleId": "%s"}""".formatted(strong)).expect(403);

        assertThat(refused.at("/detail")).contains("audit-logs:read");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"email": "nobody"}                              | 422 | email
            {}                                               | 422 | email
            {"email": "a@example.test", "roleId": "4711"}    | 422 | roleId
            {"email": "a@example.test", "teamId": "4711"}    | 422 | teamId
            {"email": "a@example.test", "role": "emperor"}   | 400 | role
            {"email": "a@example.test", "token": "x"}        | 400 | token
            """)
    void refusesWhatIsNoInvitation(String body, int status, String field) {
        var refused = people.signUp().api().post("/api/v1/invitations", body).expect(status);

        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void doesNotInviteWhoIsAMember() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");

        assertThat(invite(host, guest, "member").expect(409).at("/detail")).contains("member already");
    }

    @Test
    void lapsesWithTheMembershipOfWhoSentIt() throws Exception {
        var host = people.signUp();
        var admin = people.signUpInto(host, "admin");
        var guest = people.signUp();
        invite(admin, guest, "admin").expect(201);
        var token = mailed(guest);

        host.api().delete("/api/v1/organization/members/" + admin.userId()).expect(204);

        assertThat(accept(guest, token).expect(409).at("/detail")).contains("revoked");
    }

    @Test
    void lapsesWhereWhoSentItMayNotGiveTheRoleAnyMore() throws Exception {
        var host = people.signUp();
        var admin = people.signUpInto(host, "admin");
        var accomplice = people.signUp();
        var guest = people.signUp();
        invite(admin, accomplice, "admin").expect(201);
        invite(admin, guest, "member").expect(201);

        host.api()
                .put("/api/v1/organization/members/" + admin.userId() + "/role", "{\"role\": \"manager\"}")
                .expect(200);

        assertThat(accept(accomplice, mailed(accomplice)).expect(409).at("/detail")).contains("revoked");
        accept(guest, mailed(guest)).expect(200);
    }

    @Test
    void keepsARoleThatSomebodyHasBeenPromised() {
        var host = people.signUp();
        var role = host.api().post("/api/v1/roles", "{\"name\": \"Promised\", \"permissions\": []}").expect(201).id();
        host.api().post("/api/v1/invitations", """
                {"email": "x@example.test", "roleId": "%s"}""".formatted(role)).expect(201);

        assertThat(host.api().delete("/api/v1/roles/" + role).expect(409).at("/code")).isEqualTo("in-use");
    }

    @Test
    void tellsNothingToWhoHasNoToken() {
        var guest = people.signUp();

        guest.api().post("/api/v1/invitations/preview", body("guess")).expect(404);
        accept(guest, "guess").expect(404);
        accept(guest, "").expect(422);
        api.post("/api/v1/invitations/acceptance", body("guess")).expect(401);
    }

    private static int listed(Person person, String status) {
        return person.api()
                .get("/api/v1/invitations?filter=status%5Beq%5D:" + status)
                .expect(200)
                .json()
                .at("/results")
                .size();
    }

    private static Answer invite(Person actor, Person guest, String role) {
        return actor.api().post("/api/v1/invitations", """
                {"email": "%s", "role": "%s"}""".formatted(guest.email(), role));
    }

    private static Answer accept(Person guest, String token) {
        return guest.api().post("/api/v1/invitations/acceptance", body(token));
    }

    private static String body(String token) {
        return "{\"token\": \"%s\"}".formatted(token);
    }

    private static String invitation(Answer invitation) {
        return "/api/v1/invitations/" + invitation.id();
    }

    /** What the mail alone says. */
    private static String mailed(Person guest) throws Exception {
        var body = Rows.text("select body from outbound_notifications where recipient = '" + guest.email()
                + "' and template_name = 'organization-invitation' order by created_at desc limit 1");
        var token = TOKEN.matcher(body);
        assertThat(token.find()).as(body).isTrue();
        return token.group(1);
    }
}
