package dev.tenantry.identity;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.Person;
import dev.tenantry.support.RawHttp;
import dev.tenantry.support.TestDatabase;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/** What people are told of what happens to their accounts, and the devices that they trust. */
class SecurityAlertTests extends ApiTest {

    private static final String ALERTS = "/api/v1/profile/security-alerts";
    private static final String DEVICES = "/api/v1/profile/trusted-devices";
    private static final String SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
            + "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    @Autowired
    private RolePool authPool;

    @Test
    void tellsOfADeviceThatIsNew() {
        var person = people.signUp();
        signIn(person).expect(200);
        signIn(person).expect(200);
        assertThat(types(person)).isEmpty();

        signIn(person, "User-Agent", SAFARI).expect(200);
        signIn(person, "User-Agent", SAFARI).expect(200);

        assertThat(types(person)).containsExactly("new_device");
        var shown = list(person).json().at("/results/0");
        assertThat(shown.at("/severity").asString()).isEqualTo("medium");
        assertThat(shown.at("/metadata/userAgent").asString()).isEqualTo(SAFARI);
        assertThat(shown.at("/isAcknowledged").asBoolean()).isFalse();
        assertThat(mails(person)).singleElement().asString().contains("Signed in on a new device", person.email());
    }

    @Test
    void tellsOfAPlaceThatIsUnusual() {
        var person = people.signUp();
        signIn(person).expect(200);
        assertThat(types(person)).isEmpty();
        moveEarlierSignIns(person, "198.51.100.7");

        signIn(person).expect(200);

        assertThat(types(person)).containsExactly("unusual_location");
        signIn(person).expect(200);
        assertThat(types(person)).containsExactly("unusual_location");
        assertThat(authPool.jdbc()
                .sql("select location ->> 'network' from login_attempts where user_id = ? order by id desc limit 1")
                .param(person.userId())
                .query(String.class)
                .single()).matches("127\\.0\\.0\\.0/16|::/48");
    }

    @Test
    void comparesPlacesWhereTheyAreKnown() {
        var person = people.signUp();
        moveEarlierSignIns(person, "203.0.113.7");

        assertThat(signInFrom(person, "2001:db8:de::1")).startsWith("HTTP/1.1 200");
        assertThat(types(person)).doesNotContain("unusual_location");
        moveEarlierSignIns(person, "203.0.113.7");
        assertThat(signInFrom(person, "203.0.113.200")).startsWith("HTTP/1.1 200");
        assertThat(list(person).text()).contains("it was Munich, DE-BY: that is", "203.0.113.200");

        var other = people.signUp();
        moveEarlierSignIns(other, "203.0.113.7");
        assertThat(signInFrom(other, "198.51.100.9")).startsWith("HTTP/1.1 200");
        assertThat(list(other).text()).contains("The place was JP", "Earlier sign-ins came from DE");
        assertThat(signInFrom(other, "198.51.100.9")).startsWith("HTTP/1.1 200");
        assertThat(types(other)).containsOnlyOnce("unusual_location");
        assertThat(other.api().get("/api/v1/sessions").expect(200).text())
                .contains("\"location\":{\"country\":\"JP\"}");
    }

    @Test
    void tellsOfTooManyWrongPasswordsOnce() {
        var person = people.signUp();

        for (var attempt = 0; attempt < 5; attempt++) {
            post(person, "wrong").expect(400);
        }
        post(person, "wrong").expect(429);

        assertThat(types(person)).containsExactly("too_many_failed_attempts");
    }

    @Test
    void tellsWhereTheLastSecondFactorGoes() {
        var enrolled = Authenticator.enrol(api, people.signUp());
        var abandoned = enrolled.person().api().post("/auth/v1/factors", """
                {"factor_type": "totp", "friendly_name": "other"}""").expect(200).id();
        enrolled.person().api().delete("/auth/v1/factors/" + abandoned).expect(200);
        assertThat(types(enrolled.person())).isEmpty();

        enrolled.person().api().delete("/auth/v1/factors/" + enrolled.factorId()).expect(200);

        assertThat(types(enrolled.person())).containsExactly("2fa_disabled");
    }

