package dev.tenantry.identity.link;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class UserUpdateTests extends ConfirmingApiTest {

    private static final String NEW_PASSWORD = "an entirely new one";

    @Test
    void changesAnAddressOnceBothMailboxesAgree() {
        var current = address();
        var wanted = address();
        var session = member(current);

        var proposed = update(session, """
                {"email": "%s"}""", wanted).expect(200);
        var half = post("/verify", """
                {"type": "email_change", "email": "%s", "token": "%s"}""", wanted, Mailbox.newest(wanted).code())
                .expect(200);
        var meanwhile = as(session).get("/auth/v1/user").expect(200);
        var whole = click(Mailbox.newest(current).link()).expect(303);

        assertThat(proposed.at("/email")).isEqualTo(current);
        assertThat(proposed.at("/new_email")).isEqualTo(wanted);
        assertThat(Mailbox.newest(current).body()).contains(current, wanted);
        assertThat(half.at("/code")).isEqualTo("200");
        assertThat(half.at("/msg")).isNotEmpty();
        assertThat(meanwhile.at("/email")).isEqualTo(current);
        assertThat(whole.header("Location")).contains("#access_token=").endsWith("&type=email_change");
        var after = as(session).get("/auth/v1/user").expect(200);
        assertThat(after.at("/email")).isEqualTo(wanted);
        assertThat(after.json().has("new_email")).isFalse();
        assertThat(as(session).get("/api/v1/profile").expect(200).at("/email")).isEqualTo(wanted);
        signIn(wanted, PASSWORD).expect(200);
        signIn(current, PASSWORD).expect(400);
    }

    @Test
    void letsNoMailboxAgreeForBoth() {
        var current = address();
        var wanted = address();
        var session = member(current);
        update(session, """
                {"email": "%s"}""", wanted).expect(200);

        click(Mailbox.newest(wanted).link()).expect(303);
        Mailbox.rest(current);
        post("/resend", """
                {"type": "email_change", "email": "%s"}""", current).expect(200);
        click(Mailbox.newest(wanted).link()).expect(303);

        assertThat(Mailbox.of(wanted)).hasSize(2);
        assertThat(as(session).get("/auth/v1/user").at("/email")).isEqualTo(current);
    }

    /** Clients name the number that the person has, or the one that the code goes to. */
    @Test
    void sendsAnotherCodeToTheNewNumberWhicheverIsNamed() {
        var current = number();
        var wanted = number();
        post("/otp", """
                {"phone": "%s"}""", current).expect(200);
        var session = post("/verify", """
                {"type": "sms", "phone": "%s", "token": "%s"}""", current, Mailbox.newest("+" + current).code())
                .expect(200);
        update(session, """
                {"phone": "%s", "channel": "sms"}""", wanted).expect(200);
        Mailbox.rest(current);

        post("/resend", """
                {"type": "phone_change", "phone": "%s"}""", current).expect(200);

        assertThat(Mailbox.of("+" + current)).hasSize(1);
        assertThat(Mailbox.of("+" + wanted)).hasSize(2);
        post("/verify", """
                {"type": "phone_change", "phone": "%s", "token": "%s"}""", wanted, Mailbox.newest("+" + wanted).code())
                .expect(200);
    }

    @Test
    void refusesWhatIsNotThePersonsToChange() {
        var session = member(address());

        var refused = update(session, """
                {"app_metadata": {"plan": "gold"}, "data": {"a": 1}}""").expect(403);
        var unknown = update(session, """
                {"phone": "%s", "channel": "whatsapp"}""", number()).expect(400);

        assertThat(refused.at("/error_code")).isEqualTo("not_admin");
        assertThat(unknown.at("/error_code")).isEqualTo("validation_failed");
        assertThat(as(session).get("/auth/v1/user").expect(200).json().at("/user_metadata/a").isMissingNode()).isTrue();
    }

    @Test
    void refusesAnAddressThatSomebodyHas() {
        var taken = address();
        member(taken);
        var session = member(address());

        assertThat(update(session, """
                {"email": "%s"}""", taken).expect(422).at("/error_code")).isEqualTo("email_exists");
        assertThat(update(session, """
                {"email": "nonsense"}""").expect(400).at("/error_code")).isEqualTo("validation_failed");
    }

    @Test
    void refusesAnAddressThatSomebodyCameToHaveMeanwhile() {
        var current = address();
        var wanted = address();
        var session = member(current);
        update(session, """
                {"email": "%s"}""", wanted).expect(200);
        var mail = Mailbox.newest(wanted);
        Mailbox.rest(wanted);
        member(wanted);

        click(mail.link()).expect(303);
        var refused = click(Mailbox.newest(current).link()).expect(303);

        assertThat(refused.header("Location")).contains("error_code=email_exists");
        assertThat(as(session).get("/auth/v1/user").at("/email")).isEqualTo(current);
    }

    @Test
    void changesANumberOnceItIsConfirmed() {
        var number = number();
        var session = member(address());

        var proposed = update(session, """
                {"phone": "+%s"}""", number).expect(200);
        var confirmed = post("/verify", """
                {"type": "phone_change", "phone": "%s", "token": "%s"}""", number,
                Mailbox.newest("+" + number).code()).expect(200);

        assertThat(proposed.at("/new_phone")).isEqualTo(number);
        assertThat(confirmed.at("/user/phone")).isEqualTo(number);
        assertThat(confirmed.json().at("/user/app_metadata/providers")).hasSize(2);
    }

    /** Who got in by a stolen password may have asked for it: the code goes to them. */
    @Test
    void changesNoNumberWhileThePersonIsToProveWhoTheyAre() throws SQLException {
        var number = number();
        var session = member(address());
        update(session, """
                {"phone": "+%s"}""", number).expect(200);
        var code = Mailbox.newest("+" + number).code();
        var verification = """
                {"type": "phone_change", "phone": "%s", "token": "%s"}""";

        change("""
                insert into security_events (organization_id, event_type, severity, description, user_id, subject, day, occurrences, threat_indicators,
                    confidence_score, mitigation_applied, mitigated_until)
                select organization_id, 'brute_force_attempt', 'high', 'x', user_id, 'user:x', current_date, 1, '{}', 1, 'step_up', now() + interval '1 hour'
                from organization_members where user_id = ?::uuid""", session.at("/user/id"));
        assertThat(post("/verify", verification, number, code).expect(403).at("/error_code"))
                .isEqualTo("insufficient_aal");
        assertThat(as(session).get("/auth/v1/user").at("/phone")).isEmpty();

        change("update security_events set mitigated_until = null where user_id = ?::uuid", session.at("/user/id"));
        assertThat(post("/verify", verification, number, code).expect(200).at("/user/phone")).isEqualTo(number);
    }

    private static void change(String sql, String user) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, user);
            statement.executeUpdate();
        }
    }

    @Test
    void mergesWhatIsToldAndTakesAwayWhatIsNull() {
        var session = member(address());

        update(session, """
                {"data": {"colour": "green", "size": 3}}""").expect(200);
        var user = update(session, """
                {"data": {"size": null, "shape": {"round": null}}}""").expect(200);

        assertThat(user.json().at("/user_metadata").propertyNames()).containsExactlyInAnyOrder("name", "colour",
                "shape");
        update(session, """
                {"data": {"x": "%s"}}""", "x".repeat(5000)).expect(422);
    }

    @Test
    void endsOtherSessionsWithAnotherPassword() {
        var email = address();
        var session = member(email);
        var elsewhere = signIn(email, PASSWORD).expect(200);
        as(elsewhere).get("/api/v1/profile").expect(200);

        update(session, """
                {"password": "%s"}""", NEW_PASSWORD).expect(200);

        as(elsewhere).get("/api/v1/profile").expect(401);
        as(session).get("/api/v1/profile").expect(200);
        signIn(email, NEW_PASSWORD).expect(200);
    }

    @Test
    void refusesPasswordsThatAreNoChangeOrTooWeak() {
        var session = member(address());

        assertThat(update(session, """
                {"password": "%s"}""", PASSWORD).expect(422).at("/error_code")).isEqualTo("same_password");
        assertThat(update(session, """
                {"password": "short"}""").expect(422).at("/weak_password/reasons/0")).isEqualTo("length");
        assertThat(update(session, """
                {"password": "iloveyou"}""").expect(422).at("/weak_password/reasons/0")).isEqualTo("pwned");
        assertThat(update(session, """
                {"password": "%s", "current_password": "a wrong one"}""", NEW_PASSWORD).expect(400).at("/error_code"))
                .isEqualTo("invalid_credentials");
    }

    @Test
    void asksWhoHasBeenSignedInForLongForAProof() {
        var email = address();
        var session = member(email);
        change("update auth.sessions set created_at = now() - interval '25 hours' where user_id = ?", session);

        var needed = update(session, """
                {"password": "%s"}""", NEW_PASSWORD).expect(400);
        assertThat(as(session).get("/auth/v1/reauthenticate").expect(200).text()).isEqualTo("{}");
        var code = Mailbox.newest(email).code();
        var wrong = update(session, """
                {"password": "%s", "nonce": "%s"}""", NEW_PASSWORD, code.equals("000000") ? "000001" : "000000")
                .expect(400);
        update(session, """
                {"password": "%s", "nonce": "%s"}""", NEW_PASSWORD, code).expect(200);
        update(session, """
                {"password": "%s", "current_password": "%s"}""", PASSWORD, NEW_PASSWORD).expect(200);

        assertThat(needed.at("/error_code")).isEqualTo("reauthentication_needed");
        assertThat(wrong.at("/error_code")).isEqualTo("reauthentication_not_valid");
        signIn(email, PASSWORD).expect(200);
    }

    @Test
    void demandsTheSecondFactorOfWhoHasOne() {
        var session = member(address());
        change("insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status) "
                + "values (gen_random_uuid(), ?, 'phone', 'totp', 'verified')", session);

        assertThat(update(session, """
                {"password": "%s"}""", NEW_PASSWORD).expect(401).at("/error_code")).isEqualTo("insufficient_aal");
        assertThat(update(session, """
                {"email": "%s"}""", address()).expect(401).at("/error_code")).isEqualTo("insufficient_aal");
        update(session, """
                {"data": {"colour": "green"}}""").expect(200);
    }

    private Answer update(Answer session, String json, Object... values) {
        return as(session).put("/auth/v1/user", json.formatted(values));
    }

    private static void change(String statement, Answer session) {
        try (var connection = TestDatabase.server().connectAs("tenantry_auth");
                var prepared = connection.prepareStatement(statement)) {
            prepared.setObject(1, UUID.fromString(session.at("/user/id")));
            prepared.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
