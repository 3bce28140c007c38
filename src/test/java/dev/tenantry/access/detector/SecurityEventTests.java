package dev.tenantry.access.detector;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import dev.tenantry.access.event.ClosedEvents;
import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.StaleEvents;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.Mitigation;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.signal.SignInHistory;
import dev.tenantry.shared.signal.UnusualSignIn;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.OidcProvider;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.RawHttp;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What looks like an attack, what is done about it, and who sees to it. */
class SecurityEventTests extends ApiTest {

    private static final String EVENTS = "/api/v1/security-events";
    private static final String TOTP = """
            {"factor_type": "totp", "friendly_name": "theirs"}""";

    private static final String ATTEMPTS = """
            insert into login_attempts (user_id, email, success, failure_reason, ip_address)
            select ?::uuid, ? || n, false, 'invalid_credentials', ?::inet from generate_series(1, ?) n""";

    @Autowired
    private SignalSums signals;

    @Autowired
    private CallerSignals noticed;

    @Autowired
    private SignIns signIns;

    @Autowired
    private KeyTravelDetector travels;

    @Autowired
    private ReadDetector reads;

    @Autowired
    private SignInHistory history;

    @Autowired
    private MembersOrganizations organizations;

    @Autowired
    private ClosedEvents closed;

    @Autowired
    private UnusualSignInDetector unusual;

    @Autowired
    private StaleEvents stale;

    @Autowired
    private ExportCounts exports;

    @Autowired
    private ExportedRowDetector exportedRows;

    @Autowired
    private List<Detector> detectors;

    @Autowired
    private Clock clock;

    /** By all threads together one event, in the own organization alone. */
    @Test
    void noticesWhoProbesForWhatIsThere() throws SQLException {
        var owner = people.signUp();
        var prober = people.signUpInto(owner, "member");
        var neighbour = people.signUp();

        probe(prober, null, 0, 798);
        for (var again = 0; again < 5; again++) {
            prober.api().get("/api/v1/contacts/900000001").expect(404);
        }
        elsewhere(prober, 0, 798);
        signals.work();
        probe(prober, null, 0, 798);
        signals.work();
        assertThat(list(owner)).isEmpty();
        Parallel.times(20, () -> {
            probe(prober, null, 800, 810);
            signals.work();
            return true;
        });
        signals.work();
        var event = only(owner);

        assertThat(event.path("eventType").asString()).isEqualTo("unauthorized_access");
        assertThat(event.path("userId").asString()).isEqualTo(prober.userId().toString());
        assertThat(event.path("occurrences").asInt()).isEqualTo(809);
        assertThat(event.path("threatIndicators").path("threshold").asInt()).isEqualTo(800);
        assertThat(event.path("mitigationApplied")).isEmpty();
        assertThat(Mailbox.newest(owner.email()).template()).isEqualTo("security-event");
        assertThat(list(neighbour)).isEmpty();
        neighbour.api().get(EVENTS + "/" + event.path("id").asString()).expect(404);
        prober.api().get(EVENTS).expect(403);
        assertThat(owner.api().get("/api/v1/audit-logs?filter=actionType%5Beq%5D:security-event.created").text())
                .contains("unauthorized_access");
    }

    /** Whatever does with them: each input once, however often. */
    @Test
    void noticesWhoProbesByBatches() {
        var owner = people.signUp();
        var prober = people.signUpInto(owner, "member");
        var mine = prober.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201).id();
        prober.api().post("/api/v1/contacts/batch/update", inputs(mine, 0, 399)).expect(207);
        prober.api().post("/api/v1/contacts/batch/update", inputs(mine, 0, 399)).expect(207);
        prober.api().post("/api/v1/contacts/batch/upsert", inputs(mine, 0, 400)).expect(207);
        signals.work();
        assertThat(list(owner)).isEmpty();

        prober.api().post("/api/v1/contacts/batch/delete", inputs(mine, 0, 1)).expect(207);
        signals.work();