    @Test
    void tellsOfARefreshTokenThatCameBack() {
        var person = people.signUp();
        refresh(refresh(person.refreshToken()).expect(200).at("/refresh_token")).expect(200);
        authPool.jdbc()
                .sql("update auth.sessions set refreshed_at = refreshed_at - interval '11 seconds' where user_id = ?")
                .param(person.userId())
                .update();

        refresh(person.refreshToken()).expect(400);

        var again = people.signIn(person.email());
        assertThat(types(again)).containsExactly("suspicious_login");
        assertThat(list(again).at("/results/0/metadata/sessionId"))
                .isEqualTo(Tokens.claims(person.accessToken()).at("/session_id").asString());
    }

    @Test
    void isAcknowledgedByItsOwnerAlone() {
        var person = people.signUp();
        alert(person, 1);
        var id = list(person).at("/results/0/id");

        people.signUp().api().put(ALERTS + "/" + id + "/acknowledgement", "").expect(404);
        var acknowledged = person.api().put(ALERTS + "/" + id + "/acknowledgement", "").expect(200);
        var again = person.api().put(ALERTS + "/" + id + "/acknowledgement", "").expect(200);

        assertThat(acknowledged.at("/isAcknowledged")).isEqualTo("true");
        assertThat(again.at("/acknowledgedAt")).isNotEmpty().isEqualTo(acknowledged.at("/acknowledgedAt"));
    }

    @Test
    void isListedPageByPageNewestFirst() {
        var person = people.signUp();
        alert(person, 7);
        var seen = new ArrayList<Long>();

        var page = person.api().get(ALERTS + "?limit=3&total=true").expect(200);
        assertThat(page.at("/total")).isEqualTo("7");
        page.json().at("/results").forEach(alert -> seen.add(Long.parseLong(alert.at("/id").asString())));
        while (!page.at("/paging/next/link").isEmpty()) {
            page = person.api().get(page.at("/paging/next/link")).expect(200);
            page.json().at("/results").forEach(alert -> seen.add(Long.parseLong(alert.at("/id").asString())));
        }

        assertThat(seen).hasSize(7).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
        for (var wrong : List.of("after=nonsense", "after=*", "sort=id", "q=x", "nonsense=1")) {
            person.api().get(ALERTS + "?" + wrong).expect(400);
        }
    }

    @Test
    void givesADeviceATokenOnceAndKeepsNone() {
        var person = people.signUp();

        var trusted = trust(person.api().with("User-Agent", SAFARI), "{\"name\": \"my phone\"}").expect(200);
        var token = trusted.at("/deviceToken");

        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(trusted.at("/browser")).isEqualTo("Safari");
        assertThat(trusted.at("/os")).isEqualTo("iOS");
        assertThat(trusted.at("/type")).isEqualTo("mobile");
        var listed = person.api().with("X-Device-Token", token).get(DEVICES).expect(200);
        assertThat(listed.at("/results/0/isCurrent")).isEqualTo("true");
        assertThat(listed.at("/results/0/name")).isEqualTo("my phone");
        assertThat(listed.text()).doesNotContain(token);
        assertThat(person.api().get(DEVICES).expect(200).at("/results/0/isCurrent")).isEqualTo("false");
        var again = trust(person.api().with("X-Device-Token", token), "{}").expect(200);
        assertThat(again.id()).isEqualTo(trusted.id());
        assertThat(again.at("/deviceToken")).isEmpty();
        assertThat(again.at("/name")).isEqualTo("my phone");
        assertThat(authPool.jdbc()
                .sql("select device_fingerprint from trusted_devices where user_id = ?")
                .param(person.userId())
                .query(String.class)
                .list()).hasSize(1).doesNotContain(token);
    }

    @Test
    void doesNotTellOfADeviceThatIsTrusted() {
        var person = people.signUp();
        var token = trust(person.api(), "{}").expect(200).at("/deviceToken");

        signIn(person, "User-Agent", SAFARI, "X-Device-Token", token).expect(200);
        assertThat(types(person)).isEmpty();

        assertThat(authPool.jdbc()
                .sql("select device_fingerprint from login_attempts where user_id = ? order by id desc limit 1")
                .param(person.userId())
                .query(String.class)
                .single()).hasSize(64);
        var stranger = people.signUp();
        signIn(stranger, "User-Agent", SAFARI, "X-Device-Token", token).expect(200);
        assertThat(types(stranger)).containsExactly("new_device");
    }

    @Test
    void trustsADeviceNoLongerThatWasRevokedOrHasExpired() {
        var person = people.signUp();
        var revoked = trust(person.api(), "{}").expect(200);
        var expired = trust(person.api(), "{}").expect(200);
        people.signUp().api().delete(DEVICES + "/" + revoked.id()).expect(404);

        person.api().delete(DEVICES + "/" + revoked.id()).expect(204);
        authPool.jdbc()
                .sql("update trusted_devices set expires_at = now() where id = ?")
                .param(UUID.fromString(expired.id()))
                .update();

        person.api().delete(DEVICES + "/" + revoked.id()).expect(404);
        assertThat(person.api().get(DEVICES).expect(200).json().at("/results")).isEmpty();
        for (var device : List.of(revoked, expired)) {
            signIn(person, "User-Agent", device.id(), "X-Device-Token", device.at("/deviceToken")).expect(200);
        }
        assertThat(types(person)).containsExactly("new_device", "new_device");
    }

    private Answer trust(dev.tenantry.support.Api client, String body) {
        return client.put(DEVICES + "/current", body);
    }

    private Answer signIn(Person person, String... headers) {
        var client = api;
        for (var index = 0; index < headers.length; index += 2) {
            client = client.with(headers[index], headers[index + 1]);
        }
        return client.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(person.email(), person.password()));
    }

    private Answer post(Person person, String password) {
        return api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(person.email(), password));
    }

    private Answer refresh(String token) {
        return api.post("/auth/v1/token?grant_type=refresh_token", """
                {"refresh_token": "%s"}""".formatted(token));
    }

    private static Answer list(Person person) {
        return person.api().get(ALERTS).expect(200);
    }

    private static List<String> types(Person person) {
        return list(person).json().at("/results").valueStream().map(alert -> alert.at("/type").asString()).toList();
    }

    private void alert(Person person, int count) {
        for (var number = 0; number < count; number++) {
            authPool.jdbc()
                    .sql("insert into security_alerts (user_id, alert_type, title, message) values (?, 'new_device', 'a', 'b')")
                    .param(person.userId())
                    .update();
        }
    }

    /** By a trusted proxy. */
    private String signInFrom(Person person, String address) {
        var body = "{\"email\":\"" + person.email() + "\",\"password\":\"" + person.password() + "\"}";
        return RawHttp.send(port(),
                "POST /auth/v1/token?grant_type=password HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + address
                        + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body,
                "127.0.0.2");
    }

    private static void moveEarlierSignIns(Person person, String address) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("""
                        with sessions as (update auth.sessions set ip = ?::inet where user_id = ?)
                        update login_attempts set ip_address = ?::inet where user_id = ?""")) {
            statement.setString(1, address);
            statement.setObject(2, person.userId());
            statement.setString(3, address);
            statement.setObject(4, person.userId());
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<String> mails(Person person) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        "select subject || body from outbound_notifications where recipient = ? and template_name = 'security-alert'")) {
            statement.setString(1, person.email());
            var rows = statement.executeQuery();
            var mails = new ArrayList<String>();
            while (rows.next()) {
                mails.add(rows.getString(1));
            }
            return mails;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