        assertThat(only(owner).path("eventType").asString()).isEqualTo("unauthorized_access");
        assertThat(only(owner).path("occurrences").asInt()).isEqualTo(800);
    }

    /** One that is there, and others that are nobody's. */
    private static String inputs(String known, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(id -> "{\"id\": \"90000%d\", \"properties\": {\"name\": \"x\"}}".formatted(id))
                .collect(Collectors.joining(", ", "{\"inputs\": [{\"id\": \"" + known
                        + "\", \"properties\": {\"name\": \"x\"}}, ", "]}"));
    }

    @Test
    void noticesWhoTriesToGiveRightsAndEndsTheSession() {
        var owner = people.signUp();
        var climber = people.signUpInto(owner, "admin");
        policy(owner, "privilege_escalation", "session_ended");
        owner.api()
                .post("/api/v1/webhook-endpoints", """
                {"url": "https://example.com/x", "subscriptions": [{"event": "security-event.created"}]}""")
                .expect(201);

        climb(climber, 4);
        signals.work();
        assertThat(list(owner)).isEmpty();
        climber.api().get("/api/v1/contacts").expect(200);
        climb(climber, 1);
        signals.work();

        assertThat(only(owner).path("eventType").asString()).isEqualTo("privilege_escalation");
        assertThat(only(owner).path("mitigationApplied").toString()).isEqualTo("[\"session_ended\"]");
        climber.api().get("/api/v1/contacts").expect(401);
        var told = Mailbox.newest(climber.email());
        assertThat(told.subject()).contains("A session was ended for safety");
        assertThat(told.body()).contains("looked like an attack", "Sign in again");
        owner.api().delete(place(owner) + "/mitigation").expect(409);
    }

    /** Nobody decides about themselves. */
    @Test
    void suspendsAKeyUntilSomebodyElseLetsItInAgain() throws SQLException {
        var owner = people.signUp();
        var admin = people.signUpInto(owner, "admin");
        policy(owner, "unauthorized_access", "session_ended\",\"key_suspended");
        var made = admin.api().post("/api/v1/api-keys", """
                {"name": "k", "scopes": ["contacts:read"]}""").expect(201);
        var key = api.bearer(made.at("/key"));

        probe(admin, UUID.fromString(made.id()), 0, 800);
        signals.work();
        var suspended = key.get("/api/v1/contacts").expect(403);
        assertThat(suspended.at("/code")).isEqualTo("key-suspended");
        assertThat(suspended.at("/detail")).contains("It is so until 2");
        assertThat(suspended.header("Retry-After")).matches("[0-9]{2,}");
        admin.api().get("/api/v1/contacts").expect(200);
        var event = only(owner);
        assertThat(event.path("apiKeyId").asString()).isNotEmpty();
        assertThat(event.path("mitigationApplied").toString()).isEqualTo("[\"key_suspended\"]");
        overOfItself(owner);
        probe(admin, UUID.fromString(made.id()), 800, 801);
        signals.work();
        assertThat(key.get("/api/v1/contacts").expect(403).at("/code")).isEqualTo("key-suspended");
        assertThat(only(owner).path("mitigatedUntil").asString()).isNotEmpty();
        assertThat(owner.api().get("/api/v1/audit-logs?filter=actionType%5Beq%5D:security-event.mitigated").text())
                .contains("key_suspended");
        admin.api().delete(place(owner) + "/mitigation").expect(403);
        triage(admin, place(owner), "resolved", null, 403);
        owner.api().delete(place(owner) + "/mitigation").expect(204);

        probe(admin, UUID.fromString(made.id()), 801, 802);
        signals.work();
        key.get("/api/v1/contacts").expect(200);
        owner.api().delete(place(owner) + "/mitigation").expect(409);
    }

    @Test
    void blocksAnAddressForTheOrganizationAlone() {
        var owner = people.signUp();
        var prober = people.signUpInto(owner, "member");
        policy(owner, "unauthorized_access", "address_blocked");

        probe(prober, null, 0, 800);
        signals.work();
        assertThat(prober.api().get("/api/v1/contacts").expect(403).at("/code")).isEqualTo("address-blocked");
        assertThat(prober.api().get("/api/v1/contacts").header("Retry-After")).matches("[0-9]{2,}");
        owner.api().get("/api/v1/contacts").expect(403);
        var admin = people.signUp();
        admin.api().get("/api/v1/contacts").expect(200);
        assertThat(api.post("/auth/v1/token?grant_type=password",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(owner.email(), owner.password()))
                .expect(403)
                .text()).contains("address_blocked");
        People.promote(admin.userId());
        // What the session before was known to be may still be heard of.
        var superAdmin = people.signIn(admin.email()).api();
        var bypass = "/admin/organizations/" + owner.organizationId() + "/address-rules/bypass";
        superAdmin.put(bypass, "{\"minutes\": 5, \"reason\": \"blocked\"}").expect(200);
        owner.api().get("/api/v1/contacts").expect(200);
        superAdmin.delete(bypass).expect(204);
        owner.api().get("/api/v1/contacts").expect(403);

        var shown = elsewhere(owner, "GET", EVENTS);
        assertThat(shown).contains("address_blocked");
        var id = shown.replaceAll("(?s).*?\"results\":\\[\\{\"id\":\"(\\d+)\".*", "$1");
        assertThat(elsewhere(owner, "DELETE", EVENTS + "/" + id + "/mitigation")).startsWith("HTTP/1.1 204");
        owner.api().get("/api/v1/contacts").expect(200);
    }

    /** What is there is asked for by a session that has used no second factor. */
    @Test
    void noticesManyPasswordsAtOneAccountAndAsksForASecondFactor() throws SQLException {
        var owner = people.signUp();
        var member = people.signUpInto(owner, "member");
        policy(owner, "brute_force_attempt", "step_up");

        tried(member.userId(), member.email(), "203.0.113.1", 8);
        execute(ATTEMPTS.replace("invalid_credentials", "address-refused"), member.userId(), member.email(),
                "203.0.113.1", 9);
        wrong(member);
        signIns.work();
        assertThat(list(owner)).isEmpty();
        member.api().get("/api/v1/contacts").expect(200);
        wrong(member);
        signIns.work();

        assertThat(only(owner).path("occurrences").asInt()).isEqualTo(10);
        assertThat(only(owner).path("geolocation").path("network").asString()).isNotEmpty();
        assertThat(member.api().get("/api/v1/contacts").expect(403).at("/code")).isEqualTo("proof-required");
        owner.api().delete(place(owner) + "/mitigation").expect(204);
        member.api().get("/api/v1/contacts").expect(200);
    }

    /** Whoever knows the password alone proves nothing by it, and does not make the account theirs. */
    @Test
    void asksForAProofThatNobodyHasByThePassword() throws SQLException {
        var owner = people.signUp();
        var member = people.signUpInto(owner, "admin");
        var careful = Authenticator.enrol(api, people.signUpInto(owner, "member"));
        policy(owner, "brute_force_attempt", "step_up");
        var key = api.bearer(key(member));
        var pending = member.api().post("/auth/v1/factors", TOTP).expect(200);

        tried(member.userId(), member.email(), "203.0.115.44", 9);
        tried(careful.person().userId(), careful.person().email(), "203.0.115.44", 9);
        wrong(member);
        wrong(careful.person());
        signIns.work();

        assertThat(member.api().get("/api/v1/contacts").expect(403).at("/code")).isEqualTo("proof-required");
        throwsNobodyOut(people.signIn(member.email()), member);
        assertThat(key.get("/api/v1/contacts").expect(403).at("/code")).isEqualTo("proof-required");
        assertThat(key.get("/api/v1/contacts").header("Retry-After")).matches("[0-9]{2,}");
        for (var session : List.of(member, people.switchTo(people.signIn(member.email()), owner.organizationId()))) {
            session.api().put("/auth/v1/user", "{\"password\": \"stolen-and-changed-77\"}").expect(403);
            session.api().post("/auth/v1/factors", TOTP.replace("theirs", "another")).expect(403);
            var identity = OidcProvider.shared()
                    .idToken(OidcProvider.Someone.anybody(), OidcProvider.Fault.NONE, null, null);
            assertThat(session.api()
                    .post("/auth/v1/token?grant_type=id_token", """
                    {"provider": "keycloak", "id_token": "%s", "link_identity": true}""".formatted(identity))
                    .expect(403)
                    .at("/error_code"))
                    .isEqualTo("insufficient_aal");
            var codes = Authenticator.of(pending.at("/totp/secret"));
            Authenticator.verify(session.api(), pending.id(), codes.code(0)).expect(403);
            session.api().get("/api/v1/contacts").expect(403);
        }
        api.post("/auth/v1/otp", "{\"email\": \"%s\", \"create_user\": false}".formatted(member.email())).expect(200);
        var mailed = api.post("/auth/v1/verify", "{\"type\": \"email\", \"email\": \"%s\", \"token\": \"%s\"}"
                .formatted(member.email(), Mailbox.newest(member.email()).code())).expect(200);
        people.switchTo(with(member, mailed), owner.organizationId()).api().get("/api/v1/contacts").expect(200);

        careful.person().api().get("/api/v1/contacts").expect(200);
        var anew = people.switchTo(people.signIn(careful.person().email()), owner.organizationId());
        anew.api().get("/api/v1/contacts").expect(403);
        var proven = Authenticator.verify(anew.api(), careful.factorId(), careful.codes().code(1)).expect(200);
        api.bearer(proven.at("/access_token")).get("/api/v1/contacts").expect(200);
    }

    /** That an account is locked hides nothing. */
    @Test
    void countsWhatIsTriedWhileAnAccountIsLocked() {
        var owner = people.signUp();
        IntStream.range(0, 10)
                .forEach(time -> api.post("/auth/v1/token?grant_type=password",
                        "{\"email\": \"%s\", \"password\": \"wrong\"}".formatted(owner.email()))
                        .expect(time < 5 ? 400 : 429));
        signIns.work();

        assertThat(only(owner).path("eventType").asString()).isEqualTo("brute_force_attempt");
        assertThat(only(owner).path("occurrences").asInt()).isEqualTo(10);
    }

    /** A plain member, too, who may change nobody's role. */
    @Test
    void noticesWhoPromotesThemselvesWithoutTheRight() {
        var owner = people.signUp();
        var climber = people.signUpInto(owner, "member");

        climb(climber, 4);
        climber.api().post("/api/v1/contacts/1/nothing", "{}");
        signals.work();
        assertThat(list(owner)).isEmpty();
        climb(climber, 1);
        signals.work();
        assertThat(only(owner).path("eventType").asString()).isEqualTo("privilege_escalation");
        assertThat(only(owner).path("occurrences").asInt()).isEqualTo(5);
    }

    /** Not whom they were tried on and who mistypes it once, nor from a known or listed address. */
    @Test
    void blocksFromWherePasswordsWereTriedAlone() throws SQLException {
        var owner = people.signUp();
        var member = people.signUpInto(owner, "member");
        policy(owner, "brute_force_attempt", "address_blocked");

        execute("insert into login_attempts (user_id, email, success, ip_address, created_at) values (?, ?, true, '198.51.100.9', now() - interval '2 hours')",
                member.userId(), member.email());
        tried(member.userId(), member.email(), "203.0.115.70", 9);
        tried(member.userId(), member.email(), "198.51.100.9", 5);
        wrong(member);
        signIns.work();

        assertThat(only(owner).path("ipAddress").asString()).isEqualTo("203.0.115.70");
        assertThat(only(owner).path("blockedAddresses").toString()).isEqualTo("[\"203.0.115.70\"]");
        assertThat(only(owner).path("threatIndicators").path("addresses")).hasSize(3);
        member.api().get("/api/v1/contacts").expect(200);
        assertThat(from("203.0.115.70", owner.accessToken(), "GET", "/api/v1/contacts")).startsWith("HTTP/1.1 403");

        tried(member.userId(), member.email(), "2001:db8:7::1", 30);
        owner.api().post("/api/v1/address-rules", "{\"address\": \"203.0.115.71\"}").expect(201);
        tried(member.userId(), member.email(), "203.0.115.71", 30);
        wrong(member);
        signIns.work();
        assertThat(only(owner).path("blockedAddresses")).hasSize(2);
        assertThat(only(owner).path("threatIndicators").path("exemptAddresses").toString())
                .isEqualTo("[\"203.0.115.71\"]");
        assertThat(from("2001:db8:7::2", owner.accessToken(), "GET", "/api/v1/contacts")).startsWith("HTTP/1.1 403");
        assertThat(from("203.0.115.71", owner.accessToken(), "GET", "/api/v1/contacts")).startsWith("HTTP/1.1 200");
        owner.api().post("/api/v1/address-rules", "{\"address\": \"203.0.115.70\"}").expect(201);
        assertThat(from("203.0.115.70", owner.accessToken(), "GET", "/api/v1/contacts")).startsWith("HTTP/1.1 200");
    }

    /** What others did wrong elsewhere does not speak against who knows the password. */
    @Test
    void holdsNothingAgainstAMemberThatOthersDid() throws SQLException {
        var owner = people.signUp();
        var since = clock.instant().minus(Duration.ofHours(1));
        var sign = new UnusualSignIn(owner.userId(), UUID.randomUUID(), false, true, false);
        tried(owner.userId(), owner.email(), "203.0.115.90", 3);

        unusual.signedIn(sign, Subject.of(owner.userId(), null, null, "203.0.113.7", "curl"), since);
        assertThat(list(owner)).isEmpty();
        unusual.signedIn(sign, Subject.of(owner.userId(), null, null, "203.0.115.90", "curl"), since);

        assertThat(only(owner).path("threatIndicators").path("signs").toString())
                .isEqualTo("[\"unusualPlace\",\"failuresBefore\"]");
    }

    @Test
    void noticesManyNamesFromOneAddress() throws SQLException {
        var owner = people.signUp();
        var network = "198.51.100." + (int) (Math.random() * 250);
        var address = Subject.ofNetwork(network, network, null);
        var since = clock.instant().minus(SignInDetector.WINDOW);
        var stuffing = new CredentialStuffingDetector(history, organizations, closed,
                new DetectionSettings(10, 20, 40, 5, 5000, 50, 100_000));

        tried(null, UUID.randomUUID().toString(), network, 18);
        tried(owner.userId(), UUID.randomUUID().toString(), network, 1);
        stuffing.failedFrom(network, address, 1, since);
        assertThat(list(owner)).isEmpty();
        tried(null, UUID.randomUUID().toString(), network, 1);
        stuffing.failedFrom(network, address, 1, since);

        assertThat(only(owner).path("eventType").asString()).isEqualTo("credential_stuffing");
        assertThat(only(owner).path("ipAddress").asString()).isEqualTo(network);
        execute("update security_events set ip_address = '2001:db8::1' where organization_id = ?",
                owner.organizationId());
        for (var found : List.of("2001:DB8:0::1", "2001:db8::/32")) {
            assertThat(owner.api()
                    .get(EVENTS + "?filter=ipAddress%5Beq%5D:" + found.replace(":", "%3A").replace("/", "%2F"))
                    .text())
                    .contains("2001:db8::1");
        }
        assertThat(owner.api()
                .get(EVENTS + "?filter=ipAddress%5Beq%5D:2001%3Adb9%3A%3A%2F32")
                .expect(200)
                .json()
                .path("results"))
                .isEmpty();
    }

    /** Of what is about an account, whoever is in a company is told by that alone. */
    @Test
    void tellsByMailAndByWebhookWhatItIsAbout() throws SQLException {
        var owner = people.signUp();
        var member = people.signUpInto(owner, "member");
        execute("update organizations set kind = 'team', name = 'Ada & Söhne' where id = ?", owner.organizationId());
        var own = people.signIn(member.email());
        policy(owner, "brute_force_attempt", "step_up");
        tried(member.userId(), member.email(), "203.0.115.70", 9);
        wrong(member);
        signIns.work();

        var event = only(owner);
        var mail = Mailbox.newest(owner.email());
        assertThat(mail.subject()).contains("Ada & Söhne");
        assertThat(mail.body()).contains("Organization: Ada & Söhne", "Event: " + event.path("id").asString(),
                member.email(), "Address: 203.0.115.70", "Done by itself: second factor asked for",
                "Until: " + event.path("mitigatedUntil").asString().substring(0, 16).replace('T', ' ') + " (UTC)")
                .doesNotContain("API key");
        assertThat(told(owner)).contains("Ada & Söhne", owner.organizationId().toString(), "203.0.115.70",
                "\"mitigatedUntil\": \"" + event.path("mitigatedUntil").asString().substring(0, 16));
        assertThat(only(own).path("eventType").asString()).isEqualTo("brute_force_attempt");
        assertThat(Mailbox.of(member.email())).noneMatch(one -> one.template().equals("security-event"));

        var key = UUID.fromString(owner.api().post("/api/v1/api-keys", """
                {"name": "sync 🔑", "scopes": ["contacts:read"]}""").expect(201).id());
        probe(owner, key, 0, 800);
        signals.work();
        assertThat(Mailbox.newest(owner.email()).body()).contains("API key: sync 🔑", owner.email(),
                "Done by itself: -").doesNotContain("Until");
    }

    /** Of each value, and of what any detector says, in each language. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "ar"})
    void hasWordsForAllThatItsMailsShow(String language) throws IOException {
        var words = new Properties();
        try (var in = Mitigation.class
                .getResourceAsStream("/dev/tenantry/notification/words_" + language + ".properties")) {
            words.load(in);
        }
        var shown = Stream.<Object[]>of(SecurityEventType.values(), Mitigation.values(), Severity.values())
                .flatMap(Arrays::stream)
                .map(Object::toString);
        var said = detectors.stream().map(detector -> detector.rule().text());

        // Where the words are English ones, they are those already.
        assertThat(Stream.concat(shown, said).filter(text -> !language.equals("en") || text.contains("_")))
                .allMatch(words::containsKey);
    }

    @Test
    void whatWasNoneHoldsNobodyUp() throws SQLException {
        var owner = people.signUp();
        var admin = people.signUpInto(owner, "admin");
        policy(owner, "unauthorized_access", "key_suspended");
        var made = admin.api().post("/api/v1/api-keys", """
                {"name": "k", "scopes": ["contacts:read"]}""").expect(201);
        var key = api.bearer(made.at("/key"));
        probe(admin, UUID.fromString(made.id()), 0, 800);
        signals.work();
        key.get("/api/v1/contacts").expect(403);

        triage(owner, place(owner), "false_positive", null, 200);

        key.get("/api/v1/contacts").expect(200);
        assertThat(only(owner).path("mitigatedUntil").isMissingNode()).isTrue();
    }

    /** Once, and not those who assign it to themselves. */
    @Test
    void tellsWhomAnEventIsAssignedTo() {
        var owner = people.signUp();
        var admin = people.signUpInto(owner, "admin");
        probe(people.signUpInto(owner, "member"), null, 0, 800);
        signals.work();
        var place = place(owner);

        for (var time = 0; time < 2; time++) {
            owner.api()
                    .put(place + "/triage",
                            "{\"status\": \"investigating\", \"assignedTo\": \"%s\", \"notes\": \"see the log\"}"
                                    .formatted(admin.userId()))
                    .expect(200);
        }
        triage(admin, place, "investigating", admin.userId(), 200);
        triage(admin, place, "resolved", null, 200);

        assertThat(Mailbox.of(admin.email())
                .stream()
                .filter(mail -> mail.template().equals("security-event-assigned"))
                .toList()).singleElement()
                .satisfies(mail -> assertThat(mail.body()).contains(place.replaceAll(".*/", ""), "see the log"));
        triage(owner, place, "resolved", owner.userId(), 200);
        assertThat(Mailbox.newest(owner.email()).template()).isEqualTo("security-event");
    }

    /** One sign of it is none. */
    @Test
    void noticesSignInsThatAreUnlikeThoseBefore() {
        var owner = people.signUp();
        var account = Subject.of(owner.userId(), null, null, "203.0.113.7", "curl");
        var since = clock.instant().minus(Duration.ofHours(1));
        var session = UUID.randomUUID();

        unusual.signedIn(new UnusualSignIn(owner.userId(), session, false, true, false), account, since);
        unusual.signedIn(new UnusualSignIn(owner.userId(), session, true, false, false), account, since);
        assertThat(list(owner)).isEmpty();
        signIns.on(new UnusualSignIn(owner.userId(), session, true, true, false));
        signIns.work();

        assertThat(only(owner).path("threatIndicators").path("signs").toString())
                .isEqualTo("[\"newDevice\",\"unusualPlace\"]");
        assertThat(only(owner).path("occurrences").asInt()).isEqualTo(1);
        var admin = people.signUpInto(owner, "admin");
        triage(owner, place(owner), "resolved", null, 403);
        triage(admin, place(owner), "resolved", null, 200);
    }

    /** People are told of it once a day, and what nobody closes for long is closed by itself. */
    @Test
    void goesOnWithWhatIsDoneByItselfWhereNobodyClosesAnything() throws SQLException {
        var owner = people.signUp();
        var prober = people.signUpInto(owner, "member");
        policy(owner, "unauthorized_access", "session_ended");
        execute("""
                insert into security_events (organization_id, event_type, severity, description, subject, day, occurrences, threat_indicators, confidence_score)
                select ?, 'credential_stuffing', 'high', 'x', 'address:' || n, current_date - 200, 1, '{}', 0.5 from generate_series(1, 1000) n""",
                owner.organizationId());

        probe(prober, null, 0, 800);
        climb(prober, 5);
        signals.work();
        prober.api().get("/api/v1/contacts").expect(401);
        assertThat(Mailbox.newest(owner.email()).body()).contains("1000 security events");
        assertThat(Mailbox.newest(owner.email()).template()).isEqualTo("security-event-backlog");
        assertThat(closed(owner)).hasSize(1);
        assertThat(closed(owner).path(0).path("eventType").asString()).isEqualTo("unauthorized_access");
        probe(prober, null, 800, 810);
        signals.work();
        assertThat(closed(owner)).hasSize(1);
        assertThat(closed(owner).path(0).path("occurrences").asInt()).isEqualTo(811);
        assertThat(owner.api()
                .get("/api/v1/audit-logs?filter=actionType%5Beq%5D:security-event.backlog")
                .json()
                .path("results")).hasSize(1);

        while (stale.close(owner.organizationId(), LocalDate.now(clock).minusDays(90)) > 0) {
            Thread.onSpinWait();
        }
        assertThat(owner.api().get(EVENTS + "?filter=status%5Beq%5D:open").expect(200).json().path("results"))
                .isEmpty();
    }

    /** A refresh token that comes back is no matter of telephones that are new, and told of however often it was none. */
    @Test
    void tellsOfTokensThatComeBackWhateverWasNoneBefore() throws SQLException {
        var owner = people.signUp();
        for (var time = 0; time < 3; time++) {
            signIns.on(new UnusualSignIn(owner.userId(), UUID.randomUUID(), true, true, false));
            wrongly(owner, "suspicious_login");
            signIns.on(new UnusualSignIn(owner.userId(), UUID.randomUUID(), false, false, true));
            wrongly(owner, "token_reuse");
        }

        signIns.on(new UnusualSignIn(owner.userId(), UUID.randomUUID(), true, true, false));
        signIns.on(new UnusualSignIn(owner.userId(), UUID.randomUUID(), false, false, true));
        signIns.work();

        var open = owner.api().get(EVENTS + "?filter=status%5Beq%5D:open").expect(200);
        assertThat(open.json().path("results")).hasSize(1);
        assertThat(open.at("/results/0/eventType")).isEqualTo("token_reuse");
        assertThat(open.at("/results/0/severity")).isEqualTo("critical");
    }

    /** What makes none of a type, or two of what is counted, would be noticed by nobody. */
    @Test
    void startsWithADetectorForEachTypeAlone() {
        var few = detectors.stream().filter(detector -> !(detector instanceof GrantDetector)).toList();
        var twice = new ArrayList<>(detectors);
        twice.add(detectors.stream().filter(SignalDetector.class::isInstance).findFirst().orElseThrow());

        assertThatThrownBy(() -> new Detectors(few)).hasMessageContaining("privilege_escalation");
        assertThatThrownBy(() -> new Detectors(twice)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                () -> DetectionRule.counting(SecurityEventType.TOKEN_REUSE, Severity.LOW, " ", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void losesNoEventOfOthersWhereOneOrganizationFailsAtIts() throws SQLException {
        var member = people.signUp();
        var broken = people.signUp();
        var sound = people.signUp();
        for (var owner : List.of(broken, sound)) {
            People.join(member.userId(), owner.organizationId(), "member");
        }
        execute("insert into security_policies (organization_id, rules) values (?, '5')", broken.organizationId());

        signIns.on(new UnusualSignIn(member.userId(), UUID.randomUUID(), true, true, false));
        signIns.work();

        assertThat(list(broken)).isEmpty();
        only(sound);
        only(member);
    }

    /** The session that proves nothing ends itself alone. */
    private static void throwsNobodyOut(Person thief, Person person) {
        var ids = new ArrayList<String>();
        person.api()
                .get("/api/v1/sessions")
                .expect(200)
                .json()
                .path("results")
                .forEach(session -> ids.add(session.path("id").asString()));
        assertThat(ids).hasSizeGreaterThan(1);

        var ended = ids.stream()
                .filter(id -> thief.api().delete("/api/v1/sessions/" + id).status() == 204)
                .toList();

        assertThat(ended).hasSizeLessThan(2);
        person.api().get("/auth/v1/user").expect(200);
    }

    /** In each organization of the person, which is asked for a proof where that wants it. */
    @Test
    void noticesSignInsInTwoPlacesAtOnce() {
        var owner = people.signUp();
        var member = people.signUpInto(owner, "member");
        policy(owner, "impossible_travel", "step_up");
        for (var address : List.of("203.0.113.7", "203.0.113.8", "192.0.2.1")) {
            signIn(member, address);
        }
        signIns.work();
        var found = EVENTS + "?filter=eventType%5Beq%5D:impossible_travel";
        assertThat(owner.api().get(found).json().path("results")).isEmpty();

        signIn(member, "203.0.113.200");
        signIns.work();

        var event = owner.api().get(found).json().path("results").path(0);
        assertThat(event.path("userId").asString()).isEqualTo(member.userId().toString());
        assertThat(event.path("ipAddress").asString()).isEqualTo("203.0.113.200");
        assertThat(event.path("threatIndicators").path("kilometres").asInt()).isBetween(8_000, 9_500);
        assertThat(event.path("mitigationApplied").toString()).isEqualTo("[\"step_up\"]");
        var own = people.signIn(member.email());
        assertThat(own.api().get(EVENTS).expect(200).text()).contains("impossible_travel");
        assertThat(people.switchTo(own, owner.organizationId()).api().get("/api/v1/contacts").expect(403).at("/code"))
                .isEqualTo("proof-required");
    }

    private void signIn(Person person, String address) {
        var body = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(person.email(), person.password());
        assertThat(RawHttp.send(port(), "POST /auth/v1/token?grant_type=password HTTP/1.1\r\nHost: localhost\r\n"
                + "X-Forwarded-For: " + address + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\nConnection: close\r\n\r\n" + body, "127.0.0.2")).startsWith("HTTP/1.1 200");
    }

    /** One place, a place that nobody knows, and another key are no journey. */
    @Test
    void noticesAKeyInTwoPlacesAtOnce() {
        var owner = people.signUp();
        var key = key(owner);
        for (var address : List.of("203.0.113.7", "203.0.113.8", "198.51.100.7", "192.0.2.1")) {
            from(address, key, "GET", "/api/v1/contacts");
        }
        from("203.0.113.200", key(owner), "GET", "/api/v1/contacts");
        travels.work();
        assertThat(list(owner)).isEmpty();
        for (var time = 0; time < 3; time++) {
            from("203.0.113.200", key, "GET", "/api/v1/contacts");
            from("203.0.113.7", key, "GET", "/api/v1/contacts");
        }
        travels.work();

        var event = only(owner);
        assertThat(event.path("eventType").asString()).isEqualTo("impossible_travel");
        assertThat(event.path("apiKeyId").asString()).isNotEmpty();
        assertThat(event.path("occurrences").asInt()).isEqualTo(1);
        assertThat(event.path("geolocation").path("country").asString()).isEqualTo("US");
        assertThat(event.path("geolocation").path("network").asString()).isEqualTo("203.0.113.200");
        assertThat(event.path("threatIndicators").path("kilometres").asInt()).isBetween(8_000, 8_600);
    }

    @Test
    void noticesWhoReadsFarMoreThanUsual() throws SQLException {
        var usual = people.signUp();
        var greedy = people.signUp();
        for (var reader : new Person[]{usual, greedy}) {
            for (var day = 1; day <= 4; day++) {
                read(reader, day, 3000);
            }
        }

        read(usual, 0, 7999);
        read(greedy, 0, 8000);
        reads.work();
        reads.work();

        assertThat(list(usual)).isEmpty();
        assertThat(only(greedy).path("eventType").asString()).isEqualTo("data_exfiltration_attempt");
        assertThat(only(greedy).path("threatIndicators").path("mean").asInt()).isEqualTo(3000);
        assertThat(only(greedy).path("occurrences").asInt()).isEqualTo(8000);
    }

    /** That is told once, whichever of them writes what it has seen. */
    @Test
    void noticesAKeyThatTwoInstancesSeeInPlacesOfTheirOwn() throws SQLException {
        var owner = people.signUp();
        var key = key(owner);
        from("203.0.113.7", key, "GET", "/api/v1/contacts");
        travels.work();
        assertThat(list(owner)).isEmpty();

        for (var time = 0; time < 2; time++) {
            execute("""
                    update api_key_sightings set seen_at = now() - interval '1 minute',
                        location = '{"country": "US", "region": "US-CA", "city": "Los Angeles", "latitude": 34.0, "longitude": -118.2}'
                    where organization_id = ?""", owner.organizationId());
            from(time == 0 ? "203.0.113.8" : "203.0.113.7", key, "GET", "/api/v1/contacts");
            travels.work();
        }

        assertThat(only(owner).path("eventType").asString()).isEqualTo("impossible_travel");
        assertThat(only(owner).path("occurrences").asInt()).isEqualTo(1);
    }

    /** By whichever endpoint, and by their rows, too: a list, what was sent by a form, and nothing that is no file. */
    @Test
    void countsWhatIsHandedOutAsFiles() throws SQLException {
        var owner = people.signUp();
        for (var name : List.of("a", "b", "c")) {
            owner.api().post("/api/v1/contacts", "{\"name\": \"%s\"}".formatted(name)).expect(201);
        }
        var form = owner.api().post("/api/v1/forms", "{\"name\": \"Contact us\"}").expect(201).id();

        owner.api().get("/api/v1/contacts").expect(200);
        owner.api().with("Accept", "text/csv").get("/api/v1/contacts/export").expect(200);
        owner.api().with("Accept", "text/csv").get("/api/v1/forms/" + form + "/submissions").expect(200);
        owner.api().with("Accept", "text/csv").get("/api/v1/contacts/export?columns=none").expect(400);
        exports.work();
        exports.work();
        exportedRows.work();
        assertThat(list(owner)).isEmpty();
        assertThat(handedOut(owner)).isEqualTo("2 files, 5 rows");

        execute("update security_exports set rows = 99999 where organization_id = ?", owner.organizationId());
        exportedRows.work();
        assertThat(list(owner)).isEmpty();
        execute("update security_exports set rows = 100000 where organization_id = ?", owner.organizationId());
        exportedRows.work();
        assertThat(only(owner).path("eventType").asString()).isEqualTo("data_exfiltration_attempt");
        assertThat(only(owner).path("threatIndicators").path("what").asString()).isEqualTo("exported rows");
    }

    /** What was none raises by a half what it takes for the next one, and what is closed stays so. */
    @Test
    void isWorkedThrough() throws SQLException {
        var owner = people.signUp();
        var prober = people.signUpInto(owner, "member");
        probe(prober, null, 0, 800);
        signals.work();
        var place = place(owner);

        triage(owner, place, "investigating", prober.userId(), 422);
        var tag = owner.api().get(place).expect(200).header("ETag");
        probe(prober, null, 800, 801);
        signals.work();
        owner.api()
                .with("If-Match", tag)
                .put(place + "/triage",
                        "{\"status\": \"investigating\", \"assignedTo\": \"%s\"}".formatted(owner.userId()))
                .expect(200);
        triage(owner, place, "open", null, 409);
        assertThat(stated(owner, place, "\"assignedTo\": null, \"notes\": \"seen\"").at("/assignedTo")).isEmpty();
        assertThat(stated(owner, place, "\"assignedTo\": \"%s\"".formatted(owner.userId())).at("/notes"))
                .isEqualTo("seen");
        assertThat(stated(owner, place, "\"notes\": null").json().has("notes")).isFalse();
        assertThat(stated(owner, place, "\"notes\": \" \", \"assignedTo\": \"\"").at("/assignedTo")).isEmpty();
        assertThat(stated(owner, place, "\"assignedTo\": \"%s\"".formatted(owner.userId())).at("/assignedTo"))
                .isEqualTo(owner.userId().toString());
        owner.api()
                .put(place + "/triage",
                        "{\"status\": \"investigating\", \"notes\": \"%s\"}".formatted("x".repeat(5001)))
                .expect(422);
        var ended = owner.api()
                .put(place + "/triage", "{\"status\": \"false_positive\", \"notes\": \"a test \uD83D\uDE00\"}");
        triage(owner, place, "investigating", null, 409);
        assertThat(ended.expect(200).at("/falsePositive")).isEqualTo("true");
        assertThat(ended.at("/investigatedBy")).isEqualTo(owner.userId().toString());
        assertThat(ended.at("/assignedTo")).isEqualTo(owner.userId().toString());
        assertThat(ended.at("/assignedToName")).isEqualTo(ended.at("/investigatedByName")).isNotEmpty();
        owner.api().with("If-Match", "\"0-x\"").put(place + "/triage", "{\"status\": \"false_positive\"}").expect(412);

        others(prober, 1198);
        probe(prober, null, 2000, 2001);
        signals.work();
        assertThat(list(owner)).hasSize(1);
        probe(prober, null, 2001, 2002);
        signals.work();
        assertThat(list(owner)).hasSize(2);
        assertThat(list(owner).path(0).path("threatIndicators").path("threshold").asInt()).isEqualTo(1200);
    }

    @Test
    void isShownToThePlatform() {
        var admin = people.signUp();
        People.promote(admin.userId());
        var owner = people.signUp();
        probe(owner, null, 0, 800);
        signals.work();

        var shown = admin.api()
                .get("/admin/security-events?filter=organizationId%5Beq%5D:" + owner.organizationId() + "&limit=1")
                .expect(200);

        assertThat(shown.at("/results/0/organizationId")).isEqualTo(owner.organizationId().toString());
        owner.api().get("/admin/security-events").expect(403);
    }

    @Test
    void refusesPoliciesThatCannotBe() {
        var owner = people.signUp();

        var refused = put(owner, "brute_force_attempt", "key_suspended", 60).expect(422);
        assertThat(refused.at("/errors/0/field")).isEqualTo("rules[0].mitigations");
        assertThat(refused.at("/errors/0/message"))
                .contains(
                        "key_suspended is nothing that can be done about brute_force_attempt: possible is step_up, address_blocked");
        put(owner, "brute_force_attempt", "step_up", 4).expect(422);
        put(owner, "brute_force_attempt", "burn", 60).expect(400);
        owner.api().put("/api/v1/security-policy", "{\"rules\": [null]}").expect(422);
        var first = put(owner, "brute_force_attempt", "step_up", 60).expect(200);
        assertThat(put(owner, "brute_force_attempt", "step_up", 60).expect(200).header("ETag"))
                .isEqualTo(first.header("ETag"));
    }

    /** While an instance of another version runs, each leaves what it does not know. */
    @Test
    void readsPoliciesOfOtherVersions() throws SQLException {
        var owner = people.signUp();
        put(owner, "brute_force_attempt", "step_up", 60).expect(200);
        execute("""
                update security_policies set rules = rules || '[{"eventType": "of_tomorrow", "mitigations": ["step_up"]},
                    {"eventType": "unauthorized_access", "mitigations": ["of_tomorrow"]}]' where organization_id = ?""",
                owner.organizationId());

        var shown = owner.api().get("/api/v1/security-policy").expect(200);
        assertThat(shown.text()).contains("step_up").doesNotContain("of_tomorrow");
        put(owner, "brute_force_attempt", "address_blocked", 60).expect(200);

        execute("""
                insert into security_events (organization_id, event_type, severity, description, subject, day, occurrences, threat_indicators, confidence_score)
                select organization_id, 'credential_stuffing', 'low', (rules @> '[{"eventType": "of_tomorrow"}, {"mitigations": ["of_tomorrow"]}]')::text,
                    'address:1', current_date, 1, '{}', 0.5 from security_policies where organization_id = ?""",
                owner.organizationId());
        assertThat(only(owner).path("description").asString()).isEqualTo("true");
    }

    /** As the filter notes what is not found. */
    private void probe(Person person, @Nullable UUID key, int from, int to) {
        var subject = Subject.of(person.userId(), null, key, "127.0.0.1", "curl");
        IntStream.range(from, to)
                .forEach(id -> noticed.note(person.organizationId(), SecurityEventType.UNAUTHORIZED_ACCESS, subject,
                        "GET /api/v1/contacts/" + id));
    }

    private static void climb(Person climber, int times) {
        IntStream.range(0, times)
                .forEach(_ -> climber.api()
                        .put("/api/v1/organization/members/" + climber.userId() + "/role", "{\"role\": \"owner\"}")
                        .expect(403));
    }

    private Person with(Person person, Answer tokens) {
        return new Person(api.bearer(tokens.at("/access_token")), person.userId(), person.organizationId(),
                person.email(), person.password(), tokens.at("/access_token"), tokens.at("/refresh_token"));
    }

    private void wrong(Person person) {
        api.post("/auth/v1/token?grant_type=password",
                "{\"email\": \"%s\", \"password\": \"wrong\"}".formatted(person.email())).expect(400);
    }

    private static void policy(Person owner, String type, String mitigations) {
        put(owner, type, mitigations, 60).expect(200);
    }

    private static Answer put(Person owner, String type, String mitigations, int minutes) {
        return owner.api()
                .put("/api/v1/security-policy", """
                {"rules": [{"eventType": "%s", "mitigations": ["%s"], "minutes": %d}]}""".formatted(type, mitigations,
                        minutes));
    }

    private static Answer stated(Person by, String place, String more) {
        return by.api().put(place + "/triage", "{\"status\": \"investigating\", %s}".formatted(more)).expect(200);
    }

    private static void triage(Person by, String place, String status, @Nullable UUID assignee, int expected) {
        by.api()
                .put(place + "/triage", "{\"status\": \"%s\"%s}".formatted(status,
                        assignee == null ? "" : ", \"assignedTo\": \"" + assignee + "\""))
                .expect(expected);
    }

    private static JsonNode list(Person person) {
        return person.api().get(EVENTS).expect(200).json().path("results");
    }

    private static JsonNode closed(Person owner) {
        return owner.api()
                .get(EVENTS + "?filter=status%5Beq%5D:resolved,eventType%5Bneq%5D:credential_stuffing")
                .expect(200)
                .json()
                .path("results");
    }

    private static JsonNode only(Person owner) {
        assertThat(list(owner)).hasSize(1);
        return list(owner).path(0);
    }

    private static String place(Person owner) {
        return EVENTS + "/" + only(owner).path("id").asString();
    }

    /** By a proxy that is trusted, from an address that is nobody's. */
    private String elsewhere(Person person, String method, String path) {
        return from("192.0.2.77", person.accessToken(), method, path);
    }

    private static String key(Person owner) {
        return owner.api().post("/api/v1/api-keys", """
                {"name": "k", "scopes": ["contacts:read"]}""").expect(201).at("/key");
    }

    private String from(String address, String token, String method, String path) {
        return RawHttp.send(port(),
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + address + "\r\n"
                        + "Authorization: Bearer " + token + "\r\nConnection: close\r\n\r\n",
                "127.0.0.2");
    }

    /** What other instances have noticed. */
    private static void others(Person person, int count) throws SQLException {
        execute("""
                insert into security_signals (organization_id, event_type, subject, begun_at, count)
                values (?, 'unauthorized_access', ?, now() - interval '6 minutes', ?)""", person.organizationId(),
                "user:" + person.userId(), count);
    }

    private static void tried(@Nullable UUID user, String name, String address, int times) throws SQLException {
        execute(ATTEMPTS, user, name, address, times);
    }

    /** The payload of the event. */
    private static String told(Person person) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        "select payload::text from domain_events where organization_id = ? and event_name = 'security-event.created'")) {
            statement.setObject(1, person.organizationId());
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private static String handedOut(Person person) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        "select files || ' files, ' || rows || ' rows' from security_exports where organization_id = ?")) {
            statement.setObject(1, person.organizationId());
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    /** What was asked for at another instance some minutes ago. */
    private static void elsewhere(Person person, int from, int to) throws SQLException {
        var items = IntStream.range(from, to)
                .mapToObj(id -> Integer.toString(("GET /api/v1/contacts/" + id).hashCode()))
                .collect(Collectors.joining(",", "{", "}"));
        execute("""
                insert into security_signals (organization_id, event_type, subject, begun_at, count, items)
                values (?, 'unauthorized_access', ?, now() - interval '6 minutes', 0, ?::int[])""",
                person.organizationId(), "user:" + person.userId(), items);
    }

    /** What is noticed is closed as none. */
    private void wrongly(Person owner, String type) throws SQLException {
        signIns.work();
        execute("""
                update security_events set status = 'false_positive', resolved_at = now(), investigated_at = now(), investigated_by = user_id
                where organization_id = ? and event_type = ? and status = 'open'""", owner.organizationId(), type);
    }

    /** The time is over for which something is done about the organization's events. */
    private static void overOfItself(Person owner) throws SQLException {
        execute("""
                update security_events set mitigated_until = now() - interval '1 second', mitigation_due_at = now() - interval '1 second'
                where organization_id = ?""", owner.organizationId());
    }

    private static void read(Person person, int daysAgo, int number) throws SQLException {
        execute("""
                insert into api_usage_statistics (organization_id, user_id, endpoint, date, successful_requests, failed_requests, total_microseconds, latencies)
                values (?, ?, 'GET /api/v1/contacts', (now() at time zone 'utc')::date - ?, ?, 0, 0, '{1}')""",
                person.organizationId(), person.userId(), daysAgo, number);
    }

    private static void execute(String sql, @Nullable Object... values) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(sql)) {
            for (var place = 0; place < values.length; place++) {
                statement.setObject(place + 1, values[place]);
            }
            statement.execute();
        }
    }
}
